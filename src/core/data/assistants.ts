import type { Assistant } from '../types/assistant.ts';
import type { Database } from './database.ts';
import { page, type Page, type PageQuery } from './page.ts';

/** The assistants that are kept as rows: made in the editor or through the API. */
export interface AssistantRows {
  /** Stores an assistant as it is now; a new one goes to the end of the list. */
  save(assistant: Assistant): Promise<void>;
  get(id: string): Promise<Assistant | null>;
  list(query: PageQuery): Promise<Page<Assistant>>;
  /** @returns whether there was one */
  delete(id: string): Promise<boolean>;
}

export function createAssistantRows(database: Database): AssistantRows {
  return {
    async save(assistant) {
      await database.write((db) =>
        db
          .prepare('insert into assistants(id, body) values (?, ?) on conflict(id) do update set body = excluded.body')
          .run(assistant.id, JSON.stringify(assistant)),
      );
    },
    get: (id) =>
      database.read((db) => {
        const row = db.prepare('select body from assistants where id = ?').get(id);
        return row ? (JSON.parse(String(row['body'])) as Assistant) : null;
      }),
    list: (query) => database.read((db) => page(db, { table: 'assistants', where: 'true', values: [] }, query)),
    delete: (id) => database.write((db) => db.prepare('delete from assistants where id = ?').run(id).changes > 0),
  };
}
