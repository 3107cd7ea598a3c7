import { t } from '@vscode/l10n';
import type { Arrangement, GridColumn } from '../../core/types/grid.ts';
import { Icon } from '../shared/icon.tsx';
import { focusGrid } from './focus.ts';
import { filterLine } from './words.ts';

interface FiltersProps {
  readonly arrangement: Arrangement;
  readonly columns: readonly GridColumn[];
  onArrange(part: Partial<Arrangement>): void;
}

/** The filters that are in force, each to be taken away. */
export function Filters({ arrangement: { filters, brush }, columns, onArrange }: FiltersProps) {
  if (filters.length + brush.length === 0) return null;
  return (
    <ul class="filters" aria-label={t('Filters')}>
      {filters.map((filter) => (
        <Chip key={`filter ${filterLine(filter, columns)}`} text={filterLine(filter, columns)} onRemove={() => onArrange({ filters: filters.filter((other) => other !== filter) })} />
      ))}
      {brush.map((filter) => (
        <Chip key={`brush ${filterLine(filter, columns)}`} text={t('In the chart: {0}', filterLine(filter, columns))} onRemove={() => onArrange({ brush: brush.filter((other) => other !== filter) })} />
      ))}
    </ul>
  );
}

function Chip({ text, onRemove }: { text: string; onRemove(): void }) {
  return (
    <li class="filter">
      <span>{text}</span>
      <button
        class="icon"
        aria-label={t('Remove filter: {0}', text)}
        onClick={({ currentTarget }) => {
          focusBeside(currentTarget);
          onRemove();
        }}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** The button goes with its filter; the focus stays among the filters, or goes to the grid after the last. */
function focusBeside(button: HTMLElement): void {
  const chip = button.closest('.filter');
  const beside = chip?.nextElementSibling ?? chip?.previousElementSibling;
  if (beside) beside.querySelector('button')?.focus();
  else focusGrid();
}
