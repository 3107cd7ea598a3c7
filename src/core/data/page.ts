import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { DocentError } from '../types/errors.ts';

/** A part of a list, as clients of the API page through it. */
export interface PageQuery {
  readonly limit: number;
  /** By creation, oldest or newest first. */
  readonly order: 'asc' | 'desc';
  /** Id of the entry after which the page begins, in the list as ordered. */
  readonly after: string | null;
  /** Id of the entry before which the page ends. */
  readonly before: string | null;
}

export interface Page<T> {
  readonly data: readonly T[];
  /** Whether the list goes on in the direction in which it is read. */
  readonly hasMore: boolean;
}

/** The rows that are paged through: a table with the columns `seq`, `id` and `body`, and a condition that may use `values`. */
export interface PageSource {
  readonly table: string;
  readonly where: string;
  readonly values: readonly SQLInputValue[];
}

/** @throws DocentError `unknown_cursor` where `after` or `before` is no entry of the list */
export function page<T>(db: DatabaseSync, { table, where, values }: PageSource, { limit, order, after, before }: PageQuery): Page<T> {
  const place = (id: string) => {
    const row = db.prepare(`select seq from ${table} where id = ? and (${where})`).get(id, ...values);
    if (!row) throw new DocentError('unknown_cursor', `There is no entry “${id}” in this list.`);
    return Number(row['seq']);
  };
  const ascending = order === 'asc';
  const conditions = [`(${where})`];
  const bounds: SQLInputValue[] = [];
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
