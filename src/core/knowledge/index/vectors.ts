import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as Sqlite from 'node:sqlite';
import { getSqlite, transaction } from './database.ts';
import type { Quantized } from './quantized.ts';

/** The file is shared by all stores and processes. In milliseconds. */
const BUSY_TIMEOUT = 20_000;
/** SQLite's codes for what is damaged, or no database at all. */
const DAMAGED: readonly number[] = [11, 26];

/** `models` has what made the vectors, and how long they are; `vectors` are known by the hash of their text. */
const SCHEMA = `
  PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS models (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, dimensions INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS vectors (model INTEGER NOT NULL REFERENCES models, hash TEXT NOT NULL, scale REAL NOT NULL, numbers BLOB NOT NULL, PRIMARY KEY (model, hash)) STRICT, WITHOUT ROWID;
`;

/** A text's vector. */
export interface HashedVector extends Quantized {
  readonly hash: string;
}

/** The vectors of all stores' texts: a text that was moved, or is in another branch or folder, is known. */
export interface Vectors {
  /** Changes when another connection has written. */
  version(): unknown;
  /** Null where that text has none. @param key of the model */
  get(key: string, hash: string): Quantized | null;
  has(key: string, hash: string): boolean;
  /** Those of another length that the same model has made before are forgotten. */
  put(key: string, vectors: readonly HashedVector[]): void;
}

/** Opens the file when it is first asked. A damaged one is made anew: all in it can be embedded again. */
export function createVectors(path: string): Vectors {
  let opened: ReturnType<typeof statements> | null = null;

  /** What is damaged is found at any time; the store that asks is not. */
  function use<T>(work: (open: ReturnType<typeof statements>) => T): T {
    try {
      return work((opened ??= statements(openFile(path))));
    } catch (error) {
      if (!isDamaged(error)) throw error;
      opened?.db.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
      return work((opened = statements(openFile(path))));
    }
  }

  return {
    version: () => use(({ version }) => version.get()?.data_version),
    get(key, hash) {
      const row = use(({ get }) => get.get(key, hash));
      if (!row || !(row.numbers instanceof Uint8Array)) return null;
      const { buffer, byteOffset, byteLength } = row.numbers;
      return { values: new Int8Array(buffer, byteOffset, byteLength), scale: Number(row.scale) };
    },
    has: (key, hash) => use(({ has }) => has.get(key, hash) !== undefined),
    put(key, vectors) {
      const dimensions = vectors[0]?.values.length ?? 0;
      use(({ db, model, forget, putModel, put }) =>
        transaction(db, () => {
          const known = model.get(key);
          if (known && known.dimensions !== dimensions) forget.run(known.id ?? null);
          const id = putModel.get(key, dimensions)?.id ?? null;
          for (const { hash, scale, values } of vectors) put.run(id, hash, scale, values);
        }),
      );
    },
  };
}

function statements(db: Sqlite.DatabaseSync) {
  return {
    db,
    version: db.prepare('PRAGMA data_version'),
    model: db.prepare('SELECT id, dimensions FROM models WHERE key = ?'),
    putModel: db.prepare('INSERT INTO models (key, dimensions) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET dimensions = excluded.dimensions RETURNING id'),
    get: db.prepare('SELECT scale, numbers FROM vectors WHERE model = (SELECT id FROM models WHERE key = ?) AND hash = ?'),
    has: db.prepare('SELECT 1 FROM vectors WHERE model = (SELECT id FROM models WHERE key = ?) AND hash = ?'),
    put: db.prepare('INSERT OR REPLACE INTO vectors (model, hash, scale, numbers) VALUES (?, ?, ?, ?)'),
    forget: db.prepare('DELETE FROM vectors WHERE model = ?'),
  };
}

function isDamaged(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && DAMAGED.includes(Number(error.errcode) & 0xff);
}

function openFile(path: string): Sqlite.DatabaseSync {
  const { DatabaseSync } = getSqlite();
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  try {
    db.exec(SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
