import type { GridSort } from '../../core/types/grid.ts';

/** A column’s next order: rising, falling, none. @param more keeps what the rows are sorted by already, for rows that are alike in it */
export function sorted(sort: readonly GridSort[], column: number, more: boolean): readonly GridSort[] {
  const current = sort.find((part) => part.column === column);
  const others = more ? sort.filter((part) => part.column !== column) : [];
  if (!current) return [...others, { column, descending: false }];
  return current.descending ? others : [...others, { column, descending: true }];
}
