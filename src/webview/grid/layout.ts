import type { GridTable } from '../../core/types/grid.ts';

/** In pixels: the lines of cells and of the columns’ heads, and the column of the rows’ numbers. */
export const ROW_HEIGHT = 22;
export const HEAD_HEIGHT = 104;
export const NUMBER_WIDTH = 64;
/** A column’s width before anybody has changed it, and the ends of what it can have. */
const [USUAL, WIDE] = [136, 220];
export const [NARROWEST, WIDEST] = [56, 900];
/** Chromium has no higher elements; of a longer table the rows are drawn nearer to each other than they are scrolled. */
const HIGHEST = 30_000_000;

export interface ColumnBox {
  readonly place: number;
  readonly left: number;
  readonly width: number;
}

export function boxesOf(table: GridTable, widths: Readonly<Record<string, number>>): readonly ColumnBox[] {
  let left = 0;
  return table.columns.map(({ place, name, role }) => {
    const width = widths[name] ?? (role === 'text' ? WIDE : USUAL);
    const box = { place, left, width };
    left += width;
    return box;
  });
}

/** How much of the scroller a row takes: less than it is high where there are too many rows. */
export function scrolledHeight(rows: number): number {
  return Math.min(ROW_HEIGHT, HIGHEST / Math.max(1, rows));
}
