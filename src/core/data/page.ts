import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { DocentError } from '../types/errors.ts';
import { narrowed, type Condition, type Narrowing } from './narrowing.ts';

/** A part of a list, as clients of the API page through it. */
export interface PageQuery {
  readonly limit: number;
  /** By creation, oldest or newest first. */
  readonly order: 'asc' | 'desc';
  /** Id of the entry after which the page begins, in the list as ordered. */
  readonly after: string | null;
  /** Id of the entry before which the page ends. */
  readonly before: string | null;
  /** Only these entries; all where left out. */
  readonly only?: Narrowing;
}

export interface Page<T> {
  readonly data: readonly T[];
  /** Whether the list goes on in the direction in which it is read. */
  readonly hasMore: boolean;
}

/** One page with the whole list, oldest first. */
export const ALL: PageQuery = { limit: Number.MAX_SAFE_INTEGER - 1, order: 'asc', after: null, before: null };

/** The rows that are paged through: a table with the columns `seq`, `id` and `body`, and a condition that may use `values`. */
export interface PageSource extends Condition {
  readonly table: string;
  /** Of these only what is so at this moment; a cursor may point to an entry that was so when it was read. */
  readonly now?: Condition;
}

/** @throws DocentError `unknown_cursor` where `after` or `before` is no entry of the list */
export function page<T>(db: DatabaseSync, { table, where, values, now }: PageSource, { limit, order, after, before, only }: PageQuery): Page<T> {
  const place = (id: string) => {
    const row = db.prepare(`select seq from ${table} where id = ? and (${where})`).get(id, ...values);
    if (!row) throw noEntry(id);
    return Number(row['seq']);
  };
  const ascending = order === 'asc';
  const momentary = [now, only && narrowed(only)].filter((condition) => condition !== undefined);
  const conditions = [`(${where})`, ...momentary.map((condition) => condition.where)];
  const bounds: SQLInputValue[] = momentary.flatMap((condition) => condition.values);
  if (after !== null) {
    conditions.push(ascending ? 'seq > ?' : 'seq < ?');
    bounds.push(place(after));
  }
  if (before !== null) {
    conditions.push(ascending ? 'seq < ?' : 'seq > ?');
    bounds.push(place(before));
  }
  // Before a cursor the nearest entries count, so the list is read backwards from there.
  const backwards = before !== null && after === null;
  const rows = db
    .prepare(`select body from ${table} where ${conditions.join(' and ')} order by seq ${ascending !== backwards ? 'asc' : 'desc'} limit ?`)
    .all(...values, ...bounds, limit + 1);
  const data = rows.slice(0, limit).map((row) => JSON.parse(String(row['body'])) as T);
  return { data: backwards ? data.toReversed() : data, hasMore: rows.length > limit };
}

/** The same for a list at hand, oldest first. */
export function pageOf<T extends { readonly id: string }>(list: readonly T[], { limit, order, after, before }: PageQuery): Page<T> {
  const ordered = order === 'asc' ? list : list.toReversed();
  const place = (id: string) => {
    const index = ordered.findIndex((entry) => entry.id === id);
    if (index < 0) throw noEntry(id);
    return index;
  };
  const start = after === null ? 0 : place(after) + 1;
  const end = before === null ? ordered.length : place(before);
  const between = ordered.slice(start, Math.max(start, end));
  const data = before !== null && after === null ? between.slice(-limit) : between.slice(0, limit);
  return { data, hasMore: between.length > data.length };
}

function noEntry(id: string): DocentError {
  return new DocentError('unknown_cursor', `There is no entry “${id}” in this list.`);
}
