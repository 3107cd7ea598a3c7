import type { FileObject } from 'openai/resources/files';
import type { VectorStoreFile } from 'openai/resources/vector-stores/files';
import type { VectorStore } from 'openai/resources/vector-stores/vector-stores';
import type { Line } from './line.ts';

/** What OpenAI gives at once, at most. */
const PAGE = 100;
const FILES_PAGE = 10_000;

/** All files of a store, oldest first. */
export function storeFiles(line: Line, storeId: string, signal: AbortSignal): Promise<readonly VectorStoreFile[]> {
  return all(signal, (after) => line.ask((client) => client.vectorStores.files.list(storeId, { limit: PAGE, order: 'asc', ...after }, { signal }), { signal }));
}

/** The files that were put in together. */
export function batchFiles(line: Line, storeId: string, batchId: string, signal: AbortSignal): Promise<readonly VectorStoreFile[]> {
  return all(signal, (after) => line.ask((client) => client.vectorStores.fileBatches.listFiles(batchId, { vector_store_id: storeId, limit: PAGE, order: 'asc', ...after }, { signal }), { signal }));
}

/** All uploaded files of a project, oldest first. */
export function uploadedFiles(line: Line, signal: AbortSignal): Promise<readonly FileObject[]> {
  return all(signal, (after) => line.ask((client) => client.files.list({ limit: FILES_PAGE, order: 'asc', ...after }, { signal }), { signal }));
}

/** All vector stores of the account, the oldest first. @throws what `Line.ask` throws */
export function vectorStores(line: Line, signal: AbortSignal): Promise<readonly VectorStore[]> {
  return all(signal, (after) => line.ask((client) => client.vectorStores.list({ limit: PAGE, order: 'asc', ...after }, { signal }), { signal }));
}

interface PageOf<T> {
  readonly data: readonly T[];
  readonly has_more?: boolean;
}

/** Page after page, each asked for by itself: one that fails is asked for again, and not all of them. */
export async function all<T extends { readonly id: string }>(signal: AbortSignal, page: (after: { readonly after?: string }) => Promise<PageOf<T>>): Promise<readonly T[]> {
  const found = new Map<string, T>();
  for (let last: string | null = null; ; ) {
    signal.throwIfAborted();
    const { data, has_more: more } = await page(last === null ? {} : { after: last });
    for (const each of data) found.set(each.id, each);
    const end = data.at(-1)?.id ?? null;
    if (more !== true || end === null || end === last) return [...found.values()];
    last = end;
  }
}
