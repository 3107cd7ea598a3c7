import type { DatabaseSync } from 'node:sqlite';
import type { HostedStore } from '../types/hosted.ts';
import type { Database } from './database.ts';

/** The stores at hosted services that are in use. */
export interface HostedStoreRows {
  save(store: HostedStore): Promise<void>;
  get(id: string): Promise<HostedStore | null>;
  /** In the order in which they came to be used. */
  list(): Promise<readonly HostedStore[]>;
  /** Changes these fields; what is left out stays. @returns the store as it is now; null where there is none */
  update(id: string, changes: Partial<Omit<HostedStore, 'id'>>): Promise<HostedStore | null>;
  delete(id: string): Promise<void>;
  /** Makes a process the one that works on a store, in place of `before`. @param before '' for none. @returns whether it is */
  take(id: string, before: string, owner: string): Promise<boolean>;
  /** Who works on a store; '' for nobody. */
  owner(id: string): Promise<string>;
}

export function createHostedStoreRows(database: Database): HostedStoreRows {
  return {
    async save(store) {
      await database.write((db) =>
        db
          .prepare('insert into hosted_stores(id, body) values (?, ?) on conflict(id) do update set body = excluded.body')
          .run(store.id, JSON.stringify(store)),
      );
    },
    get: (id) => database.read((db) => one(db, id)),
    list: () => database.read((db) => db.prepare('select body from hosted_stores order by seq').all().map(toStore)),
    update: (id, changes) =>
      database.write((db) => {
        const before = one(db, id);
        if (!before) return null;
        const store: HostedStore = { ...before, ...changes };
        db.prepare('update hosted_stores set body = ? where id = ?').run(JSON.stringify(store), id);
        return store;
      }),
    async delete(id) {
      await database.write((db) => db.prepare('delete from hosted_stores where id = ?').run(id));
    },
    take: (id, before, owner) =>
      database.write((db) => db.prepare('update hosted_stores set owner = ? where id = ? and owner = ?').run(owner, id, before).changes > 0),
    owner: (id) => database.read((db) => String(db.prepare('select owner from hosted_stores where id = ?').get(id)?.['owner'] ?? '')),
  };
}

function one(db: DatabaseSync, id: string): HostedStore | null {
  const row = db.prepare('select body from hosted_stores where id = ?').get(id);
  return row ? toStore(row) : null;
}

function toStore(row: Readonly<Record<string, unknown>>): HostedStore {
  return JSON.parse(String(row['body'])) as HostedStore;
}
