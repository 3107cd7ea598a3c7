import type { DatabaseSync } from 'node:sqlite';
import type { Item } from '../types/item.ts';
import type { Database } from './database.ts';
import { findInThread, type Said } from './findInThread.ts';
import { page, type Page, type PageQuery } from './page.ts';
import { checkUnlocked } from './lock.ts';

/** The end of a thread. */
export interface ThreadEnd {
  /** How many items stand above. */
  readonly earlier: number;
  readonly items: readonly Item[];
}

export interface Items {
  /** All items of a thread, in order. */
  list(threadId: string): Promise<readonly Item[]>;
  /** The items at the places from `from` up to `to`, excluded, of a thread, in order; places count from 0. */
  stretch(threadId: string, from: number, to: number): Promise<readonly Item[]>;
  /** The last items of a thread: so many at the least, if there are, and from a question on, if there is one. */
  end(threadId: string, least: number): Promise<ThreadEnd>;
  /** The messages in which a text stands, by their places. */
  find(threadId: string, text: string): Promise<readonly Said[]>;
  /** The items that a run has made so far, in order. */
  ofRun(runId: string): Promise<readonly Item[]>;
  /** The items of a thread with files, attached or made by code, in order. @param before only those before this item; null: all */
  withFiles(threadId: string, before: string | null): Promise<readonly Item[]>;
  /** Stores items as they are now; new ones go to the end of their thread. */
  save(items: readonly Item[]): Promise<void>;
  /**
   * Puts new items at the end of a thread that nobody answers at this moment.
   * @throws ThreadBusy, or DocentError `thread_gone`
   */
  add(threadId: string, items: readonly Item[]): Promise<void>;
  get(threadId: string, id: string): Promise<Item | null>;
  /** The thread in which an item of this id is, whichever that is; null where there is none. */
  threadOf(id: string): Promise<string | null>;
  /** The messages of a thread; of one run where `runId` is given. */
  messages(threadId: string, runId: string | null, query: PageQuery): Promise<Page<Item>>;
  /** @returns the item as it is now; null where there is none */
  setMetadata(threadId: string, id: string, metadata: Item['metadata']): Promise<Item | null>;
  /** @returns whether there was one */
  delete(threadId: string, id: string): Promise<boolean>;
}

export function createItems(database: Database): Items {
  const all = (column: 'thread_id' | 'run_id', id: string) =>
    database.read((db) =>
      db
        .prepare(`select body from items where ${column} = ? order by seq`)
        .all(id)
        .map(toItem),
    );
  return {
    list: (threadId) => all('thread_id', threadId),
    stretch: (threadId, from, to) =>
      database.read((db) =>
        db
          .prepare('select body from items where thread_id = ? order by seq limit ? offset ?')
          .all(threadId, Math.max(0, to - from), from)
          .map(toItem),
      ),
    end: (threadId, least) => database.read((db) => endOfThread(db, threadId, least)),
    find: (threadId, text) => findInThread(database, threadId, text),
    ofRun: (runId) => all('run_id', runId),
    withFiles: (threadId, before) =>
      database.read((db) =>
        db
          .prepare(
            `select body from items where thread_id = ? and instr(body, '"type":"file"') > 0
             and (? is null or seq < (select seq from items where id = ?)) order by seq`,
          )
          .all(threadId, before, before)
          .map(toItem),
      ),
    async save(items) {
      if (items.length > 0) await database.write((db) => saveItems(db, items));
    },
    add: (threadId, items) =>
      database.write((db) => {
        checkUnlocked(db, threadId);
        saveItems(db, items);
      }),
    get: (threadId, id) =>
      database.read((db) => {
        const row = db.prepare('select body from items where thread_id = ? and id = ?').get(threadId, id);
        return row ? toItem(row) : null;
      }),
    threadOf: (id) =>
      database.read((db) => {
        const row = db.prepare('select thread_id from items where id = ?').get(id);
        return row ? String(row['thread_id']) : null;
      }),
    messages: (threadId, runId, query) =>
      database.read((db) => {
        const ofRun = runId === null ? '' : ' and run_id = ?';
        const where = `thread_id = ? and body ->> '$.type' = 'message'${ofRun}`;
        return page(db, { table: 'items', where, values: runId === null ? [threadId] : [threadId, runId] }, query);
      }),
    setMetadata: (threadId, id, metadata) =>
      database.write((db) => {
        const row = db
          .prepare("update items set body = json_set(body, '$.metadata', json(?)) where thread_id = ? and id = ? returning body")
          .get(JSON.stringify(metadata), threadId, id);
        return row ? toItem(row) : null;
      }),
    delete: (threadId, id) =>
      database.write((db) => db.prepare('delete from items where thread_id = ? and id = ?').run(threadId, id).changes > 0),
  };
}

function endOfThread(db: DatabaseSync, threadId: string, least: number): ThreadEnd {
  const last = db.prepare('select min(seq) as seq from (select seq from items where thread_id = ? order by seq desc limit ?)').get(threadId, least);
  const question = db
    .prepare(
      `select max(seq) as seq from items
       where thread_id = ? and seq <= ? and body ->> '$.type' = 'message' and body ->> '$.role' = 'user'`,
    )
    .get(threadId, last?.['seq'] ?? 0);
  const from = question?.['seq'] ?? last?.['seq'] ?? 0;
  const above = db.prepare('select count(*) as count from items where thread_id = ? and seq < ?').get(threadId, from);
  const rows = db.prepare('select body from items where thread_id = ? and seq >= ? order by seq').all(threadId, from);
  return { earlier: Number(above?.['count']), items: rows.map(toItem) };
}

/** Inside a transaction. The metadata of an item that is there already stay as they are: they are a client's, who may have changed them since. */
export function saveItems(db: DatabaseSync, items: readonly Item[]): void {
  const upsert = db.prepare(
    `insert into items(id, thread_id, run_id, status, body) values (?, ?, ?, ?, ?)
     on conflict(id) do update set status = excluded.status, body = json_set(excluded.body, '$.metadata', items.body -> '$.metadata')`,
  );
  const touch = db.prepare('update threads set updated_at = ? where id = ?');
  for (const item of items) {
    upsert.run(item.id, item.threadId, item.runId, item.status, JSON.stringify(item));
    touch.run(Date.now(), item.threadId);
  }
}

function toItem(row: Record<string, unknown>): Item {
  return JSON.parse(String(row['body'])) as Item;
}
