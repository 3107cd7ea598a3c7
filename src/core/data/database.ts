import { setTimeout as delay } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import type { Journal } from '../disk/journal.ts';
import { DocentError } from '../types/errors.ts';
import { migrate } from './schema.ts';

/** SQLite's result code for a lock that somebody else holds. */
const SQLITE_BUSY = 5;
/** Milliseconds between two tries for a lock: the longest transaction here takes a few. */
const RETRY_MS = 15;
/** After so long another process hangs in its transaction; waiting on would only hide that. */
const GIVE_UP_MS = 10_000;

/**
 * Locks of network file systems may not hold: there one process has the file for itself as long as it is open, so that no other can come
 * between. With that SQLite needs no shared memory, whatever the file was before.
 */
const PRAGMAS: Readonly<Record<Journal, string>> = {
  wal: 'pragma journal_mode = wal; pragma synchronous = normal',
  rollback: 'pragma locking_mode = exclusive; pragma journal_mode = delete; pragma synchronous = full',
};

const LOCKED: Readonly<Record<Journal, string>> = {
  wal: 'Another window keeps Docent’s data locked; close it and try again.',
  rollback: 'Docent’s data lies on a network file system, where one window at a time can use it: close the other one and try again.',
};

/**
 * `docent.db`. It is used on the thread of the extension host, which must never wait: a lock held by another window is
 * awaited by asking again later, never inside SQLite.
 */
export interface Database {
  read<T>(query: (db: DatabaseSync) => T): Promise<T>;
  /** Runs `change` in one transaction: all of it happens or nothing. */
  write<T>(change: (db: DatabaseSync) => T): Promise<T>;
  /** A number that changes whenever another connection has written; 0 once closed. */
  version(): number;
  close(): void;
}

/**
 * @throws DocentError `sqlite_missing` where this Node has no SQLite, `data_too_new` where a newer Docent wrote the file.
 */
export async function openDatabase(path: string, journal: Journal = 'wal'): Promise<Database> {
  const sqlite = await import('node:sqlite').catch((cause: unknown) => {
    throw new DocentError('sqlite_missing', 'This editor’s Node.js has no SQLite; update VS Code to 1.106 or newer.', null, cause);
  });
  const db = new sqlite.DatabaseSync(path, { timeout: 0 });
  const database: Database = {
    read: (query) => retryWhileBusy(() => query(db), LOCKED[journal]),
    write: (change) =>
      retryWhileBusy(() => {
        db.exec('begin immediate');
        try {
          const result = change(db);
          db.exec('commit');
          return result;
        } catch (error) {
          if (db.isTransaction) db.exec('rollback');
          throw error;
        }
      }, LOCKED[journal]),
    version: () => (db.isOpen ? Number(db.prepare('pragma data_version').get()?.['data_version']) : 0),
    close: () => db.close(),
  };
  try {
    await database.read(() => db.exec(`${PRAGMAS[journal]}; pragma foreign_keys = on`));
    await database.write(migrate);
    return database;
  } catch (error) {
    // What stays open can't be moved or deleted on Windows.
    db.close();
    throw error;
  }
}

async function retryWhileBusy<T>(attempt: () => T, locked: string): Promise<T> {
  const giveUp = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (Date.now() > giveUp) {
        throw new DocentError('data_locked', locked, 'retry', error);
      }
    }
    await delay(RETRY_MS * (1 + Math.random()));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}
