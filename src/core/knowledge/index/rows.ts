import { sep } from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { transaction } from './database.ts';
import type { Attributes } from '../../types/vectorStore.ts';
import type { DocumentSize, FoundSecret } from '../vectorStore.ts';
import { codeOf, type Code, type Indexed } from './indexed.ts';
import { searchable } from './words.ts';

/** So many take a tenth of a second, which a request may have to wait. */
const MOVED_AT_ONCE = 50;

/** What the store knows of a file. */
export interface FileRow {
  /** Absolute; of a document that was put in by itself, its id. */
  readonly path: string;
  readonly shown: string;
  /** In bytes; null: look again next time, whatever it says then. */
  readonly size: number | null;
  /** Milliseconds since 1970. */
  readonly mtime: number | null;
  /** SHA-256 of what was read; null where it was left out unread. */
  readonly hash: string | null;
  /** Why it, or some of its text, is left out; null for a file that is in as a whole. */
  readonly reason: string | null;
  /** What was taken out of its text. */
  readonly secrets: readonly FoundSecret[];
  /** Null for a file of a folder. */
  readonly attributes: Attributes | null;
}

/** A file's new row, with its new text; null where that is the same. */
export interface Change {
  readonly row: FileRow;
  readonly text: Indexed | null;
  /** The path at which the same text is known, of a file that was moved; left out for all others. */
  readonly from?: string;
}

/** The files of folders, by their paths; all of them, or those at some paths and below. @param at absolute paths, or null */
export function readRows(db: DatabaseSync, at: readonly string[] | null): Map<string, FileRow> {
  const columns = 'SELECT path, shown, size, mtime, hash, reason, secrets FROM files WHERE attributes IS NULL';
  const rows = new Map<string, FileRow>();
  if (at === null) addRows(rows, db.prepare(columns).all());
  else {
    const here = db.prepare(`${columns} AND path = ?`);
    // All that begins so lies between the separator and the character after it.
    const below = db.prepare(`${columns} AND path > ? AND path < ?`);
    const after = String.fromCharCode(sep.charCodeAt(0) + 1);
    for (const path of at) {
      const folder = path.endsWith(sep) ? path.slice(0, -1) : path;
      addRows(rows, here.all(path));
      addRows(rows, below.all(folder + sep, folder + after));
    }
  }
  return rows;
}

/** What was read of files that do not lie at these paths or below. @param at absolute */
export function heldBeside(db: DatabaseSync, at: readonly string[]): { readonly files: number; readonly bytes: number } {
  const all = db.prepare('SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM files WHERE attributes IS NULL AND hash IS NOT NULL').get();
  const here = [...readRows(db, at).values()].filter(({ hash }) => hash !== null);
  return { files: Number(all?.files) - here.length, bytes: Number(all?.bytes) - here.reduce((sum, { size }) => sum + (size ?? 0), 0) };
}

function addRows(rows: Map<string, FileRow>, found: readonly Record<string, SQLOutputValue>[]): void {
  for (const row of found) {
    const path = String(row.path);
    rows.set(path, {
      path,
      shown: String(row.shown),
      size: numberOrNull(row.size),
      mtime: numberOrNull(row.mtime),
      hash: stringOrNull(row.hash),
      reason: stringOrNull(row.reason),
      secrets: row.secrets === null ? [] : JSON.parse(String(row.secrets)),
      attributes: null,
    });
  }
}

