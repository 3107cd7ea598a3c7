import { quoted } from '../index/words.ts';
import { perState } from './perState.ts';

/** How many chunks there are, and how many have a term. */
export interface TermCounts {
  readonly chunks: number;
  having(term: string): number;
}

/** Counted one by one, so that frequent terms, which take longest, are told from memory when they are asked for again. To be called within a snapshot. */
export const termCounts = perState((db): TermCounts => {
  const known = new Map<string, number>();
  const count = db.prepare('SELECT count(*) AS count FROM words WHERE words MATCH ?');
  return {
    chunks: Number(db.prepare('SELECT count(*) AS count FROM chunks').get()?.count),
    having(term) {
      const before = known.get(term);
      if (before !== undefined) return before;
      const now = Number(count.get(quoted(term))?.count);
      known.set(term, now);
      return now;
    },
  };
});
