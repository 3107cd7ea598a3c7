import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { FileRef } from '../../types/citation.ts';
import type { FoundSecret, StoredFile, StoreStatus } from '../vectorStore.ts';

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

/** The files that a path means, see `VectorStore.find`. */
export function find(db: DatabaseSync, path: string): readonly FileRef[] {
  const where = (condition: string, ...values: readonly string[]) =>
    db
      .prepare(`SELECT path, shown FROM files WHERE reason IS NULL AND (${condition}) ORDER BY length(shown), shown LIMIT ${MOST_FOUND}`)
      .all(...values)
      .map((row) => ({ id: String(row['path']), path: String(row['shown']) }));
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

/** All files with text. Sizes are counted without reading the texts: there may be many. */
export function files(db: DatabaseSync): readonly StoredFile[] {
  const rows = db
    .prepare(
      `SELECT files.path, shown, hash, secrets, line, line + lines AS next, length(CAST(substr(text, overlap + 1) AS BLOB)) AS bytes, overlap, trim(text, char(32, 9, 10, 13)) <> '' AS says
       FROM files JOIN chunks ON chunks.file = files.id WHERE hash IS NOT NULL ORDER BY shown, files.id, line, chunks.id`,
    )
    .iterate();
  const found = new Map<string, StoredFile & { textBytes: number; says: boolean; next: number }>();
  for (const { path, shown, hash, secrets, line, next, bytes, overlap, says } of rows) {
    const id = String(path);
    const before = found.get(id);
    const isNextLine = Number(overlap) === 0 && before?.next === line;
    if (before) Object.assign(before, { textBytes: before.textBytes + Number(bytes) + Number(isNextLine), says: before.says || says === 1, next: Number(next) });
    else found.set(id, { id, path: String(shown), hash: String(hash), textBytes: Number(bytes), secrets: secrets === null ? 0 : (JSON.parse(String(secrets)) as unknown[]).length, says: says === 1, next: Number(next) });
  }
  return [...found.values()].filter(({ says }) => says).map(({ says: _, next: __, ...file }) => file);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
