import { t } from '@vscode/l10n';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../shared/icon.tsx';

/** What one can do with a message: seen while the mouse or the focus is in it. */
export function Tools({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="tools" role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}

interface ToolProps {
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => unknown;
}

export function Tool({ icon, label, onClick }: ToolProps) {
  return (
    <button class="icon" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

/** Copies a text, and says that it has. */
export function CopyTool({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <span onFocusOut={() => setCopied(false)}>
      <Tool
        icon={copied ? 'check' : 'copy'}
        label={copied ? t('Copied') : t('Copy answer')}
        onClick={async () => {
          await navigator.clipboard.writeText(text);
          setCopied(true);
        }}
      />
    </span>
  );
}
