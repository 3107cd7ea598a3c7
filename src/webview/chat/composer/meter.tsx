import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import { estimateTokens } from '../../../core/text/tokens.ts';
import type { Meter } from '../../../protocol/composer.ts';
import { shortFigure } from '../../shared/figures.ts';
import { aboutTokens } from './kinds.ts';

/** From here on the window counts as nearly full. */
const NEARLY_FULL = 0.85;
/** Of the circle, in the units of its drawing. */
const RADIUS = 6;

/** How much of what the model can read the next request takes, and what takes it. */
export function ContextMeter({ meter, draft }: { meter: Meter; draft: string }) {
  const [open, setOpen] = useState(false);
  const question = estimateTokens(draft);
  const rows: readonly (readonly [string, number])[] = [
    [t('Instructions'), meter.instructions],
    [t('Tools'), meter.tools],
    [t('Thread'), meter.thread],
    [t('Context'), meter.context],
    [t('Question'), question],
  ];
  const total = rows.reduce((sum, [, tokens]) => sum + tokens, 0);
  const share = meter.window === null ? null : Math.min(1, total / meter.window);
  const percent = share === null ? '' : `${Math.round(share * 100)} %`;
  const name =
    meter.window === null
      ? t('Context: {0} tokens', aboutTokens(total))
      : t('Context: {0}, {1} of {2} tokens', percent, aboutTokens(total), shortFigure(meter.window));
  return (
    <div class="meter" onMouseEnter={() => setOpen(true)} onMouseLeave={() => setOpen(false)}>
      <button
        class="quiet"
        aria-label={name}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      >
        {share !== null && <Circle share={share} />}
        <span>{percent || aboutTokens(total)}</span>
      </button>
      {open && (
        <div class="meter-details">
          <table>
            <caption>{name}</caption>
            <tbody>
              {rows.map(([label, tokens]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{aboutTokens(tokens)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Circle({ share }: { share: number }) {
  const length = 2 * Math.PI * RADIUS;
  return (
    <svg class={share > NEARLY_FULL ? 'full' : ''} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <circle class="track" cx="8" cy="8" r={RADIUS} />
      <circle class="used" cx="8" cy="8" r={RADIUS} stroke-dasharray={`${share * length} ${length}`} transform="rotate(-90 8 8)" />
    </svg>
  );
}
