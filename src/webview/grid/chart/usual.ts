import type { ChartKind, ChartQuery, GridTable } from '../../../core/types/grid.ts';
import { isMoment, isValue } from '../words.ts';

/** What one wants to see first of a table, or of one of its columns. */
export function usualChart({ columns }: GridTable, place?: number): ChartQuery {
  const asked = place === undefined ? null : columns[place];
  const measure = columns.find(({ role }) => role === 'add') ?? columns.find(({ role }) => role === 'average');
  const date = columns.find((column) => isMoment(column));
  const category = columns.find(({ role }) => role === 'category');
  const of = (chart: ChartKind, x: number, y: number | null): ChartQuery => ({ chart, x, y, colour: null });
  if (asked) {
    if (isMoment(asked)) return of('line', asked.place, null);
    return of(isValue(asked) ? 'histogram' : 'bar', asked.place, null);
  }
  if (measure && date) return of('line', date.place, measure.place);
  if (measure && category) return of('bar', category.place, measure.place);
  return measure ? of('histogram', measure.place, null) : of('bar', (category ?? columns[0])?.place ?? 0, null);
}
