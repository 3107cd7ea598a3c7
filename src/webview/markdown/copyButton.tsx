import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import { FigureTool } from './figureTool.tsx';

export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return <FigureTool icon={copied ? 'check' : 'copy'} label={copied ? t('Copied') : t('Copy')} onClick={copy} onBlur={() => setCopied(false)} />;
}
