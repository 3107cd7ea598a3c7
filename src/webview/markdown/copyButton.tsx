import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';

export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button onClick={copy} onBlur={() => setCopied(false)}>
      {copied ? t('Copied') : t('Copy')}
    </button>
  );
}
