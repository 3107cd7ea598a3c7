import { t } from '@vscode/l10n';
import { figure } from '../../core/text/figure.ts';
import type { UsageRow } from '../../core/types/usage.ts';
import { grouped, totalTokens, type UsageGroup } from './groups.ts';

/** As many as can be told apart in a narrow editor. */
const DAYS = 30;
/** The drawing's own units; it is stretched to the width there is. */
const DAY_WIDTH = 10;
const GAP = 2;
const HEIGHT = 100;

/** The tokens of the last days as stacked bars. What it shows is said in words, too, and day by day in the table below. */
export function UsageChart({ rows, today }: { rows: readonly UsageRow[]; today: string }) {
  const byDay = new Map(grouped(rows, 'day').map((group) => [group.label, group]));
  const names = lastDays(today);
  const days = names.map((day) => byDay.get(day) ?? null);
  const highest = Math.max(1, ...days.map(tokensOf));
  const peak = days.findIndex((day) => tokensOf(day) === highest);
  const about =
    peak < 0
      ? t('Tokens of the last {0} days: none', DAYS)
      : t('Tokens of the last {0} days: at most {1}, on {2}; {3} today', DAYS, figure(highest), names[peak] ?? '', figure(tokensOf(days.at(-1) ?? null)));
  return (
    <figure class="usage-chart">
      <figcaption>
        <span>{t('Tokens a day, the last {0} days', DAYS)}</span>
        <span class="legend">
          <Swatch kind="input" /> {t('in')} <Swatch kind="output" /> {t('out')}
        </span>
      </figcaption>
      <p class="quiet">{peak < 0 ? t('None in these days') : figure(highest)}</p>
      <svg viewBox={`0 0 ${DAYS * DAY_WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={about}>
        {days.map((day, index) => day && <Bar key={index} day={day} x={index * DAY_WIDTH} scale={HEIGHT / highest} />)}
        <line class="axis" x1="0" x2={DAYS * DAY_WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <p class="quiet ends">
        <span>{names[0]}</span>
        <span>{names.at(-1)}</span>
      </p>
    </figure>
  );
}

function Bar({ day: { label, usage }, x, scale }: { day: UsageGroup; x: number; scale: number }) {
  const [input, output] = [usage.inputTokens * scale, usage.outputTokens * scale];
  const shared = { x: x + GAP / 2, width: DAY_WIDTH - GAP };
  return (
    <g>
      <title>{t('{0}: {1} in, {2} out', label, figure(usage.inputTokens), figure(usage.outputTokens))}</title>
      <rect class="input" {...shared} y={HEIGHT - input} height={input} />
      <rect class="output" {...shared} y={HEIGHT - input - output} height={output} />
    </g>
  );
}

function Swatch({ kind }: { kind: 'input' | 'output' }) {
  return (
    <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
      <rect class={kind} width="10" height="10" />
    </svg>
  );
}

/** Dates as in `2026-11-24`, the oldest first. At noon UTC no day is left out or comes twice. */
function lastDays(today: string): readonly string[] {
  const last = Date.parse(`${today}T12:00:00Z`);
  return Array.from({ length: DAYS }, (_, index) => new Date(last - (DAYS - 1 - index) * 86_400_000).toISOString().slice(0, 10));
}

function tokensOf(day: UsageGroup | null): number {
  return day ? totalTokens(day.usage) : 0;
}
