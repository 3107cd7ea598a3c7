import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { Arrangement, ChartQuery, CopyForm, GridFilter, GridTable } from '../../core/types/grid.ts';
import type { TableChoice } from '../../core/types/tableChoice.ts';
import { memory } from '../shared/port.ts';
import { usualChart } from './chart/usual.ts';
import { ColumnPanel } from './columnPanel.tsx';
import type { Ask } from './connection.ts';
import { Filters } from './filters.tsx';
import { rectangleOf, type Selection } from './focus.ts';
import { Grid } from './grid.tsx';
import type { Through } from './chart/through.ts';
import { LazyChart } from './lazyChart.tsx';
import { NARROWEST, WIDEST } from './layout.ts';
import { fitting, remembered, type GridMemory } from './memory.ts';
import { createRows } from './rows.ts';
import { sorted } from './sorting.ts';
import { Notes } from './told.tsx';
import { Toolbar } from './toolbar.tsx';

interface TableViewProps {
  readonly table: GridTable;
  readonly isReading: boolean;
  readonly ask: Ask;
  onChoose(choice: TableChoice): void;
}

const START: Selection = { anchor: { row: 0, column: 0 }, focus: { row: 0, column: 0 } };

/** The rows that are seen, as Python has them by now. */
interface Seen {
  readonly rows: number;
  /** Another number whenever these are others. */
  readonly version: number;
  /** Null before the first arrangement. */
  readonly through: Through | null;
}

/** A table that has been read, as it is arranged. */
export function TableView({ table, isReading, ask, onChoose }: TableViewProps) {
  const [kept, setKept] = useState(() => fitting(remembered(memory.get().grid), table));
  const [seen, setSeen] = useState<Seen>({ rows: table.rows, version: 0, through: null });
  const [selection, setSelection] = useState(START);
  const [panel, setPanel] = useState<{ readonly column: number; readonly left: number; readonly top: number } | null>(null);
  const [, draw] = useReducer<number, null>((times) => times + 1, 0);
  const rows = useMemo(() => createRows((offset, limit) => ask('rows', { offset, limit }), () => draw(null)), []);
  const page = useRef<HTMLDivElement>(null);
  const { arrangement, widths, frozen, chart } = kept;

  const keep = (part: Partial<GridMemory>) =>
    setKept((before) => {
      const next = { ...before, ...part };
      memory.set({ grid: next });
      return next;
    });
  const arrange = (part: Partial<Arrangement>) => keep({ arrangement: { ...arrangement, ...part } });

  // Another reading of the table may have no such columns any more.
  useEffect(() => setKept((before) => fitting(before, table)), [table]);
  useEffect(() => {
    let isCurrent = true;
    void ask('arrange', arrangement).then((count) => {
      if (!isCurrent || count === null) return;
      rows.forget();
      setSeen(({ version, through }) => ({ rows: count, version: version + 1, through: throughOf(table, arrangement, through) }));
    });
    return () => {
      isCurrent = false;
    };
  }, [arrangement, table]);

  const copy = useCallback(
    (form: CopyForm) => {
      const { top, bottom, left, right } = rectangleOf(selection);
      const isOneCell = top === bottom && left === right;
      const columns = isOneCell ? table.columns.map(({ place }) => place) : Array.from({ length: right - left + 1 }, (_, index) => left + index);
      const [offset, limit] = isOneCell ? [0, seen.rows] : [top, bottom - top + 1];
      void ask('copy', { offset, limit, columns, form, heads: form !== 'csv' || isOneCell });
    },
    [selection, seen.rows, table],
  );
  const copyCells = () => {
    const { top, bottom, left, right } = rectangleOf(selection);
    void ask('copy', { offset: top, limit: bottom - top + 1, columns: Array.from({ length: right - left + 1 }, (_, index) => left + index), form: 'tsv', heads: false });
  };
  const openPanel = (column: number, head: HTMLElement) => {
    const [box, outer] = [head.getBoundingClientRect(), page.current?.getBoundingClientRect()];
    const left = Math.max(4, Math.min(box.left - (outer?.left ?? 0), (outer?.width ?? 0) - PANEL_WIDTH));
    setPanel({ column, left, top: box.top - (outer?.top ?? 0) + 28 });
  };
  const closePanel = () => {
    setPanel(null);
    page.current?.querySelector<HTMLElement>(`.head[data-column="${panel?.column ?? 0}"]`)?.focus();
  };
  const filterColumn = (column: number, filters: readonly GridFilter[]) => arrange({ filters: [...arrangement.filters.filter((filter) => filter.column !== column), ...filters] });
  const showChart = (query: ChartQuery | null) => keep({ chart: query, arrangement: { ...arrangement, brush: [] } });
  const closeChart = () => {
    showChart(null);
    // Its button is gone with it.
    page.current?.querySelector<HTMLElement>('.table-bar [aria-pressed]')?.focus();
  };

  const column = panel && table.columns[panel.column];
  return (
    <div class={`table-view ${isReading ? 'busy' : ''}`} ref={page}>
      <Toolbar
        search={arrangement.search}
        seen={seen.rows}
        rows={table.rows}
        hasChart={chart !== null}
        onSearch={(search) => arrange({ search })}
        onCopy={copy}
        onSave={(form) => void ask('save', { form })}
        onChart={() => showChart(chart ? null : usualChart(table))}
        onAnalyze={() => void ask('analyze', null)}
      />
      <Notes notes={table.notes} />
      <Filters arrangement={arrangement} columns={table.columns} onArrange={arrange} />
      <Grid
        table={table}
        rows={rows}
        count={seen.rows}
        version={seen.version}
        sort={arrangement.sort}
        filtered={new Set(arrangement.filters.map((filter) => filter.column))}
        widths={widths}
        frozen={frozen}
        selection={selection}
        onSelect={setSelection}
        onSort={(place, more) => arrange({ sort: sorted(arrangement.sort, place, more) })}
        onWidth={(name, width) => keep({ widths: { ...widths, [name]: Math.min(WIDEST, Math.max(NARROWEST, width)) } })}
        onPanel={openPanel}
        onCopy={copyCells}
      />
      {chart && <LazyChart table={table} query={chart} through={seen.through} ask={ask} onQuery={showChart} onClose={closeChart} onBrush={(brush) => arrange({ brush })} />}
      {panel && column && (
        <ColumnPanel
          column={column}
          filters={arrangement.filters.filter((filter) => filter.column === panel.column)}
          isFrozen={frozen > panel.column}
          at={panel}
          ask={ask}
          onChoose={(said) => onChoose({ ...table.choice, columns: { ...table.choice.columns, [column.name]: said } })}
          onFilter={(filters) => filterColumn(panel.column, filters)}
          onFreeze={(isFrozen) => keep({ frozen: isFrozen ? panel.column + 1 : 0 })}
          onChart={() => {
            closePanel();
            showChart(usualChart(table, panel.column));
          }}
          onClose={closePanel}
        />
      )}
    </div>
  );
}

/** The same as before where the same rows are let through, whatever their order and what is brushed of them. */
function throughOf(table: GridTable, { filters, search }: Arrangement, before: Through | null): Through {
  return before?.table === table && before.filters === filters && before.search === search ? before : { table, filters, search };
}

/** As the style sheet has it. In pixels. */
const PANEL_WIDTH = 320;
