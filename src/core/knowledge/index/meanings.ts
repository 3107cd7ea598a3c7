import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { estimateTokens } from '../../text/tokens.ts';
import type { HashedText, Unembedded } from '../vectorStore.ts';
import { transaction } from './database.ts';
import type { Vectors } from './vectors.ts';

/** What a text's vector is known by: nothing of where the text stands, so that what was moved keeps its own. */
function hashOf(text: string): string {
  return hash('sha256', text).slice(0, 32);
}

/** The chunks whose text has no vector by this model yet, each text once. Writes down the hashes of those that are new. */
export function unembedded(db: DatabaseSync, vectors: Vectors, key: string): Unembedded {
  const put = db.prepare('INSERT OR REPLACE INTO meanings (chunk, hash) VALUES (?, ?)');
  const fresh = db.prepare('SELECT id, text FROM chunks WHERE id NOT IN (SELECT chunk FROM meanings)');
  transaction(db, () => {
    for (const { id, text } of fresh.all()) put.run(id ?? null, String(text).trim() ? hashOf(String(text)) : '');
  });
  const chunks: number[] = [];
  let tokens = 0;
  const textOf = db.prepare('SELECT text FROM chunks WHERE id = ?');
  const rows = db.prepare("SELECT min(chunk) AS chunk, hash FROM meanings WHERE hash <> '' GROUP BY hash").all();
  for (const { chunk, hash } of rows) {
    if (vectors.has(key, String(hash))) continue;
    chunks.push(Number(chunk));
    tokens += estimateTokens(String(textOf.get(chunk ?? null)?.text ?? ''));
  }
  return { chunks: chunks.sort((a, b) => a - b), texts: rows.length, tokens };
}

/** The texts of chunks as they are now; those that are gone are left out. */
export function textsOf(db: DatabaseSync, chunks: readonly number[]): readonly HashedText[] {
  const find = db.prepare('SELECT text FROM chunks WHERE id = ?');
  return chunks.flatMap((chunk) => {
    const text = String(find.get(chunk)?.text ?? '');
    return text.trim() ? [{ text, hash: hashOf(text) }] : [];
  });
}
