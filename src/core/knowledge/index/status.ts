import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { FileRef } from '../../types/citation.ts';
import type { FilePage, FoundSecret, StoreStatus } from '../vectorStore.ts';

/** What the store at `file` holds. */
export function status(db: DatabaseSync, file: string): StoreStatus {
  const count = (sql: string) => Number(db.prepare(sql).get()?.count);
  const syncedAt = db.prepare("SELECT value FROM meta WHERE key = 'syncedAt'").get()?.value;
  const leftOut = db.prepare('SELECT shown, reason FROM files WHERE reason IS NOT NULL ORDER BY shown').all();
  const secrets = db.prepare('SELECT shown, secrets FROM files WHERE secrets IS NOT NULL ORDER BY shown').all();
  return {
    files: count('SELECT count(*) AS count FROM files WHERE reason IS NULL'),
    chunks: count('SELECT count(*) AS count FROM chunks'),
    bytes: sizeOf(file) + sizeOf(`${file}-wal`),
    leftOut: leftOut.map(({ shown, reason }) => ({ path: String(shown), reason: String(reason) })),
    secrets: secrets.flatMap(({ shown, secrets }) => {
      const found: readonly FoundSecret[] = JSON.parse(String(secrets));
      return found.map((secret) => ({ ...secret, path: String(shown) }));
    }),
    syncedAt: syncedAt === undefined ? null : Number(syncedAt),
  };
}

/** Enough to tell which one was meant. */
const MOST_FOUND = 5;

/** A file is in as a whole, or with what was not left out of it. */
const IS_IN = '(reason IS NULL OR EXISTS (SELECT 1 FROM chunks WHERE chunks.file = files.id))';

/** A page of the files, see `VectorStore.files`. */
export function files(db: DatabaseSync, { after, limit }: FilePage): readonly FileRef[] {
  return db.prepare(`SELECT path, shown FROM files WHERE path > ? AND ${IS_IN} ORDER BY path LIMIT ?`).all(after ?? '', limit).map(fileRef);
}

/** The files that a path means, see `VectorStore.find`. */
export function find(db: DatabaseSync, path: string): readonly FileRef[] {
  const where = (condition: string, ...values: readonly string[]) =>
    db
      .prepare(`SELECT path, shown FROM files WHERE ${IS_IN} AND (${condition}) ORDER BY length(shown), shown LIMIT ${MOST_FOUND}`)
      .all(...values)
      .map(fileRef);
  const exact = where('path = ? OR shown = ?', path, path);
  // Not LIKE, to which a name’s `_` is any letter.
  return exact.length > 0 ? exact : where("substr('/' || shown, -length(?)) = ?", `/${path}`, `/${path}`);
}

/** A file's text as it was indexed; null if it is not in the store. */
export function text(db: DatabaseSync, fileId: string): string | null {
  const file = db.prepare('SELECT id, reason FROM files WHERE path = ?').get(fileId);
  if (!file) return null;
  const chunks = db.prepare('SELECT line, line + lines AS next, text, overlap FROM chunks WHERE file = ? ORDER BY line, id').all(file.id ?? null);
  if (chunks.length === 0 && file.reason !== null) return null;
  return chunks.map(({ line, text, overlap }, index) => {
    const isNextLine = overlap === 0 && line === chunks[index - 1]?.next;
    return (isNextLine ? '\n' : '') + String(text).slice(Number(overlap));
  }).join('');
}

function fileRef(row: Readonly<Record<string, unknown>>): FileRef {
  return { id: String(row['path']), path: String(row['shown']) };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
