import { searchAll } from '../knowledge/search/searchAll.ts';
import type { VectorStore } from '../knowledge/vectorStore.ts';
import { fileCount } from '../text/fileCount.ts';
import type { Advice } from '../types/advice.ts';
import { DocentError } from '../types/errors.ts';
import { WORKSPACE } from '../types/vectorStore.ts';
import { textArgument, type Tool } from './tool.ts';

/** Passages a call brings where the assistant doesn't say: about 5,000 tokens of 40-line chunks, which small local models still take. */
const LIMIT = 10;

type Searched = Pick<VectorStore, 'search' | 'status'>;

/**
 * Searches the vector stores of the assistant and of the thread as one.
 * @param storeOf the store with an id, or `workspace` for that of the open folders
 * @param unread how many files of these stores are still being read
 */
export function createFileSearch(
  storeOf: (id: string) => Searched,
  unread: (ids: readonly string[]) => Promise<number>,
): Tool {
  return {
    definition: {
      name: 'file_search',
      description: 'Searches the files that this assistant knows and returns numbered passages. Cite them by number.',
      parameters: {
        type: 'object',
        properties: { query: { type: 'string', description: 'Words, identifiers or a question' } },
        required: ['query'],
        additionalProperties: false,
      },
      strict: null,
    },
    itemType: 'file_search_call',
    sideEffects: false,
    async run(args, { assistant, thread, signal, advice }) {
      const query = textArgument(args, 'query');
      if (!query) throw new DocentError('bad_arguments', 'file_search needs a “query”.');
      const ids = [...new Set([...assistant.toolResources.vectorStores, ...thread.toolResources.vectorStores])];
      if (ids.length === 0) throw new DocentError('no_stores', 'There are no files to search: neither the assistant nor the thread has a vector store.');
      const stores = ids.map(storeOf);
      // Before the search: what is read meanwhile it may have missed.
      const missed = await unread(ids);
      const settings = assistant.tools.find((tool) => tool.type === 'file_search');
      const passages = await searchAll(stores, query, {
        limit: settings?.maxResults ?? LIMIT,
        scoreThreshold: settings?.scoreThreshold ?? 0,
        signal,
        by: ids.every((id) => id === WORKSPACE) ? 'files' : 'passages',
      });
      if (passages.length === 0 && ids.includes(WORKSPACE)) await explain(storeOf(WORKSPACE), advice);
      return { type: 'passages', passages, ...(missed > 0 && { note: noteOf(missed) }) };
    },
  };
}

function noteOf(missed: number): string {
  return `${fileCount(missed)} ${missed === 1 ? 'is' : 'are'} still being read; what ${missed === 1 ? 'it says' : 'they say'} may be missing here.`;
}

/** Nothing was found: because there is nothing? */
async function explain(store: Searched, advice: Advice): Promise<void> {
  const { files, syncedAt } = await store.status();
  if (files > 0) return;
  if (syncedAt !== null) throw new DocentError('nothing_indexed', 'There are no files here that can be indexed.');
  throw new DocentError('index_empty', advice.nothingIndexed, 'indexWorkspace');
}
