import type { DatabaseSync } from 'node:sqlite';
import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import type { StoreRow } from '../types/vectorStore.ts';
import type { Database } from './database.ts';
import { page, type Page, type PageQuery } from './page.ts';
import { forgetResource } from './resources.ts';

/** The vector stores that were made through the API; their files are rows of their own, see {@link StoreFileRows}. */
export interface StoreRows {
  add(store: StoreRow): Promise<void>;
  get(id: string): Promise<StoreRow | null>;
  list(query: PageQuery): Promise<Page<StoreRow>>;
  /** Changes these fields; what is left out stays. @returns the store as it is now; null where there is none */
  update(id: string, changes: Partial<Omit<StoreRow, 'id'>>): Promise<StoreRow | null>;
  /** Marks a store whose time is over, and forgets its files. @returns the store as it is now */
  expire(id: string): Promise<StoreRow | null>;
  /** Deletes a store with its files and batches, also where assistants and threads name it. */
  delete(id: string): Promise<void>;
}

export function createStoreRows(database: Database): StoreRows {
  return {
    async add(store) {
      await database.write((db) => db.prepare('insert into vector_stores(id, body) values (?, ?)').run(store.id, JSON.stringify(store)));
    },
    get: (id) => database.read((db) => one(db, id)),
    list: (query) => database.read((db) => page(db, { table: 'vector_stores', where: 'true', values: [] }, query)),
    update: (id, changes) => database.write((db) => change(db, id, changes)),
    expire: (id) =>
      database.write((db) => {
        db.prepare('delete from store_files where store_id = ?').run(id);
        return change(db, id, { expired: true });
      }),
    async delete(id) {
      await database.write((db) => {
        forgetResource(db, 'vectorStores', id);
        db.prepare('delete from vector_stores where id = ?').run(id);
      });
    },
  };
}

/** `store_missing`: no store has this id. */
export function storeMissing(id: string): DocentError {
  return new DocentError('store_missing', t('There is no vector store “{0}”: it was deleted.', id));
}

function one(db: DatabaseSync, id: string): StoreRow | null {
  const row = db.prepare('select body from vector_stores where id = ?').get(id);
  return row ? (JSON.parse(String(row['body'])) as StoreRow) : null;
}

function change(db: DatabaseSync, id: string, changes: Partial<StoreRow>): StoreRow | null {
  const before = one(db, id);
  if (!before) return null;
  const store: StoreRow = { ...before, ...changes };
  db.prepare('update vector_stores set body = ? where id = ?').run(JSON.stringify(store), id);
  return store;
}
