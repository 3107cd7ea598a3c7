import type { DatabaseSync } from 'node:sqlite';
import { quoted } from '../index/words.ts';

/** A word in a file's path counts as if it stood in the text so many times: the best of 1, 2, 4 and 10. */
const PATH_WEIGHT = 4;

/** A chunk that has words of the query. */
export interface Hit {
  readonly chunk: number;
  readonly file: number;
  /** By its words. */
  readonly score: number;
  /** Of its file, see `rankFiles`; until that is known its own. */
  readonly fileScore: number;
}

/** The best chunks, best first. Ranking in a subquery that has the limit takes two thirds of the time of `ORDER BY rank`. @param files only these, by their ids */
export function findHits(db: DatabaseSync, terms: readonly string[], limit: number, files: readonly number[] | undefined): readonly Hit[] {
  const ofFiles = files ? 'AND rowid IN (SELECT id FROM chunks WHERE file IN (SELECT value FROM json_each(?)))' : '';
  const rows = db
    .prepare(
      `SELECT chunks.id, chunks.file, hits.score
       FROM (SELECT rowid, bm25(words, ${PATH_WEIGHT}, 1) AS score FROM words WHERE words MATCH ? ${ofFiles} ORDER BY score LIMIT ${limit}) AS hits
       JOIN chunks ON chunks.id = hits.rowid
       ORDER BY hits.score, chunks.id`,
    )
    .all(terms.map(quoted).join(' OR '), ...(files ? [JSON.stringify(files)] : []));
  // FTS5 counts downwards: the best match has the lowest number.
  return rows.map(({ id, file, score }) => ({ chunk: Number(id), file: Number(file), score: -Number(score), fileScore: -Number(score) }));
}
