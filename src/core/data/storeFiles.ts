import type { DatabaseSync } from 'node:sqlite';
import type { FileBatchRow, FileCounts, StoreFileRow, StoreFileStatus } from '../types/vectorStore.ts';
import type { Database } from './database.ts';
import { page, type Page, type PageQuery, type PageSource } from './page.ts';
import { storeMissing } from './vectorStores.ts';

/** Which files of a store are meant. */
export interface StoreFileFilter {
  readonly storeId: string;
  /** Only these; null: all. */
  readonly fileIds: readonly string[] | null;
  /** Null: any. */
  readonly status: StoreFileStatus | null;
}

/** Where a file stands in its store. */
export interface PlacedFile {
  /** Its number in the order in which files were put in. */
  readonly seq: number;
  readonly fileId: string;
  /** Its attribute `path`, which it has from the folder it came with; else its name. */
  readonly place: string;
  /** Its attribute `hash`; null where it has none. */
  readonly hash: string | null;
  readonly status: StoreFileStatus;
  /** Why it failed. */
  readonly reason: string | null;
}

/** The files of the vector stores, and the batches in which they were put in. */
export interface StoreFileRows {
  /**
   * Puts files at the end of a store, to be read by `owner`; those that are in it already begin anew.
   * @throws DocentError `store_missing` where it was deleted
   */
  add(files: readonly StoreFileRow[], owner: string, batch: FileBatchRow | null): Promise<void>;
  get(storeId: string, fileId: string): Promise<StoreFileRow | null>;
  list(filter: StoreFileFilter, query: PageQuery): Promise<Page<StoreFileRow>>;
  /** Some of a store's files, by `seq`. @param after the `seq` of the one before them; 0 for the first */
  places(storeId: string, after: number, limit: number): Promise<readonly PlacedFile[]>;
  counts(storeId: string, fileIds: readonly string[] | null): Promise<{ readonly counts: FileCounts; readonly bytes: number }>;
  /** How many files of these stores are being read; one that is in several counts once. */
  unread(storeIds: readonly string[]): Promise<number>;
  /** @returns the file as it is now; null where there is none */
  setAttributes(storeId: string, fileId: string, attributes: StoreFileRow['attributes']): Promise<StoreFileRow | null>;
  /** Ends the reading of a file. @returns the file as it is now; null where it was taken out, or its reading given up, meanwhile */
  finish(storeId: string, fileId: string, outcome: Pick<StoreFileRow, 'status' | 'error' | 'bytes'>): Promise<StoreFileRow | null>;
  delete(storeId: string, fileId: string): Promise<void>;
  /** The stores that have a file. */
  storesOf(fileId: string): Promise<readonly string[]>;
  /** All files that are being read, with who reads them. */
  unfinished(): Promise<readonly { readonly file: StoreFileRow; readonly owner: string }[]>;
  /** Takes over the reading of a file from an owner that is gone. @returns false where another did so first */
  takeOver(file: StoreFileRow, from: string, to: string): Promise<boolean>;
  batch(storeId: string, id: string): Promise<FileBatchRow | null>;
  batches(storeId: string, query: PageQuery): Promise<Page<FileBatchRow>>;
  /** Cancels a batch, and with it those of its files that are still being read. */
  cancelBatch(batch: FileBatchRow): Promise<void>;
}

const NO_FILES: FileCounts = { in_progress: 0, completed: 0, failed: 0, cancelled: 0 };

const PLACES = `
  select store_files.seq, store_files.id, status, store_files.body ->> '$.error.message' as reason, store_files.body ->> '$.attributes.hash' as hash,
    coalesce(nullif(store_files.body ->> '$.attributes.path', ''), files.body ->> '$.name', store_files.id) as place
  from store_files left join files on files.id = store_files.id where store_id = ? and store_files.seq > ? order by store_files.seq limit ?`;

