import { stem } from '../index/stems.ts';
import { quoted } from '../index/words.ts';
import { perState } from './perState.ts';

/** How many chunks there are, and how many have a term. */
export interface TermCounts {
  readonly chunks: number;
  having(term: string): number;
}

/** Of others FTS5's tokenizer may make another stem, or several words. */
const PLAIN = /^[a-z0-9]+$/;

/** Counted one by one, so that frequent terms, which take longest, are told from memory when they are asked for again. To be called within a snapshot. */
export const termCounts = perState((db): TermCounts => {
  const known = new Map<string, number>();
  db.exec("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab ('main', 'words', 'row')");
  // It goes through the same list as a search, without making rows: two thirds of the time.
  const ofStem = db.prepare('SELECT doc AS count FROM temp.vocabulary WHERE term = ?');
  const found = db.prepare('SELECT count(*) AS count FROM words WHERE words MATCH ?');
  return {
    chunks: Number(db.prepare('SELECT count(*) AS count FROM chunks').get()?.count),
    having(term) {
      const before = known.get(term);
      if (before !== undefined) return before;
      const row = PLAIN.test(term) ? ofStem.get(stem(term)) : found.get(quoted(term));
      const now = Number(row?.count ?? 0);
      known.set(term, now);
      return now;
    },
  };
});
