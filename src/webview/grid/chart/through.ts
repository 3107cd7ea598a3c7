import type { Arrangement, GridTable } from '../../../core/types/grid.ts';

/** The rows that a chart is drawn of: those that filters and search let through, once Python has been told of these. */
export interface Through extends Pick<Arrangement, 'filters' | 'search'> {
  readonly table: GridTable;
}
