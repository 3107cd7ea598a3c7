/** A piece of a thread's code that the user has run: one that is there, as it is or changed, or a new one at the end. */
export interface CellToRun {
  /** The item; null for a new one. */
  readonly itemId: string | null;
  /** Null: as it is. */
  readonly code: string | null;
}

/** Which code is run: these pieces, or all of the thread, with what the user has changed by the ids of the items. */
export type Cells =
  | { readonly which: 'these'; readonly cells: readonly CellToRun[] }
  | { readonly which: 'all'; readonly changed: Readonly<Record<string, string>> };
