import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import { figure } from '../../core/text/figure.ts';

/** What is shown of a longer text until one unfolds it: some lines, and no more characters than fill about as many. */
const FOLDED_LINES = 12;
const FOLDED_LENGTH = 1_000;
/** Lines in one element: those out of sight cost nothing. */
const STRETCH = 200;

/** What the user typed: folded where it is long, and never higher than a screen. */
export function Typed({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const lines = text.split('\n');
  const folded = lines.slice(0, FOLDED_LINES).join('\n').slice(0, FOLDED_LENGTH);
  // A fold that hides a line or two is more trouble than they are.
  if (lines.length <= FOLDED_LINES + 3 && text.length <= FOLDED_LENGTH * 1.2) return <p class="typed" dir="auto">{text}</p>;
  return (
    <>
      {open ? (
        <div class="typed whole" tabIndex={0} role="group" aria-label={t('Whole question')}>
          {stretches(lines).map((stretch, index) => (
            <div key={index} dir="auto">{stretch}</div>
          ))}
        </div>
      ) : (
        <p class="typed" dir="auto">{folded}…</p>
      )}
      <button class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? t('Show less') : lines.length === 1 ? t('Show all ({0} characters)', figure(text.length)) : t('Show all ({0} lines)', figure(lines.length))}
      </button>
    </>
  );
}

function stretches(lines: readonly string[]): readonly string[] {
  return Array.from({ length: Math.ceil(lines.length / STRETCH) }, (_, index) => lines.slice(index * STRETCH, (index + 1) * STRETCH).join('\n'));
}
