import type { StoreFileRows } from '../../../data/storeFiles.ts';
import type { VectorStore } from '../../vectorStore.ts';
import type { Passage } from '../../../types/citation.ts';
import type { Attributes, Filter } from '../../../types/vectorStore.ts';

export interface StoreQuery {
  /** What is asked for, in one or more ways. */
  readonly queries: readonly string[];
  /** At most so many passages. */
  readonly limit: number;
  readonly filter: Filter | null;
  /** 0 to 1. */
  readonly scoreThreshold: number;
}

/** A passage, with the attributes of its file. */
export interface Found extends Passage {
  readonly attributes: Attributes;
}

/** The best passages of a store for any of the queries, each once, best first. */
export async function searchStore(
  store: VectorStore,
  rows: StoreFileRows,
  storeId: string,
  { queries, limit, filter, scoreThreshold }: StoreQuery,
): Promise<readonly Found[]> {
  const options = { limit, scoreThreshold, by: 'passages', ...(filter && { filter }) } as const;
  const passages = (await Promise.all(queries.map((query) => store.search(query, options)))).flat();
  const best = new Map<string, Passage>();
  for (const passage of passages.toSorted((a, b) => b.score - a.score)) {
    const key = `${passage.file.id} ${passage.lines.start} ${passage.hash}`;
    if (!best.has(key)) best.set(key, passage);
  }
  const found = [...best.values()].slice(0, limit).map(async (passage): Promise<readonly Found[]> => {
    const file = await rows.get(storeId, passage.file.id);
    return file ? [{ ...passage, attributes: file.attributes }] : [];
  });
  return (await Promise.all(found)).flat();
}
