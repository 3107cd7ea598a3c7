import type { Passage } from '../../types/citation.ts';
import { withinTokens } from '../../types/passageText.ts';
import type { SearchOptions, VectorStore } from '../vectorStore.ts';

/** The best passages of several stores, best first; each store's come in its own order. */
export async function searchAll(stores: readonly Pick<VectorStore, 'search'>[], query: string, options: SearchOptions): Promise<readonly Passage[]> {
  const found = await Promise.all(stores.map((store) => store.search(query, options)));
  if (found.length === 1) return found.flat();
  return withinTokens(merged(found).slice(0, options.limit), options.tokens ?? Infinity);
}

/**
 * Several lists as one. What a store knows of its files is in its order; how it stands beside other stores is told by what can be compared between
 * them: the share of the question's words, and where there are vectors how near a passage is to what it means, which counts as much. The store that
 * has the best of what is left comes next.
 */
function merged(lists: readonly (readonly Passage[])[]): readonly Passage[] {
  const cosines = lists.flat().flatMap(({ nearness }) => nearness ?? []);
  const [least, most] = [Math.min(...cosines), Math.max(...cosines)];
  const worth = ({ score, nearness = least }: Passage) => score + (most > least ? (nearness - least) / (most - least) : 0);
  const left = lists.map((passages) => ({ passages, best: bestFrom(passages.map(worth)), next: 0 }));
  return Array.from({ length: lists.flat().length }, () => {
    const first = left.reduce((a, b) => ((b.best[b.next] ?? -1) > (a.best[a.next] ?? -1) ? b : a));
    return first.passages[first.next++];
  }).filter((passage) => passage !== undefined);
}

/** Of each number the greatest from there to the end. */
function bestFrom(numbers: readonly number[]): readonly number[] {
  const best: number[] = [];
  for (const number of numbers.toReversed()) best.unshift(Math.max(number, best[0] ?? number));
  return best;
}
