import { t } from '@vscode/l10n';
import type { GridColumn, GridSort } from '../../core/types/grid.ts';
import { Icon } from '../shared/icon.tsx';
import { Distribution } from './distribution.tsx';
import { NARROWEST, WIDEST } from './layout.ts';
import { distinctLine, missingLine, SHORT_ROLES, typeLabel } from './words.ts';

interface HeadProps {
  readonly column: GridColumn;
  readonly rows: number;
  readonly width: number;
  /** Where it stays while others are scrolled; null where it doesn’t. */
  readonly left: number | null;
  readonly sort: GridSort | undefined;
  readonly isFiltered: boolean;
  readonly hasFocus: boolean;
  onFocus(): void;
  onSort(more: boolean): void;
  onPanel(head: HTMLElement): void;
  onWidth(width: number): void;
}

/** A column’s head: its name, what it is, its distribution, what is missing. By keys: Enter sorts, Alt+↓ opens its settings, Ctrl+→ makes it wider. */
export function Head({ column, rows, width, left, sort, isFiltered, hasFocus, onFocus, onSort, onPanel, onWidth }: HeadProps) {
  const { name, role, chosen } = column;
  const label = typeLabel(column);
  const onKeyDown = (event: KeyboardEvent) => {
    const head = event.currentTarget as HTMLElement;
    if (event.key === 'Enter' || event.key === ' ') onSort(event.shiftKey);
    else if ((event.altKey && event.key === 'ArrowDown') || event.key === 'ContextMenu' || event.key === 'F2') onPanel(head);
    else if (event.ctrlKey && event.key === 'ArrowRight') onWidth(width + 16);
    else if (event.ctrlKey && event.key === 'ArrowLeft') onWidth(width - 16);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const panelOf = ({ currentTarget }: Event) => {
    const head = (currentTarget as HTMLElement).closest<HTMLElement>('.head');
    if (head) onPanel(head);
  };
  const isChosen = chosen.role !== '' || chosen.type !== '';
  return (
    <div
      class={`head ${left === null ? '' : 'frozen'}`}
      role="columnheader"
      aria-colindex={column.place + 2}
      aria-sort={sort ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      data-column={column.place}
      aria-description={t('Enter sorts, with Shift as a further column. Alt+Down Arrow opens filter and settings. Control+Right Arrow makes the column wider.')}
      tabIndex={hasFocus ? 0 : -1}
      style={{ width: `${width}px`, ...(left !== null && { left: `${left}px` }) }}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
    >
      <div class="title">
        <button class="name" tabIndex={-1} title={t('Sort by {0}', name)} onClick={(event) => onSort(event.shiftKey)}>
          <span>{name}</span>
          {sort && <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} />}
        </button>
        <button class="icon" tabIndex={-1} title={t('Filter and settings')} aria-label={t('Filter and settings of {0}', name)} aria-haspopup="dialog" onClick={panelOf}>
          <Icon name={isFiltered ? 'filter-filled' : 'filter'} />
        </button>
      </div>
      <button class={`kind ${isChosen ? 'chosen' : ''}`} tabIndex={-1} title={t('Change type or role')} aria-label={t('Change type or role of {0}: {1}, {2}', name, label, SHORT_ROLES[role])} onClick={panelOf}>
        {label === SHORT_ROLES[role] ? label : `${label} · ${SHORT_ROLES[role]}`}
        <Icon name="chevron-down" />
      </button>
      <Distribution column={column} rows={rows} />
      <p class="figures" title={`${missingLine(column, rows)}, ${distinctLine(column)}`}>
        <span>{distinctLine(column)}</span>
        <span>{missingLine(column, rows)}</span>
      </p>
      <Handle width={width} onWidth={onWidth} />
    </div>
  );
}

/** Its right edge, to be dragged. */
function Handle({ width, onWidth }: { width: number; onWidth(width: number): void }) {
  const onPointerDown = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    handle.setPointerCapture(event.pointerId);
    const from = event.clientX;
    const onMove = (move: PointerEvent) => onWidth(Math.min(WIDEST, Math.max(NARROWEST, width + move.clientX - from)));
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', onMove), { once: true });
    event.preventDefault();
  };
  return <span class="handle" aria-hidden="true" onPointerDown={onPointerDown} />;
}
