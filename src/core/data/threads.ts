import { newId } from '../types/id.ts';
import type { Thread, ThreadOrigin } from '../types/thread.ts';
import type { Database } from './database.ts';

export interface NewThread {
  readonly origin: ThreadOrigin;
  readonly workspace: string;
  readonly title: string;
}

export interface Threads {
  create(thread: NewThread): Promise<Thread>;
  get(id: string): Promise<Thread | null>;
  /** Newest activity first. */
  list(filter: { readonly workspace: string; readonly origins: readonly ThreadOrigin[] }): Promise<readonly Thread[]>;
  rename(id: string, title: string): Promise<void>;
  /** Deletes the thread with its items and runs. */
  delete(id: string): Promise<void>;
}

export function createThreads(database: Database): Threads {
  const get = (id: string) =>
    database.read((db) => {
      const row = db.prepare('select body, updated_at from threads where id = ?').get(id);
      return row ? fromRow(row) : null;
    });
  return {
    get,
    async create({ origin, workspace, title }) {
      const now = Date.now();
      const thread: Thread = { id: newId('thread_'), origin, workspace, title, createdAt: now, updatedAt: now, metadata: {} };
      await database.write((db) =>
        db
          .prepare('insert into threads(id, origin, workspace, updated_at, body) values (?, ?, ?, ?, ?)')
          .run(thread.id, origin, workspace, now, JSON.stringify(thread)),
      );
      return thread;
    },
    list: ({ workspace, origins }) =>
      database.read((db) =>
        db
          .prepare(
            `select body, updated_at from threads where workspace = ? and origin in (select value from json_each(?))
             order by updated_at desc`,
          )
          .all(workspace, JSON.stringify(origins))
          .map(fromRow),
      ),
    async rename(id, title) {
      await database.write((db) =>
        db.prepare("update threads set body = json_set(body, '$.title', ?) where id = ?").run(title, id),
      );
    },
    async delete(id) {
      await database.write((db) => db.prepare('delete from threads where id = ?').run(id));
    },
  };
}

function fromRow(row: Record<string, unknown>): Thread {
  return { ...(JSON.parse(String(row['body'])) as Thread), updatedAt: Number(row['updated_at']) };
}
