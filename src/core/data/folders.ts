import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { identify, type FolderIdentity } from '../disk/identity.ts';
import { isTrouble } from '../types/dataState.ts';
import type { Database } from './database.ts';

/** A folder that was open in a window: what threads and an index are kept under. */
export interface Folder {
  readonly id: string;
  /** Absolute, without links, as it was when last looked up. */
  readonly path: string;
}

/** The folders that Docent knows, by what they are: another spelling of the path, a link to it or another name of it is the same folder. */
export interface Folders {
  /**
   * The folder at an absolute path; from now on it is known. Where the data can't be used it is what it would be in new data: the index can be
   * searched all the same.
   */
  resolve(path: string): Promise<Folder>;
  list(): Promise<readonly Folder[]>;
}

export function createFolders(database: Database): Folders {
  let adopted: Promise<void> | null = null;
  // What is opened may be an older copy.
  database.subscribe(() => (adopted = null));

  async function resolve(path: string): Promise<Folder> {
    const found = await identify(path);
    const namesake = found.mark === null ? null : await database.read((db) => byMark(db, found));
    // A copy of a disk has the same marks: only a folder that is gone from its place has moved to this one.
    const moved = namesake && (await identify(namesake.path)).mark !== found.mark ? namesake : null;
    return database.write((db) => keep(db, path, found, moved));
  }

  /** Threads used to be kept under the paths of their folders, as these were spelt. */
  async function adopt(): Promise<void> {
    const spelt = await database.read((db) =>
      db
        .prepare(`select distinct workspace from threads where instr(workspace, '/') > 0 or instr(workspace, '\\') > 0`)
        .all()
        .map(({ workspace }) => String(workspace)),
    );
    for (const workspace of spelt) {
      const folders = await Promise.all(workspace.split('\n').map(resolve));
      const ids = workspaceOf(folders);
      await database.write((db) =>
        db.prepare(`update threads set workspace = ?, body = json_set(body, '$.workspace', ?) where workspace = ?`).run(ids, ids, workspace),
      );
    }
  }

  return {
    async resolve(path) {
      try {
        adopted ??= adopt();
        await adopted;
        return await resolve(path);
      } catch (error) {
        adopted = null;
        if (!isTrouble(database.state)) throw error;
        return { id: usualId(path), path: (await identify(path)).path };
      }
    },
    list: () => database.read((db) => db.prepare('select id, path from folders').all().map(toFolder)),
  };
}

/** What threads of a window with these folders are kept under; '' without any. */
export function workspaceOf(folders: readonly Folder[]): string {
  return [...new Set(folders.map(({ id }) => id))].sort().join('\n');
}

/** Inside a transaction: another window may have come to know the folder meanwhile. */
function keep(db: DatabaseSync, spelt: string, { path, key, mark }: FolderIdentity, moved: Folder | null): Folder {
  // What was not there when it was last asked for is known by its spelling alone.
  const known = db.prepare('select id from folders where key = ? or (key = ? and mark is null)').get(key, spelt);
  const id = known ? String(known['id']) : (moved?.id ?? freeId(db, spelt));
  db.prepare(
    `insert into folders(id, key, path, mark) values (?, ?, ?, ?)
     on conflict(id) do update set key = excluded.key, path = excluded.path, mark = coalesce(excluded.mark, mark)`,
  ).run(id, key, path, mark);
  return { id, path };
}

function byMark(db: DatabaseSync, { key, mark }: FolderIdentity): Folder | null {
  const row = db.prepare('select id, path from folders where mark = ? and key <> ?').get(mark, key);
  return row ? toFolder(row) : null;
}

/** By the path at first: the index of an earlier version is found by it. Later another folder may lie there. */
function freeId(db: DatabaseSync, spelt: string): string {
  const usual = usualId(spelt);
  return db.prepare('select 1 from folders where id = ?').get(usual) ? `folder_${randomBytes(12).toString('hex')}` : usual;
}

function usualId(spelt: string): string {
  return `folder_${createHash('sha256').update(spelt).digest('hex').slice(0, 24)}`;
}

function toFolder(row: Record<string, unknown>): Folder {
  return { id: String(row['id']), path: String(row['path']) };
}
