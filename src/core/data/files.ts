import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { newId } from '../types/id.ts';
import { storedName, type StoredFile } from '../types/output.ts';
import type { Database } from './database.ts';

export interface NewFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Files that Docent keeps: charts, and what code left in its work folder. */
export interface Files {
  /** Absolute folder in which the bytes lie. */
  readonly dir: string;
  /** @param threadId the thread it is deleted with; null for what belongs to none */
  save(file: NewFile, threadId: string | null): Promise<StoredFile>;
  /** Absolute path of the bytes. */
  path(file: StoredFile): string;
  /** Deletes what belongs to a thread, and of these paths those that lie here: text that was put down to be attached. */
  deleteOf(threadId: string, paths: readonly string[]): Promise<void>;
}

export function createFiles(database: Database, dir: string): Files {
  const path = (file: StoredFile) => join(dir, storedName(file));
  return {
    dir,
    path,
    async save({ name, mime, bytes }, threadId) {
      const file: StoredFile = { id: newId('file-'), name, mime, bytes: bytes.byteLength };
      await mkdir(dir, { recursive: true });
      await writeFile(path(file), bytes);
      await database.write((db) =>
        db
          .prepare('insert into files(id, thread_id, created_at, body) values (?, ?, ?, ?)')
          .run(file.id, threadId, Date.now(), JSON.stringify(file)),
      );
      return file;
    },
    async deleteOf(threadId, paths) {
      const ids = paths.filter((each) => dirname(each) === dir).map((each) => parse(each).name);
      const files = await database.write((db) =>
        db
          .prepare('delete from files where thread_id = ? or id in (select value from json_each(?)) returning body')
          .all(threadId, JSON.stringify(ids)),
      );
      for (const { body } of files) await rm(path(JSON.parse(String(body)) as StoredFile), { force: true });
    },
  };
}
