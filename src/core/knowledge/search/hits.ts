import type { DatabaseSync } from 'node:sqlite';
import { quoted } from '../index/words.ts';
import { termCounts } from './termCounts.ts';

/** A word in a file's path counts as if it stood in the text so many times: the best of 1, 2, 4 and 10. */
const PATH_WEIGHT = 4;
/** So many chunks for each that is wanted have the best among them. Measured on 170,000: the best ten are the same, of the best hundred 96. */
const TELLING = 6;

/** A chunk that has words of the query. */
export interface Hit {
  readonly chunk: number;
  readonly file: number;
  /** By its words. */
  readonly score: number;
  /** Of its file, see `rankFiles`; until that is known its own. */
  readonly fileScore: number;
}

/**
 * The best chunks, best first. Ranking in a subquery that has the limit takes two thirds of the time of `ORDER BY rank`.
 * @param files only these, by their ids
 */
export function findHits(db: DatabaseSync, terms: readonly string[], limit: number, files: readonly number[] | undefined): readonly Hit[] {
  const ofFiles = files ? 'AND rowid IN (SELECT id FROM chunks WHERE file IN (SELECT value FROM json_each(?)))' : '';
  const { match, times } = files ? { match: anyOf(terms), times: 1 } : matching(terms, termCounts(db).having, limit);
  const rows = db
    .prepare(
      `SELECT chunks.id, chunks.file, hits.score
       FROM (SELECT rowid, bm25(words, ${PATH_WEIGHT}, 1) AS score FROM words WHERE words MATCH ? ${ofFiles} ORDER BY score LIMIT ${limit}) AS hits
       JOIN chunks ON chunks.id = hits.rowid
       ORDER BY hits.score, chunks.id`,
    )
    .all(match, ...(files ? [JSON.stringify(files)] : []));
  // FTS5 counts downwards: the best match has the lowest number.
  return rows.map(({ id, file, score }) => ({ chunk: Number(id), file: Number(file), score: -Number(score) / times, fileScore: -Number(score) / times }));
}

/**
 * Scoring a chunk takes ten times as long as finding it, and what has none of a question's rarer terms is not among the best. So chunks with any of
 * the rarest terms are looked at alone, as many as tell; all terms count in their scores. Each is named twice, since FTS5 adds up all that a
 * query names.
 */
function matching(terms: readonly string[], having: (term: string) => number, limit: number): { readonly match: string; readonly times: number } {
  const sorted = terms.toSorted((a, b) => having(a) - having(b));
  const rare = sorted.slice(0, tellingTerms(sorted.map(having), limit, limit * TELLING));
  const common = sorted.slice(rare.length);
  if (common.length === 0) return { match: anyOf(terms), times: 1 };
  return { match: `(${anyOf(rare)}) AND (${anyOf([...rare, ...common, ...common])})`, times: 2 };
}

/** How many of the rarest terms get nearest to so many chunks, as a ratio. @param counts of the terms' chunks, rising @param least with fewer a further term is taken however many it adds */
function tellingTerms(counts: readonly number[], least: number, wanted: number): number {
  let sum = 0;
  for (const [index, count] of counts.entries()) {
    if (sum >= wanted || (sum >= least && (sum + count) * sum > wanted ** 2)) return index;
    sum += count;
  }
  return counts.length;
}

function anyOf(terms: readonly string[]): string {
  return terms.map(quoted).join(' OR ');
}
