import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { t } from '@vscode/l10n';
import type { Journal } from '../disk/journal.ts';
import { DocentError } from '../types/errors.ts';
import { FaultError } from './fault.ts';
import { STEPS } from './schema.ts';
import { versionOf } from './version.ts';

/**
 * Locks of network file systems may not hold: there one process has the file for itself as long as it is open, so that no other can come
 * between. With that SQLite needs no shared memory, whatever the file was before; so it comes before all else.
 */
export const LOCKING: Readonly<Record<Journal, string>> = {
  wal: 'pragma locking_mode = normal',
  rollback: 'pragma locking_mode = exclusive',
};

const JOURNAL: Readonly<Record<Journal, string>> = {
  wal: 'pragma journal_mode = wal; pragma synchronous = normal',
  rollback: 'pragma journal_mode = delete; pragma synchronous = full',
};

/** An open `docent.db`. */
export interface Connection {
  readonly db: DatabaseSync;
  /**
   * Makes sure that it is still the data, and of this version: a newer Docent may have changed the tables, and another window
   * may have put another file in its place. Within a transaction that writes, the answer holds until it ends.
   * @throws FaultError `movedOn`, `replaced`
   */
  check(): void;
  /** The same before reading; of many reads of one event the first makes sure. @throws as `check` */
  look(): void;
  close(): void;
}

/**
 * Files that are no longer at their place, and still open. Closing one would have SQLite remove what stands beside the file that is there
 * now, by its name: that is left open as long as the process lives.
 */
const forsaken: DatabaseSync[] = [];

/**
 * @param timeout in milliseconds: so long SQLite itself waits for a lock
 * @throws DocentError `sqlite_missing`; FaultError `tooNew`; SQLite's own errors. The file is closed again then.
 */
export async function connectTo(path: string, journal: Journal, timeout: number): Promise<Connection> {
  const sqlite = await import('node:sqlite').catch((cause: unknown) => {
    throw new DocentError('sqlite_missing', t('This editor’s Node.js has no SQLite; update VS Code to 1.106 or newer.'), null, cause);
  });
  const db = new sqlite.DatabaseSync(path, { timeout });
  keepStatements(db);
  try {
    db.exec(LOCKING[journal]);
    // Before anything is changed in it.
    if (versionOf(db) > STEPS.length) throw new FaultError({ kind: 'tooNew', detail: `It has version ${versionOf(db)}, this is ${STEPS.length}.` });
    db.exec(`${JOURNAL[journal]}; pragma foreign_keys = on`);
    // A file that can only be read is told now, not at the first question.
    db.exec('begin immediate; rollback');
    const inode = inodeOf(path);
    const version = db.prepare('pragma user_version');
    function check(): void {
      if (inodeOf(path) !== inode) throw new FaultError({ kind: 'replaced', detail: `${path} is another file now.` });
      if (Number(version.get()?.['user_version']) > STEPS.length) throw new FaultError({ kind: 'movedOn', detail: 'A newer version has migrated it.' });
    }
    let looked = false;
    return {
      db,
      check,
      look() {
        if (looked) return;
        check();
        looked = true;
        setImmediate(() => (looked = false));
      },
      close() {
        if (inodeOf(path) === inode) db.close();
        else forsaken.push(db);
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What is asked again and again is compiled once. */
function keepStatements(db: DatabaseSync): void {
  const statements = new Map<string, StatementSync>();
  const prepare = db.prepare.bind(db);
  db.prepare = (sql) => {
    const statement = statements.get(sql) ?? prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}

/** 0 where there is no file. */
function inodeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}
