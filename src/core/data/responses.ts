import type { KeptResponse } from '../types/response.ts';
import type { Database } from './database.ts';

/** The answers that scripts asked for by themselves; what was said is in their threads, with which they go. */
export interface ResponseRows {
  add(response: KeptResponse): Promise<void>;
  get(id: string): Promise<KeptResponse | null>;
  /** How many a thread has. */
  count(threadId: string): Promise<number>;
  delete(id: string): Promise<void>;
}

export function createResponseRows(database: Database): ResponseRows {
  return {
    async add(response) {
      await database.write((db) =>
        db.prepare('insert into responses(id, thread_id, body) values (?, ?, ?)').run(response.id, response.threadId, JSON.stringify(response)),
      );
    },
    get: (id) =>
      database.read((db) => {
        const row = db.prepare('select body from responses where id = ?').get(id);
        return row ? (JSON.parse(String(row['body'])) as KeptResponse) : null;
      }),
    count: (threadId) => database.read((db) => Number(db.prepare('select count(*) as count from responses where thread_id = ?').get(threadId)?.['count'])),
    async delete(id) {
      await database.write((db) => db.prepare('delete from responses where id = ?').run(id));
    },
  };
}
