import type { DatabaseSync } from 'node:sqlite';
import type { TermHit } from './matchLines.ts';
import { termCounts } from './termCounts.ts';

/**
 * How fast a term that occurs again and again fills its share: one line gives two thirds, two give four fifths. That a word
 * occurs says more than how often (BM25's own 1.2 would give less than half for the first).
 */
const SATURATION = 0.5;

/**
 * What each term of a query says, in nats: the rarer in the store, the more; the most, where the store doesn't have it. Unlike
 * BM25's weights these never get to 0, not even in a store of a single chunk.
 */
export function termWeights(db: DatabaseSync, terms: readonly string[]): readonly number[] {
  const { chunks, having } = termCounts(db);
  return terms.map((term) => Math.log(1 + chunks / (1 + having(term))));
}

/**
 * How well a passage answers a query, 0 to 1: the share that its words carry of all that the query's words say. It depends on
 * nothing else that was found, so it can be compared between searches and stores, and with a threshold. 0: none of the words;
 * two thirds: each of them once.
 * @param hits what stands on each of its lines
 */
export function relevance(hits: readonly (readonly TermHit[])[], weights: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const { term } of hits.flat()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const carried = Array.from(counts, ([term, count]) => ((weights[term] ?? 0) * count) / (count + SATURATION));
  return carried.reduce((sum, each) => sum + each, 0) / total;
}
