import type { DatabaseSync } from 'node:sqlite';

interface Kept<T> {
  readonly state: string;
  readonly made: T;
}

/** What is made of a store once for each state that it is in. @param make is given what it made of the state before. To be called within a snapshot */
export function perState<T>(make: (db: DatabaseSync, before: T | null) => T): (db: DatabaseSync) => T {
  const kept = new WeakMap<DatabaseSync, Kept<T>>();
  return (db) => {
    // The one changes with each commit of other connections, the other with what this one writes.
    const { data_version: others } = db.prepare('PRAGMA data_version').get() ?? {};
    const { own } = db.prepare('SELECT total_changes() AS own').get() ?? {};
    const state = `${others} ${own}`;
    const before = kept.get(db);
    if (before?.state === state) return before.made;
    const made = make(db, before?.made ?? null);
    kept.set(db, { state, made });
    return made;
  };
}