export function createStoreFileRows(database: Database): StoreFileRows {
  return {
    add: (files, owner, batch) =>
      database.write((db) => {
        const storeId = files[0]?.storeId;
        if (storeId !== undefined && !db.prepare('select 1 from vector_stores where id = ?').get(storeId)) throw storeMissing(storeId);
        const drop = db.prepare('delete from store_files where store_id = ? and id = ?');
        const put = db.prepare('insert into store_files(store_id, id, status, owner, body) values (?, ?, ?, ?, ?)');
        for (const file of files) {
          drop.run(file.storeId, file.fileId);
          put.run(file.storeId, file.fileId, file.status, owner, JSON.stringify(file));
        }
        if (batch) db.prepare('insert into file_batches(id, store_id, body) values (?, ?, ?)').run(batch.id, batch.storeId, JSON.stringify(batch));
      }),
    get: (storeId, fileId) => database.read((db) => one(db, storeId, fileId)),
    list: (filter, query) => database.read((db) => page(db, source(filter), query)),
    places: (storeId, after, limit) => database.read((db) => db.prepare(PLACES).all(storeId, after, limit).map(toPlaced)),
    counts: (storeId, fileIds) =>
      database.read((db) => {
        const { where, values } = source({ storeId, fileIds, status: null });
        const rows = db
          .prepare(`select status, count(*) as count, sum(body ->> '$.bytes') as bytes from store_files where ${where} group by status`)
          .all(...values);
        const counts = { ...NO_FILES, ...Object.fromEntries(rows.map(({ status, count }) => [String(status), Number(count)])) };
        return { counts, bytes: rows.reduce((sum, { bytes }) => sum + Number(bytes), 0) };
      }),
    unread: (storeIds) =>
      database.read((db) => {
        const where = "status = 'in_progress' and store_id in (select value from json_each(?))";
        return Number(db.prepare(`select count(distinct id) as count from store_files where ${where}`).get(JSON.stringify(storeIds))?.['count']);
      }),
    setAttributes: (storeId, fileId, attributes) =>
      database.write((db) => {
        const file = one(db, storeId, fileId);
        return file && save(db, { ...file, attributes });
      }),
    finish: (storeId, fileId, outcome) =>
      database.write((db) => {
        const file = one(db, storeId, fileId);
        return file?.status === 'in_progress' ? save(db, { ...file, ...outcome }) : null;
      }),
    async delete(storeId, fileId) {
      await database.write((db) => db.prepare('delete from store_files where store_id = ? and id = ?').run(storeId, fileId));
    },
    storesOf: (fileId) =>
      database.read((db) => db.prepare('select store_id from store_files where id = ?').all(fileId).map((row) => String(row['store_id']))),
    unfinished: () =>
      database.read((db) =>
        db
          .prepare("select body, owner from store_files where status = 'in_progress' order by seq")
          .all()
          .map(({ body, owner }) => ({ file: toFile(body), owner: String(owner) })),
      ),
    takeOver: ({ storeId, fileId }, from, to) =>
      database.write((db) => {
        const update = db.prepare("update store_files set owner = ? where store_id = ? and id = ? and owner = ? and status = 'in_progress'");
        return update.run(to, storeId, fileId, from).changes > 0;
      }),
    batch: (storeId, id) =>
      database.read((db) => {
        const row = db.prepare('select body from file_batches where store_id = ? and id = ?').get(storeId, id);
        return row ? (JSON.parse(String(row['body'])) as FileBatchRow) : null;
      }),
    batches: (storeId, query) => database.read((db) => page(db, { table: 'file_batches', where: 'store_id = ?', values: [storeId] }, query)),
    async cancelBatch({ id, storeId, fileIds }) {
      await database.write((db) => {
        db.prepare("update file_batches set body = json_set(body, '$.cancelled', json('true')) where id = ?").run(id);
        for (const fileId of fileIds) {
          const file = one(db, storeId, fileId);
          if (file?.status === 'in_progress') save(db, { ...file, status: 'cancelled' });
        }
      });
    },
  };
}

function source({ storeId, fileIds, status }: StoreFileFilter): PageSource {
  const where = 'store_id = ? and (? is null or id in (select value from json_each(?)))';
  const ids = fileIds && JSON.stringify(fileIds);
  return { table: 'store_files', where, values: [storeId, ids, ids], ...(status && { now: { where: 'status = ?', values: [status] } }) };
}

function one(db: DatabaseSync, storeId: string, fileId: string): StoreFileRow | null {
  const row = db.prepare('select body from store_files where store_id = ? and id = ?').get(storeId, fileId);
  return row ? toFile(row['body']) : null;
}

function save(db: DatabaseSync, file: StoreFileRow): StoreFileRow {
  db.prepare('update store_files set status = ?, body = ? where store_id = ? and id = ?').run(file.status, JSON.stringify(file), file.storeId, file.fileId);
  return file;
}

function toPlaced({ seq, id, place, hash, status, reason }: Record<string, unknown>): PlacedFile {
  return {
    seq: Number(seq),
    fileId: String(id),
    place: String(place),
    hash: hash === null ? null : String(hash),
    status: String(status) as StoreFileStatus,
    reason: reason === null ? null : String(reason),
  };
}

function toFile(body: unknown): StoreFileRow {
  return JSON.parse(String(body)) as StoreFileRow;
}
