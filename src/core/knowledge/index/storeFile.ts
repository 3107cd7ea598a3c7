import { renameSync, rmSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { t } from '@vscode/l10n';
import type { Journal } from '../../disk/journal.ts';
import { removeTree } from '../../disk/remove.ts';
import { DocentError } from '../../types/errors.ts';
import { openDatabase } from './database.ts';
import { rebase } from './rebase.ts';

/** SQLite's result codes, of which the lower byte names the kind: https://sqlite.org/rescode.html */
const ERROR = 1;
const BUSY = 5;
const READ_ONLY = 8;
const CORRUPT = 11;
const FULL = 13;
const CANT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** What SQLite says with its general code where tables are gone, or unreadable to the full-text search. */
const BROKEN_TABLES = /no such (?:table|column)|vtable constructor failed|invalid fts5 file format/;
/** The files of one store: SQLite's log and index beside its own. */
const SUFFIXES = ['', '-wal', '-shm'];

/** A store's file as one thread has it open. */
export interface StoreFile {
  /**
   * Does `work` on the open database. A damaged file is moved aside and the work done once more, on a new one: nothing of the
   * user's is lost, for all in it can be read again. @throws DocentError for what else SQLite reports
   */
  use<T>(work: (db: DatabaseSync) => T | Promise<T>): Promise<T>;
}

export interface StoreFileOptions {
  readonly path: string;
  /** The folder that the store is of; null for uploaded files. */
  readonly root: string | null;
  readonly journal: Journal;
}

/**
 * @param warn is told, in one sentence, that a damaged file was moved aside, or that the file is gone
 */
export function createStoreFile({ path, root, journal }: StoreFileOptions, warn: (message: string) => void): StoreFile {
  let open: { readonly db: DatabaseSync; readonly inode: number } | null = null;

  /** Another window may have moved the file away since: then what is open here is no longer the store. */
  function database(): DatabaseSync {
    if (open && open.inode !== inodeOf(path)) {
      if (inodeOf(path) === 0) warn(`The index ${path} is gone; a new one is made.`);
      close();
    }
    if (!open) {
      const db = openDatabase(path, journal);
      if (root !== null) rebase(db, root);
      open = { db, inode: inodeOf(path) };
    }
    return open.db;
  }

  function close(): void {
    open?.db.close();
    open = null;
  }

  function moveAside(): void {
    const stillThere = !open || open.inode === inodeOf(path);
    close();
    if (!stillThere) return;
    const aside = damagedName(path);
    try {
      // First what SQLite would otherwise write into the new file; then an older one, over which nothing can be moved where it is a folder.
      for (const file of [`${path}-wal`, `${path}-shm`, aside]) rmSync(file, { recursive: true, force: true });
      renameSync(path, aside);
    } catch (error) {
      throw new DocentError('index_in_use', t('The index is damaged and still in use: close other windows, reload this one and try again.'), 'retry', error);
    }
    warn(`The index ${path} was damaged; it was moved to ${aside}, and a new one is made.`);
  }

  return {
    async use(work) {
      try {
        return await work(database());
      } catch (error) {
        if (!isDamaged(error, path)) throw explained(error, path);
      }
      moveAside();
      try {
        return await work(database());
      } catch (error) {
        throw isDamaged(error, path) ? damagedAgain(error) : explained(error, path);
      }
    },
  };
}

/** The name under which a damaged store's file is kept, for whoever wants to know what happened. */
export function damagedName(path: string): string {
  return `${path}.damaged`;
}

/** Removes a store's file with all that SQLite and Docent put beside it. Nobody of this process may have it open. */
export async function removeStoreFile(path: string): Promise<void> {
  const all = [...SUFFIXES.map((suffix) => path + suffix), damagedName(path)];
  await Promise.all(all.map((each) => removeTree(each)));
}

/** 0 where there is no file. */
function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}

function resultCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : null;
}

/** Whether the error says that what is at `path` is no sound store, whatever it is. */
function isDamaged(error: unknown, path: string): boolean {
  const code = resultCode(error);
  if (code === CORRUPT || code === NOT_A_DATABASE) return true;
  if (code === ERROR) return error instanceof Error && BROKEN_TABLES.test(error.message);
  return code === CANT_OPEN && SUFFIXES.some((suffix) => statSync(path + suffix, { throwIfNoEntry: false })?.isDirectory());
}

function damagedAgain(cause: unknown): DocentError {
  return new DocentError('index_damaged', t('The index was damaged again while it was made anew: check the disk, then try again.'), 'retry', cause);
}

function explained(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === BUSY) return new DocentError('index_busy', t('Another window keeps the index busy: try again in a moment.'), 'retry', error);
  if (code === FULL) return new DocentError('disk_full', t('The disk is full: free some space and try again.'), 'retry', error);
  const refused = code === READ_ONLY || code === CANT_OPEN || (error instanceof Error && 'syscall' in error);
  if (refused) return new DocentError('index_unwritable', t('The index can’t be written to {0}: check that folder, then try again.', path), 'retry', error);
  return error;
}
