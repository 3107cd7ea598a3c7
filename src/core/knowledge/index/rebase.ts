import { sep } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';

/** Makes a folder's store know its files by the path at which the folder is now: it was renamed, or spelt otherwise. Nothing is read again. */
export function rebase(db: DatabaseSync, root: string): void {
  if (rootOf(db) === root) return;
  transaction(db, () => {
    const before = rootOf(db) ?? rootByFile(db);
    if (before !== null && before !== root) move(db, before, root);
    db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('root', ?)").run(root);
  });
}

function rootOf(db: DatabaseSync): string | null {
  const value = db.prepare("SELECT value FROM meta WHERE key = 'root'").get()?.value;
  return typeof value === 'string' ? value : null;
}

/** Stores of earlier versions don't say it, but show each file by its path within the folder. */
function rootByFile(db: DatabaseSync): string | null {
  const row = db.prepare("SELECT path, shown FROM files WHERE attributes IS NULL AND path <> shown LIMIT 1").get();
  if (!row) return null;
  const [path, inner] = [String(row.path), sep + String(row.shown).split('/').join(sep)];
  return path.endsWith(inner) ? path.slice(0, -inner.length) : null;
}

function move(db: DatabaseSync, from: string, to: string): void {
  const start = from.endsWith(sep) ? from : from + sep;
  db.prepare('UPDATE OR REPLACE files SET path = ? || substr(path, ?) WHERE attributes IS NULL AND substr(path, 1, ?) = ?').run(
    to.endsWith(sep) ? to : to + sep,
    [...start].length + 1,
    [...start].length,
    start,
  );
}
