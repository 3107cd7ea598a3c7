import type { Passage } from '../../types/citation.ts';
import { withinTokens } from '../../types/passageText.ts';
import type { SearchOptions, VectorStore } from '../vectorStore.ts';

/** The best passages of several stores, best first: their scores are comparable. One store alone keeps its own order. */
export async function searchAll(stores: readonly Pick<VectorStore, 'search'>[], query: string, options: SearchOptions): Promise<readonly Passage[]> {
  const found = await Promise.all(stores.map((store) => store.search(query, options)));
  if (found.length === 1) return found.flat();
  const best = found.flat().toSorted((a, b) => b.score - a.score).slice(0, options.limit);
  return withinTokens(best, options.tokens ?? Infinity);
}
