import type { Container, ContainerFile } from '../types/container.ts';
import type { Database } from './database.ts';
import { page, type Page, type PageQuery } from './page.ts';

/** The containers for code, and what is known of their files; the files themselves lie in the work folders. */
export interface ContainerRows {
  add(container: Container): Promise<void>;
  get(id: string): Promise<Container | null>;
  /** @param name only those of this name; null: all */
  list(name: string | null, query: PageQuery): Promise<Page<Container>>;
  /** All whose time is not over yet, as far as is known. */
  running(): Promise<readonly Container[]>;
  /** Changes these fields; what is left out stays. */
  update(id: string, changes: Partial<Pick<Container, 'lastActiveAt'>>): Promise<void>;
  /** Marks one whose time is over, and forgets its files. */
  expire(id: string): Promise<void>;
  /** Deletes those that have expired and were last used before this moment, in milliseconds since 1970. */
  forgetExpired(before: number): Promise<void>;
  /** @returns whether there was one */
  delete(id: string): Promise<boolean>;
  /** Stores files as they are now; new ones go to the end of their container. */
  saveFiles(files: readonly ContainerFile[]): Promise<void>;
  files(containerId: string, query: PageQuery): Promise<Page<ContainerFile>>;
  file(containerId: string, id: string): Promise<ContainerFile | null>;
  forgetFiles(ids: readonly string[]): Promise<void>;
}

export function createContainerRows(database: Database): ContainerRows {
  return {
    async add(container) {
      await database.write((db) => db.prepare('insert into containers(id, body) values (?, ?)').run(container.id, JSON.stringify(container)));
    },
    get: (id) => database.read((db) => one<Container>(db.prepare('select body from containers where id = ?').get(id))),
    list: (name, query) =>
      database.read((db) => page(db, { table: 'containers', where: "? is null or body ->> '$.name' = ?", values: [name, name] }, query)),
    running: () =>
      database.read((db) => db.prepare("select body from containers where not (body ->> '$.expired')").all().map((row) => parsed<Container>(row))),
    async update(id, changes) {
      await database.write((db) => db.prepare('update containers set body = json_patch(body, ?) where id = ?').run(JSON.stringify(changes), id));
    },
    async expire(id) {
      await database.write((db) => {
        db.prepare('delete from container_files where container_id = ?').run(id);
        db.prepare("update containers set body = json_set(body, '$.expired', json('true')) where id = ?").run(id);
      });
    },
    async forgetExpired(before) {
      await database.write((db) => db.prepare("delete from containers where body ->> '$.expired' and body ->> '$.lastActiveAt' < ?").run(before));
    },
    delete: (id) => database.write((db) => db.prepare('delete from containers where id = ?').run(id).changes > 0),
    async saveFiles(files) {
      await database.write((db) => {
        const upsert = db.prepare(
          'insert into container_files(id, container_id, body) values (?, ?, ?) on conflict(id) do update set body = excluded.body',
        );
        for (const file of files) upsert.run(file.id, file.containerId, JSON.stringify(file));
      });
    },
    files: (containerId, query) => database.read((db) => page(db, { table: 'container_files', where: 'container_id = ?', values: [containerId] }, query)),
    file: (containerId, id) =>
      database.read((db) => one<ContainerFile>(db.prepare('select body from container_files where container_id = ? and id = ?').get(containerId, id))),
    async forgetFiles(ids) {
      await database.write((db) => db.prepare('delete from container_files where id in (select value from json_each(?))').run(JSON.stringify(ids)));
    },
  };
}

function one<T>(row: Record<string, unknown> | undefined): T | null {
  return row ? parsed<T>(row) : null;
}

function parsed<T>(row: Record<string, unknown>): T {
  return JSON.parse(String(row['body'])) as T;
}
