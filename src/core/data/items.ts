import type { Item } from '../types/item.ts';
import type { Database } from './database.ts';

export interface Items {
  /** All items of a thread, in order. */
  list(threadId: string): Promise<readonly Item[]>;
  /** Stores items as they are now; new ones go to the end of their thread. */
  save(items: readonly Item[]): Promise<void>;
}

export function createItems(database: Database): Items {
  return {
    list: (threadId) =>
      database.read((db) =>
        db
          .prepare('select body from items where thread_id = ? order by seq')
          .all(threadId)
          .map((row) => JSON.parse(String(row['body'])) as Item),
      ),
    async save(items) {
      if (items.length === 0) return;
      await database.write((db) => {
        const upsert = db.prepare(
          `insert into items(id, thread_id, run_id, status, body) values (?, ?, ?, ?, ?)
           on conflict(id) do update set status = excluded.status, body = excluded.body`,
        );
        const touch = db.prepare('update threads set updated_at = ? where id = ?');
        for (const item of items) {
          upsert.run(item.id, item.threadId, item.runId, item.status, JSON.stringify(item));
          touch.run(Date.now(), item.threadId);
        }
      });
    },
  };
}
