import { t } from '@vscode/l10n';
import type { Arrangement, GridColumn } from '../../core/types/grid.ts';
import { Icon } from '../shared/icon.tsx';
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
      {filters.map((filter, index) => (
        <Chip key={`f${index}`} text={filterLine(filter, columns)} onRemove={() => onArrange({ filters: filters.filter((other) => other !== filter) })} />
      ))}
      {brush.map((filter, index) => (
        <Chip key={`b${index}`} text={t('In the chart: {0}', filterLine(filter, columns))} onRemove={() => onArrange({ brush: brush.filter((other) => other !== filter) })} />
      ))}
    </ul>
  );
}

function Chip({ text, onRemove }: { text: string; onRemove(): void }) {
  return (
    <li class="filter">
      <span>{text}</span>
      <button class="icon" aria-label={t('Remove filter: {0}', text)} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </li>
  );
}
