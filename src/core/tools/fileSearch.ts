import type { VectorStore } from '../knowledge/vectorStore.ts';
import { DocentError } from '../types/errors.ts';
import type { Thread } from '../types/thread.ts';
import { textArgument, type Tool } from './tool.ts';

/** Passages a call brings: about 5,000 tokens of 40-line chunks, which small local models still take. */
const LIMIT = 10;

/** Searches the files that are indexed for the thread's workspace. */
export function createFileSearch(storeOf: (thread: Thread) => VectorStore): Tool {
  return {
    definition: {
      name: 'file_search',
      description: 'Searches the indexed files of the workspace and returns numbered passages. Cite them by number.',
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
    async run(args, { thread, signal }) {
      const query = textArgument(args, 'query');
      if (!query) throw new DocentError('bad_arguments', 'file_search needs a “query”.');
      const store = storeOf(thread);
      const passages = await store.search(query, { limit: LIMIT, signal });
      if (passages.length === 0) await explain(store);
      return { type: 'passages', passages };
    },
  };
}

/** Nothing was found: because there is nothing? */
async function explain(store: VectorStore): Promise<void> {
  const { files, syncedAt } = await store.status();
  if (files > 0) return;
  if (syncedAt !== null) throw new DocentError('nothing_indexed', 'This workspace has no files that can be indexed.');
  throw new DocentError('index_empty', 'No files are indexed yet: index the workspace first.', 'indexWorkspace');
}
