import { t } from '@vscode/l10n';
import { useMemo } from 'preact/hooks';
import { Icon } from '../shared/icon.tsx';
import { spans } from '../../core/text/terminal.ts';

/** How Python’s `warnings` are printed: where, which, and what they say. */
const WARNING = /^\S.*:\d+: \w*Warning: /m;

/** What a program printed, as a terminal shows it in the end; what is copied has no codes. */
export function Printed({ text, kind }: { text: string; kind: string }) {
  const parts = useMemo(() => spans(text), [text]);
  // A bar that wiped itself out.
  if (parts.every((part) => part.text.trim() === '')) return null;
  const isWarning = kind === 'stderr' && WARNING.test(text);
  const printed = (
    <pre class={kind} tabIndex={0}>
      {parts.map(({ text: part, colour, isBold }, index) =>
        colour === null && !isBold ? part : (
          <span key={index} class={[...(colour === null ? [] : [`ansi-${colour}`]), ...(isBold ? ['bold'] : [])].join(' ')}>
            {part}
          </span>
        ),
      )}
    </pre>
  );
  if (!isWarning) return printed;
  return (
    <div class="warned" role="group" aria-label={t('Warning')}>
      <p class="quiet">
        <Icon name="warning" /> {t('Warning')}
      </p>
      {printed}
    </div>
  );
}
