import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as Sqlite from 'node:sqlite';
import { t } from '@vscode/l10n';
import type { Journal } from '../../disk/journal.ts';
import { DocentError } from '../../types/errors.ts';

/** Longer than any transaction of another window takes (a batch: well below a second). In milliseconds. */
const BUSY_TIMEOUT = 20_000;

/** No release comes near it: what has a higher one is damaged. */
const MAX_VERSION = 10_000;
/** SQLite's own code for that. */
const NOT_A_DATABASE = 26;

/**
 * One step a version: step n brings a file of version n to n + 1. A change of the tables, or of what is indexed and how, is one more.
 *
 * `files` has a row for each file, also for those that are left out (`reason`). `size` is null where the file must be looked at
 * again next time; `attributes` where it belongs to a folder and was not put in by itself. `secrets` lists, as JSON, what was taken out of its text. `renamed` is 1
 * as long as it is found by the words of its old path. `chunks` holds the text, and how many
 * characters of it repeat the chunk before, and as JSON the named `part` of the document that it begins in; the full-text table beside it only the words, by the chunk's id.
 * `names` counts the stems of the names that a file defines (`writtenNames.ts`); `module` is what others import it by, `links` what it imports; `commits` are
 * the newest of the folder's repository, newest first. Porter's stems and the path as a column of its own are worth 1 and 5 points of recall.
 */
const STEPS: readonly string[] = [
  `
  CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    shown TEXT NOT NULL,
    size INTEGER,
    mtime REAL,
    hash TEXT,
    reason TEXT
  ) STRICT;
  CREATE TABLE chunks (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files,
    line INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    page INTEGER,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX chunks_of_file ON chunks (file, line);
  CREATE VIRTUAL TABLE words USING fts5 (path, body, content='', contentless_delete=1, tokenize='porter unicode61');
  CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  `,
  `
  ALTER TABLE files ADD COLUMN attributes TEXT;
  ALTER TABLE chunks ADD COLUMN overlap INTEGER NOT NULL DEFAULT 0;
  `,
  // Word and PowerPoint can be read from here on.
  `UPDATE files SET size = NULL WHERE reason IS NOT NULL AND (shown LIKE '%.docx' OR shown LIKE '%.pptx')`,
  // Long lines and data cost their own part of a file from here on, so each file is read anew.
  `UPDATE files SET size = NULL, hash = NULL WHERE attributes IS NULL`,
  // A secret costs itself, not its file, from here on; by rules that know far more, so each file is read anew.
  `
  ALTER TABLE files ADD COLUMN secrets TEXT;
  UPDATE files SET size = NULL, hash = NULL WHERE attributes IS NULL;
  `,
  // Far more kinds of documents and encodings can be read from here on; some have parts with names.
  `
  ALTER TABLE chunks ADD COLUMN part TEXT;
  UPDATE files SET size = NULL, hash = NULL WHERE attributes IS NULL;
  `,
  // A file that was moved keeps its text; the words of its path are put right later.
  `ALTER TABLE files ADD COLUMN renamed INTEGER NOT NULL DEFAULT 0`,
  // Files are ranked by more than their words from here on: see `search/rankFiles.ts`.
  `
  ALTER TABLE files ADD COLUMN module TEXT;
  ALTER TABLE files ADD COLUMN names TEXT;
  CREATE INDEX files_of_module ON files (module);
  CREATE TABLE links (file INTEGER NOT NULL REFERENCES files, target TEXT NOT NULL, PRIMARY KEY (file, target)) WITHOUT ROWID;
  CREATE INDEX links_to ON links (target);
  CREATE TABLE commits (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, paths TEXT NOT NULL);
  UPDATE files SET size = NULL, hash = NULL WHERE attributes IS NULL;
  `,
  // What a folder holds is listed without reading the rows, which are long: with 50,000 files a third of the time.
  'CREATE INDEX files_of_shown ON files (shown, reason)',
  // Far more secrets are known from here on, and those that were found are kept by digests with a salt.
  `UPDATE files SET size = NULL, hash = NULL, secrets = NULL WHERE attributes IS NULL`,
  // What a chunk's vector is known by, where an embedding model is set: see `meanings.ts`. Its own file has the vectors.
  'CREATE TABLE IF NOT EXISTS meanings (chunk INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT',
  // Of a thousand chunks that a search finds the files are told without reading the rows, which have the texts.
  'CREATE INDEX IF NOT EXISTS files_of_chunks ON chunks (id, file)',
];

/** With a log, readers and the writer don't wait for each other; on a crash of the machine the last batch may be lost, never the file. */
const PRAGMAS: Readonly<Record<Journal, string>> = {
  wal: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL',
  rollback: 'PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL',
};

/**
 * Opens a store's file, and makes it where there is none.
 * @throws DocentError `sqlite_missing`, `index_newer`; SQLite's own error for a damaged file
 */
export function openDatabase(file: string, journal: Journal = 'wal'): Sqlite.DatabaseSync {
  const { DatabaseSync } = getSqlite();
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { timeout: BUSY_TIMEOUT });
  try {
    const fts5 = db.prepare("SELECT sqlite_compileoption_used('ENABLE_FTS5') AS used").get();
    if (fts5?.used !== 1) throw sqliteMissing();
    db.exec(PRAGMAS[journal]);
    const version = () => Number(db.prepare('PRAGMA user_version').get()?.user_version);
    if (version() < 0 || version() > MAX_VERSION) throw Object.assign(new Error('No version is so high'), { errcode: NOT_A_DATABASE });
    // Asked again within the transaction: another thread or window may be making the tables right now.
    if (version() < STEPS.length) {
      transaction(db, () => {
        for (const step of STEPS.slice(version())) db.exec(step);
        db.exec(`PRAGMA user_version = ${Math.max(version(), STEPS.length)}`);
      });
    }
    if (version() > STEPS.length) throw new DocentError('index_newer', t('The index was made by a newer version of Docent: update Docent to use it.'));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Gives back the disk that the log takes, which is as long as the longest transaction was; not where somebody reads just now. */
export function emptyLog(db: Sqlite.DatabaseSync): void {
  db.exec('PRAGMA busy_timeout = 0');
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    // Also where the disk is full: what is written next waits for others again.
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT}`);
  }
}

/** Writes wholly or not at all. */
export function transaction<T>(db: Sqlite.DatabaseSync, work: () => T): T {
  return between(db, 'BEGIN IMMEDIATE', work);
}

/** Reads from one state of the store while another thread may be writing the next. */
export function snapshot<T>(db: Sqlite.DatabaseSync, read: () => T): T {
  return between(db, 'BEGIN', read);
}

function between<T>(db: Sqlite.DatabaseSync, begin: string, work: () => T): T {
  db.exec(begin);
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk or a damaged file have ended the transaction already.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Asked for by name at run time: an editor whose Node.js lacks it must get a sentence, not a worker that doesn't start. */
export function getSqlite(): typeof Sqlite {
  const sqlite: typeof Sqlite | undefined = process.getBuiltinModule('node:sqlite');
  if (!sqlite) throw sqliteMissing();
  return sqlite;
}

function sqliteMissing(): DocentError {
  return new DocentError('sqlite_missing', t('This editor’s Node.js has no SQLite with full-text search: Docent needs VS Code 1.106 or newer.'));
}
