import type { GridRows } from '../../core/types/grid.ts';

/** Rows that are asked for at once: a screen and a half. */
const PAGE = 100;
/** Pages that are kept: what one scrolls back to is there, and no table fills the view’s memory. */
const MOST_PAGES = 60;

/** The rows that a view has of those that are seen. */
export interface Rows {
  /** The row at a place among those that are seen; null while it is not there. */
  at(place: number): { readonly place: number; readonly cells: readonly string[] } | null;
  /** What is shown now: what is missing of it is fetched, and nothing that was shown before. */
  want(first: number, last: number): void;
  /** Other rows are seen now, or in another order. */
  forget(): void;
}

/** @param changed is called when rows have come */
export function createRows(fetch: (offset: number, limit: number) => Promise<GridRows | null>, changed: () => void): Rows {
  let pages = new Map<number, GridRows>();
  let wanted: readonly number[] = [];
  let isFetching = false;

  async function pump(): Promise<void> {
    if (isFetching) return;
    isFetching = true;
    for (let page = missing(); page !== undefined; page = missing()) {
      const into = pages;
      const rows = await fetch(page * PAGE, PAGE);
      if (!rows) break;
      // Of an order that is no more they are of no use.
      if (into !== pages) continue;
      pages.set(page, rows);
      drop();
      changed();
    }
    isFetching = false;
  }

  const missing = () => wanted.find((page) => !pages.has(page));

  /** The page that was fetched first is dropped first, if it isn't shown. */
  function drop(): void {
    for (const page of pages.keys()) {
      if (pages.size <= MOST_PAGES) return;
      if (!wanted.includes(page)) pages.delete(page);
    }
  }

  return {
    at(place) {
      const page = pages.get(Math.floor(place / PAGE));
      const cells = page?.rows[place % PAGE];
      return page && cells ? { place: page.places[place % PAGE] ?? 0, cells } : null;
    },
    want(first, last) {
      const [from, to] = [Math.floor(first / PAGE), Math.floor(last / PAGE)];
      wanted = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      void pump();
    },
    forget() {
      pages = new Map();
      void pump();
    },
  };
}
