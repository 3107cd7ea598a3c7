import type { DatabaseSync } from 'node:sqlite';
import type { ListedDetails, Listing } from '../../types/listing.ts';

/** What stands directly in a folder of the store. @param folder as shown; '' for the top. @param limit at most so many files */
export function list(db: DatabaseSync, folder: string, limit: number): Listing {
  const before = folder && `${folder}/`;
  // All that begins so lies below the character after the slash. No name has the highest character of all.
  const [from, to] = folder ? [before, `${folder}0`] : ['', '\u{10ffff}'];
  const inside = 'SELECT path, shown, reason, substr(shown, length(?) + 1) AS rest FROM files WHERE shown > ? AND shown < ?';
  // The group without a name are the folder's own files: of most folders all else is then known.
  const groups = db
    .prepare(`SELECT iif(instr(rest, '/') > 0, substr(rest, 1, instr(rest, '/') - 1), NULL) AS name, count(*) AS files, count(reason) AS troubled FROM (${inside}) GROUP BY 1 ORDER BY 1`)
    .all(before, from, to);
  const own = Number(groups.find(({ name }) => name === null)?.files ?? 0);
  const files = own === 0 ? [] : db.prepare(`SELECT path, shown, reason, rest FROM (${inside}) WHERE instr(rest, '/') = 0 ORDER BY shown LIMIT ?`).all(before, from, to, limit);
  return {
    folders: groups
      .filter(({ name }) => name !== null)
      .map(({ name, files, troubled }) => ({ name: String(name), path: before + String(name), files: Number(files), troubled: Number(troubled) })),
    files: files.map(({ path, shown, reason, rest }) => ({
      id: String(path),
      name: String(rest),
      path: String(shown),
      state: reason === null ? 'ready' : 'leftOut',
      reason: reason === null ? null : String(reason),
    })),
    more: own - files.length,
  };
}

/** Null for a file that is not in the store. @param id its path, or of a document its id */
export function details(db: DatabaseSync, id: string): ListedDetails | null {
  const row = db.prepare('SELECT id, size, mtime, secrets, attributes FROM files WHERE path = ?').get(id);
  if (!row) return null;
  const found: readonly unknown[] = row.secrets === null ? [] : JSON.parse(String(row.secrets));
  return {
    chunks: Number(db.prepare('SELECT count(*) AS count FROM chunks WHERE file = ?').get(row.id ?? null)?.count),
    bytes: row.size === null ? null : Number(row.size),
    at: row.mtime === null ? null : Number(row.mtime),
    secrets: found.length,
  };
}
