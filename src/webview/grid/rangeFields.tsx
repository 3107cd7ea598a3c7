import { t } from '@vscode/l10n';
import type { GridColumn, GridFilter } from '../../core/types/grid.ts';
import { isMoment, momentText } from './words.ts';

interface RangeProps {
  readonly column: GridColumn;
  readonly filters: readonly GridFilter[];
  onFilter(filters: readonly GridFilter[]): void;
}

/** Two ends of a range of numbers or dates; an empty one is open. */
export function RangeFields({ column, filters, onFilter }: RangeProps) {
  const range = filters.find((filter) => filter.kind === 'range');
  const isOfMoments = isMoment(column);
  const set = (end: 'min' | 'max', text: string) => {
    const value = readEnd(text, isOfMoments, end);
    const next = { kind: 'range', column: column.place, min: range?.min ?? null, max: range?.max ?? null, [end]: value } as const;
    const others = filters.filter(({ kind }) => kind !== 'range');
    onFilter(next.min === null && next.max === null ? others : [...others, next]);
  };
  const field = (end: 'min' | 'max', label: string) => {
    const value = range?.[end] ?? null;
    return (
      <label>
        {label}
        <input
          type={isOfMoments ? 'date' : 'number'}
          step="any"
          value={value === null ? '' : isOfMoments ? momentText(value).slice(0, 10) : value}
          onChange={({ currentTarget }) => set(end, currentTarget.value)}
        />
      </label>
    );
  };
  return (
    <div class="range">
      {field('min', t('From'))}
      {field('max', t('To'))}
    </div>
  );
}

/** Of a day as the end of a range its last second counts, too. */
function readEnd(text: string, isMoment: boolean, end: 'min' | 'max'): number | null {
  if (text === '') return null;
  if (!isMoment) return Number(text);
  const start = Date.parse(`${text}T00:00:00Z`) / 1_000;
  return end === 'max' ? start + 86_399 : start;
}
