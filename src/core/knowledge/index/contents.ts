import type { DatabaseSync } from 'node:sqlite';
import type { StoredFile } from '../vectorStore.ts';

/** All files with text. Sizes are counted without reading the texts: there may be many. */
export function contents(db: DatabaseSync): readonly StoredFile[] {
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
