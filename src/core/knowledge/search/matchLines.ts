import { getSqlite } from '../index/database.ts';
import { quoted, searchable } from '../index/words.ts';

/** A term of the query that stands on a line. */
export interface TermHit {
  readonly term: number;
  /** Greater the fewer lines have the term: rare words say more. */
  readonly weight: number;
}

/**
 * Which terms stand on which lines of some texts. FTS5 itself answers, so that a line matches by the same stems and folding
 * as its chunk did.
 * @returns for each text, for each line, what stands on it
 */
export function matchLines(texts: readonly (readonly string[])[], terms: readonly string[]): readonly (readonly (readonly TermHit[])[])[] {
  const hits = texts.map((lines) => lines.map((): TermHit[] => []));
  const places = hits.flat();
  const { DatabaseSync } = getSqlite();
  const db = new DatabaseSync(':memory:');
  try {
    db.exec("CREATE VIRTUAL TABLE lines USING fts5 (text, content='', tokenize='porter unicode61')");
    const insert = db.prepare('INSERT INTO lines (rowid, text) VALUES (?, ?)');
    db.exec('BEGIN');
    texts.flat().forEach((line, place) => insert.run(place, searchable(line)));
    db.exec('COMMIT');
    const find = db.prepare('SELECT rowid FROM lines WHERE lines MATCH ?');
    terms.forEach((text, term) => {
      const found = find.all(quoted(text));
      const weight = Math.log(1 + places.length / found.length);
      for (const { rowid } of found) places[Number(rowid)]?.push({ term, weight });
    });
    return hits;
  } finally {
    db.close();
  }
}
