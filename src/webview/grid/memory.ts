import type { Arrangement, ChartQuery, GridTable } from '../../core/types/grid.ts';

/** What a view of a table must not forget while it is hidden, or its window is reloaded. */
export interface GridMemory {
  readonly arrangement: Arrangement;
  /** In pixels, by the columns’ names. */
  readonly widths: Readonly<Record<string, number>>;
  /** So many columns stay in their place while the others are scrolled. */
  readonly frozen: number;
  readonly chart: ChartQuery | null;
  /** The columns that all of it is about, by their names and types. */
  readonly columns: string;
}

const NOTHING: Arrangement = { sort: [], filters: [], search: '', brush: [] };
const EMPTY: GridMemory = { arrangement: NOTHING, widths: {}, frozen: 0, chart: null, columns: '' };

/** @param kept what the view has saved, see `port.ts` */
export function remembered(kept: unknown): GridMemory {
  return { ...EMPTY, ...(typeof kept === 'object' ? kept : null) };
}

/** Of columns that are others now, nothing stays but how wide those of a name are. */
export function fitting(kept: GridMemory, { columns }: GridTable): GridMemory {
  const now = JSON.stringify(columns.map(({ name, type }) => [name, type]));
  if (kept.columns === now) return kept;
  return kept.columns === '' ? { ...kept, columns: now } : { ...EMPTY, widths: kept.widths, columns: now };
}