/** Writes file states and texts in one transaction, over whatever another window has written of these files meanwhile. */
export function writeChanges(db: DatabaseSync, changes: readonly Change[]): void {
  const putFile = db.prepare(
    `INSERT INTO files (path, shown, size, mtime, hash, reason, secrets, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET
       shown = excluded.shown, size = excluded.size, mtime = excluded.mtime, hash = excluded.hash, reason = excluded.reason,
       secrets = excluded.secrets, attributes = excluded.attributes, renamed = 0
     RETURNING id`,
  );
  // Does nothing where another window has forgotten the file or read it anew.
  const touchFile = db.prepare('UPDATE files SET size = ?, mtime = ? WHERE path = ? AND hash = ?');
  // The words of its path follow later, see `refreshMoved`. Another window may have put it there already.
  const moveFile = db.prepare('UPDATE OR IGNORE files SET path = ?, shown = ?, size = ?, mtime = ?, renamed = 1 WHERE path = ? AND hash = ?');
  const putChunk = db.prepare('INSERT INTO chunks (file, line, lines, page, part, text, overlap) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const putCode = codeWriter(db);
  const putWords = db.prepare('INSERT INTO words (rowid, path, body) VALUES (?, ?, ?)');
  const dropChunks = chunkDropper(db);
  transaction(db, () => {
    // The words come last, without other statements between: those make FTS5 write what it gathers, which takes twice the time.
    const words: { readonly id: number; readonly path: string; readonly text: string }[] = [];
    for (const { row, text, from } of changes) {
      if (from !== undefined) {
        moveFile.run(row.path, row.shown, row.size, row.mtime, from, row.hash);
        continue;
      }
      if (!text) {
        touchFile.run(row.size, row.mtime, row.path, row.hash);
        continue;
      }
      const attributes = row.attributes && JSON.stringify(row.attributes);
      const secrets = row.secrets.length > 0 ? JSON.stringify(row.secrets) : null;
      const file = Number(putFile.get(row.path, row.shown, row.size, row.mtime, row.hash, row.reason, secrets, attributes)?.id);
      dropChunks(file);
      putCode(file, text.code);
      const path = searchable(row.shown);
      for (const { lines, page, part, text: said, overlap } of text.chunks) {
        const id = Number(putChunk.run(file, lines.start, lines.end - lines.start + 1, page, part ? JSON.stringify(part) : null, said, overlap).lastInsertRowid);
        if (said.trim()) words.push({ id, path, text: said });
      }
    }
    for (const { id, path, text } of words) putWords.run(id, path, searchable(text));
  });
}

/** Makes some of the files that were moved found by the words of their new paths. @returns whether there are more of them */
export function refreshMoved(db: DatabaseSync): boolean {
  const files = db.prepare('SELECT id, shown FROM files WHERE renamed = 1 LIMIT ?').all(MOVED_AT_ONCE);
  const chunksOf = db.prepare('SELECT id, text FROM chunks WHERE file = ?');
  const dropWords = db.prepare('DELETE FROM words WHERE rowid IN (SELECT id FROM chunks WHERE file = ?)');
  const putWords = db.prepare('INSERT INTO words (rowid, path, body) VALUES (?, ?, ?)');
  const settle = db.prepare('UPDATE files SET renamed = 0 WHERE id = ?');
  const putCode = codeWriter(db);
  transaction(db, () => {
    for (const { id } of files) dropWords.run(id ?? null);
    for (const { id } of files) settle.run(id ?? null);
    const words = files.flatMap(({ id, shown }) => chunksOf.all(id ?? null).map((chunk) => ({ id: Number(chunk.id), path: searchable(String(shown)), text: String(chunk.text) })));
    for (const { id, shown } of files) putCode(Number(id), codeOf(String(shown), chunksOf.all(id ?? null).map(({ text }) => String(text)).join('\n')));
    for (const { id, path, text } of words) if (text.trim()) putWords.run(id, path, searchable(text));
  });
  return files.length === MOVED_AT_ONCE;
}

/** What a change's chunks take. */
export function sizeOf({ text }: Change): DocumentSize {
  const chunks = text?.chunks ?? [];
  return { chunks: chunks.length, bytes: chunks.reduce((sum, each) => sum + Buffer.byteLength(each.text), 0) };
}

/** Takes files and their chunks out of the index, in one transaction; what is not in it is passed over. */
export function removeFiles(db: DatabaseSync, paths: readonly string[]): void {
  const find = db.prepare('SELECT id FROM files WHERE path = ?');
  const drop = db.prepare('DELETE FROM files WHERE id = ?');
  const dropChunks = chunkDropper(db);
  transaction(db, () => {
    for (const path of paths) {
      const id = find.get(path)?.id;
      if (id === undefined) continue;
      dropChunks(Number(id));
      drop.run(id);
    }
  });
}

/** Does nothing for a document that is not in the store. */
export function setAttributes(db: DatabaseSync, id: string, attributes: Attributes): void {
  db.prepare('UPDATE files SET attributes = ? WHERE path = ? AND attributes IS NOT NULL').run(JSON.stringify(attributes), id);
}

/** Forgets everything and gives the space back. */
export function clearRows(db: DatabaseSync): void {
  transaction(db, () => {
    db.exec("INSERT INTO words (words) VALUES ('delete-all'); DELETE FROM chunks; DELETE FROM meanings; DELETE FROM links; DELETE FROM files; DELETE FROM commits; DELETE FROM meta");
  });
  db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
}

/** Notes when the store was last synced as a whole. @param time in milliseconds since 1970 */
export function setSyncedAt(db: DatabaseSync, time: number): void {
  db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('syncedAt', ?)").run(time);
}

/** Writes what a file defines and imports. */
function codeWriter(db: DatabaseSync): (file: number, code: Code) => void {
  const put = db.prepare('UPDATE files SET module = ?, names = ? WHERE id = ?');
  const forgetLinks = db.prepare('DELETE FROM links WHERE file = ?');
  const putLink = db.prepare('INSERT OR IGNORE INTO links (file, target) VALUES (?, ?)');
  return (file, { module, names, imports }) => {
    put.run(module, names, file);
    forgetLinks.run(file);
    for (const target of imports) putLink.run(file, target);
  };
}

function chunkDropper(db: DatabaseSync): (file: number) => void {
  const words = db.prepare('DELETE FROM words WHERE rowid IN (SELECT id FROM chunks WHERE file = ?)');
  const meanings = db.prepare('DELETE FROM meanings WHERE chunk IN (SELECT id FROM chunks WHERE file = ?)');
  const chunks = db.prepare('DELETE FROM chunks WHERE file = ?');
  const links = db.prepare('DELETE FROM links WHERE file = ?');
  return (file) => {
    words.run(file);
    meanings.run(file);
    chunks.run(file);
    links.run(file);
  };
}

function numberOrNull(value: unknown): number | null {
  return value === null ? null : Number(value);
}

function stringOrNull(value: unknown): string | null {
  return value === null ? null : String(value);
}
