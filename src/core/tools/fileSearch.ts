import { searchAll } from '../knowledge/search/searchAll.ts';
import type { VectorStore } from '../knowledge/vectorStore.ts';
import { DocentError } from '../types/errors.ts';
import { fileCount } from '../text/fileCount.ts';
import type { Thread } from '../types/thread.ts';
import { WORKSPACE } from '../types/vectorStore.ts';
import { textArgument, type Tool } from './tool.ts';

/** Passages a call brings where the assistant doesn't say, as long as they have room: what OpenAI's own search brings. */
const LIMIT = 20;
/** Tokens of them: what is further down the ranking seldom answers, and costs time and money. The room may be smaller. */
const TOKENS = 6_000;
/** The call itself, and what stands around the passages. */
const AROUND_TOKENS = 60;

/**
 * Searches the vector stores of the assistant and of the thread as one.
 * @param storeOf the store with an id, or `workspace` for the one of the thread's workspace
 * @param unread how many files of these stores are still being read
 */
export function createFileSearch(
  storeOf: (id: string, thread: Thread) => VectorStore,
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
    async run(args, { assistant, thread, signal, room }) {
      const query = textArgument(args, 'query');
      if (!query) throw new DocentError('bad_arguments', 'file_search needs a “query”.');
      const ids = [...new Set([...assistant.toolResources.vectorStores, ...thread.toolResources.vectorStores])];
      if (ids.length === 0) throw new DocentError('no_stores', 'There are no files to search: neither the assistant nor the thread has a vector store.');
      const stores = ids.map((id) => storeOf(id, thread));
      // Before the search: what is read meanwhile it may have missed.
      const missed = await unread(ids);
      const settings = assistant.tools.find((tool) => tool.type === 'file_search');
      const limit = settings?.maxResults ?? null;
      const free = await room();
      const tokens = free === null ? TOKENS : Math.min(free - AROUND_TOKENS, limit === null ? TOKENS : Infinity);
      const passages = await searchAll(stores, query, {
        limit: limit ?? LIMIT,
        tokens,
        scoreThreshold: settings?.scoreThreshold ?? 0,
        signal,
        by: ids.every((id) => id === WORKSPACE) ? 'files' : 'passages',
      });
      if (passages.length === 0 && ids.includes(WORKSPACE)) await explain(storeOf(WORKSPACE, thread));
      return { type: 'passages', passages, ...(missed > 0 && { note: noteOf(missed) }) };
    },
  };
}

function noteOf(missed: number): string {
  return `${fileCount(missed)} ${missed === 1 ? 'is' : 'are'} still being read; what ${missed === 1 ? 'it says' : 'they say'} may be missing here.`;
}

/** Nothing was found: because there is nothing? */
async function explain(store: VectorStore): Promise<void> {
  const { files, syncedAt } = await store.status();
  if (files > 0) return;
  if (syncedAt !== null) throw new DocentError('nothing_indexed', 'This workspace has no files that can be indexed.');
  throw new DocentError('index_empty', 'No files are indexed yet: index the workspace first.', 'indexWorkspace');
}
