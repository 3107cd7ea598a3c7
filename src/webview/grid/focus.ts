/** A cell of the grid; row −1 is that of the columns’ heads. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** From where the selection was begun to where it has been taken; the latter has the focus. */
export interface Selection {
  readonly anchor: Cell;
  readonly focus: Cell;
}

export interface Rectangle {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export function rectangleOf({ anchor, focus }: Selection): Rectangle {
  return {
    top: Math.max(0, Math.min(anchor.row, focus.row)),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

/** Where a key leads from a cell; null for a key that leads nowhere. @param page rows of a screen */
export function moved({ row, column }: Cell, { key, ctrlKey, metaKey }: KeyboardEvent, size: { readonly rows: number; readonly columns: number; readonly page: number }): Cell | null {
  const isFar = ctrlKey || metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const to = (next: Cell): Cell => ({ row: Math.max(-1, Math.min(last.row, next.row)), column: Math.max(0, Math.min(last.column, next.column)) });
  switch (key) {
    case 'ArrowUp':
      return to({ row: isFar ? Math.min(row, 0) : row - 1, column });
    case 'ArrowDown':
      return to({ row: isFar ? last.row : row + 1, column });
    case 'ArrowLeft':
      return to({ row, column: isFar ? 0 : column - 1 });
    case 'ArrowRight':
      return to({ row, column: isFar ? last.column : column + 1 });
    case 'PageUp':
      return to({ row: row < 0 ? row : Math.max(0, row - size.page), column });
    case 'PageDown':
      return to({ row: row + size.page, column });
    case 'Home':
      return to({ row: isFar ? 0 : row, column: 0 });
    case 'End':
      return to({ row: isFar ? last.row : row, column: last.column });
    default:
      return null;
  }
}

/** Gives the focus to the cell that has it among all cells, or to the grid where that is out of sight. */
export function focusGrid(): void {
  document.querySelector<HTMLElement>('.grid[tabindex="0"], .grid [tabindex="0"]')?.focus();
}
