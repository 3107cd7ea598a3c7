import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { removeFile } from '../disk/remove.ts';
import { newId } from '../types/id.ts';
import { storedName, type NewFile, type StoredFile } from '../types/output.ts';
import type { Database } from './database.ts';
import { page, type Page, type PageQuery } from './page.ts';
import { forgetResource } from './resources.ts';

/** What files are for; `assistants_output` is what code and models have made. Of the others some only come from OpenAI. */
export const FILE_PURPOSES = [
  'assistants',
  'assistants_output',
  'batch',
  'batch_output',
  'evals',
  'fine-tune',
  'fine-tune-results',
  'user_data',
  'vision',
] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** A file as it is listed. */
export interface KeptFile extends StoredFile {
  readonly purpose: FilePurpose;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Milliseconds since 1970; from then on it is as good as deleted. Null: never. */
  readonly expiresAt: number | null;
}

/** Files that Docent keeps: charts, what code left in its work folder, and what was uploaded. */
export interface Files {
  /** Absolute folder in which the bytes lie. */
  readonly dir: string;
  /** Keeps what was made in a thread; it is deleted with it. */
  save(file: NewFile, threadId: string): Promise<StoredFile>;
  /** Keeps what belongs to no thread. @param lifetime in milliseconds; null: until it is deleted */
  upload(file: NewFile, purpose: FilePurpose, lifetime: number | null): Promise<KeptFile>;
  /**
   * Stores a file of another place as it is, where there is none of its id.
   * @param from absolute path of its bytes; null: they are not there
   */
  restore(file: KeptFile, from: string | null): Promise<void>;
  get(id: string): Promise<KeptFile | null>;
  /** @param purpose only files of this one; null: all */
  list(purpose: string | null, query: PageQuery): Promise<Page<KeptFile>>;
  /** Absolute path of the bytes. */
  path(file: StoredFile): string;
  /** Deletes a file, here and where assistants and threads name it. */
  delete(id: string): Promise<void>;
  /**
   * Deletes what belongs to a thread, and of these paths those that lie here: text that was put down to be attached.
   * @returns the ids of what was deleted
   */
  deleteOf(threadId: string, paths: readonly string[]): Promise<readonly string[]>;
  /** Gives what belongs to a thread to another one. */
  handOver(threadId: string, heir: string): Promise<void>;
  /** Ids of the files whose time is over, and that are still here. */
  expired(): Promise<readonly string[]>;
}

const ALIVE = `coalesce(body ->> '$.expiresAt' > ?, true)`;

export function createFiles(database: Database, dir: string): Files {
  const path = (file: StoredFile) => join(dir, storedName(file));
  const erase = (rows: readonly Record<string, unknown>[]) => Promise.all(rows.map(({ body }) => removeFile(path(toFile(body)))));

  async function keep({ name, mime, bytes }: NewFile, threadId: string | null, more: Omit<KeptFile, keyof StoredFile>): Promise<KeptFile> {
    const file: KeptFile = { id: newId('file-'), name, mime, bytes: bytes.byteLength, ...more };
    await mkdir(dir, { recursive: true });
    await writeFile(path(file), bytes);
    await database.write((db) => db.prepare('insert into files(id, thread_id, body) values (?, ?, ?)').run(file.id, threadId, JSON.stringify(file)));
    return file;
  }

  return {
    dir,
    path,
    async save(file, threadId) {
      const { id, name, mime, bytes } = await keep(file, threadId, { purpose: 'assistants_output', createdAt: Date.now(), expiresAt: null });
      return { id, name, mime, bytes };
    },
    upload(file, purpose, lifetime) {
      const createdAt = Date.now();
      return keep(file, null, { purpose, createdAt, expiresAt: lifetime === null ? null : createdAt + lifetime });
    },
    async restore(file, from) {
      await mkdir(dir, { recursive: true });
      if (from !== null) await copyFile(from, path(file));
      await database.write((db) =>
        db.prepare('insert into files(id, thread_id, body) values (?, null, ?) on conflict(id) do nothing').run(file.id, JSON.stringify(file)),
      );
    },
    get: (id) =>
      database.read((db) => {
        const row = db.prepare(`select body from files where id = ? and ${ALIVE}`).get(id, Date.now());
        return row ? toFile(row['body']) : null;
      }),
    list: (purpose, query) =>
      database.read((db) => {
        const where = `${ALIVE} and (? is null or body ->> '$.purpose' = ?)`;
        return page(db, { table: 'files', where, values: [Date.now(), purpose, purpose] }, query);
      }),
    async delete(id) {
      const row = await database.read((db) => db.prepare('select body from files where id = ?').get(id));
      // First the bytes: those that can't be removed now are still known, and can be deleted later.
      if (row) await erase([row]);
      await database.write((db) => {
        forgetResource(db, 'codeInterpreterFiles', id);
        db.prepare('delete from files where id = ?').run(id);
      });
    },
    async deleteOf(threadId, paths) {
      const ids = paths.filter((each) => dirname(each) === dir).map((each) => parse(each).name);
      const files = await database.write((db) =>
        db
          .prepare('delete from files where thread_id = ? or id in (select value from json_each(?)) returning body')
          .all(threadId, JSON.stringify(ids)),
      );
      await erase(files);
      return files.map(({ body }) => toFile(body).id);
    },
    async handOver(threadId, heir) {
      await database.write((db) => db.prepare('update files set thread_id = ? where thread_id = ?').run(heir, threadId));
    },
    expired: () =>
      database.read((db) => db.prepare(`select id from files where not ${ALIVE}`).all(Date.now()).map(({ id }) => String(id))),
  };
}

function toFile(body: unknown): KeptFile {
  return JSON.parse(String(body)) as KeptFile;
}
