import { t } from '@vscode/l10n';
import { searchAll } from '../knowledge/search/searchAll.ts';
import type { VectorStore } from '../knowledge/vectorStore.ts';
import type { Advice } from '../types/advice.ts';
import { DocentError } from '../types/errors.ts';
import { WORKSPACE } from '../types/vectorStore.ts';
import { textArgument, type Tool, type ToolContext } from './tool.ts';

/** Passages a call brings where the assistant doesn't say, as long as they have room: what OpenAI's own search brings. */
const LIMIT = 20;
/** Tokens of them: what is further down the ranking seldom answers, and costs time and money. The room may be smaller. */
const TOKENS = 6_000;
/** The call itself, and what stands around the passages. */
const AROUND_TOKENS = 60;

/** What a search that found nothing gives an index that is being built: most are in that time. In milliseconds. */
const BUILDING_MS = 60_000;

type Searched = Pick<VectorStore, 'search' | 'status'>;

export interface SearchParts {
  /** The store with an id, or `workspace` for that of the open folders. */
  storeOf(id: string): Searched | Promise<Searched>;
  /** How many files of these stores are still being read. */
  unread(ids: readonly string[]): Promise<number>;
  /** Resolves when the open folders' index that is being built or built again is ready; null where none is. */
  building(): Promise<void> | null;
}

/** Searches the vector stores of the assistant and of the thread as one. */
export function createFileSearch({ storeOf, unread, building }: SearchParts): Tool {
  return {
    definition: {
      name: 'file_search',
      description: 'Searches the files that this assistant knows; gives numbered passages to cite.',
      parameters: {
        type: 'object',
        properties: { query: { type: 'string', description: 'Words, identifiers or a question' } },
        required: ['query'],
      },
      strict: null,
    },
    itemType: 'file_search_call',
    sideEffects: false,
    async run(args, context) {
      const { assistant, signal, advice, waitFor, room } = context;
      const query = textArgument(args, 'query');
      // eslint-disable-next-line messages/told -- a model reads it
      if (!query) throw new DocentError('bad_arguments', 'file_search needs a “query”.');
      const ids = storesOf(context);
      const stores = await Promise.all(ids.map((id) => storeOf(id)));
      // Before the search: what is read meanwhile it may have missed.
      const missed = await unread(ids);
      const settings = assistant.tools.find((tool) => tool.type === 'file_search');
      const limit = settings?.maxResults ?? null;
      const free = await room();
      const tokens = free === null ? TOKENS : Math.min(free - AROUND_TOKENS, limit === null ? TOKENS : Infinity);
      const search = () =>
        searchAll(stores, query, {
          limit: limit ?? LIMIT,
          tokens,
          scoreThreshold: settings?.scoreThreshold ?? 0,
          signal,
          by: ids.every((id) => id === WORKSPACE) ? 'files' : 'passages',
          ...(settings?.filter && { filter: settings.filter }),
        });
      const built = () => (ids.includes(WORKSPACE) ? building() : null);
      let isBuilding = built() !== null;
      let passages = await search();
      // Asked again: it is the search that finds out that the index is damaged.
      const ready = passages.length === 0 ? built() : null;
      if (ready) {
        await waitFor(within(ready, BUILDING_MS, signal), t('Waiting for the index to be built'));
        isBuilding = built() !== null;
        passages = await search();
      }
      // The search may have found out that a store is damaged, whose files are read again now.
      const unreadNow = missed > 0 || passages.length > 0 ? missed : await unread(ids);
      if (passages.length === 0 && !isBuilding && unreadNow === 0 && ids.includes(WORKSPACE)) await explain(await storeOf(WORKSPACE), advice);
      const notes = [...(unreadNow > 0 ? [noteOf(unreadNow)] : []), ...(isBuilding ? [BUILDING] : [])];
      return { type: 'passages', passages, ...(notes.length > 0 && { note: notes.join(' ') }) };
    },
  };
}

/** The stores of assistant and thread. @throws DocentError `no_stores` */
export function storesOf({ assistant, thread }: Pick<ToolContext, 'assistant' | 'thread'>): readonly string[] {
  const ids = [...new Set([...assistant.toolResources.vectorStores, ...thread.toolResources.vectorStores])];
  if (ids.length === 0) throw new DocentError('no_stores', t('There are no files to search: neither the assistant nor the thread has a vector store.'));
  return ids;
}

const BUILDING = t('The index of the workspace is still being built; what is not in it yet may be missing here.');

/** Waits, but no longer than so many milliseconds. @throws what `signal` was aborted with */
async function within(work: Promise<void>, ms: number, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
  const ended = Promise.withResolvers<void>();
  const end = () => ended.resolve();
  limit.addEventListener('abort', end);
  await Promise.race([work, ended.promise]);
  limit.removeEventListener('abort', end);
  signal.throwIfAborted();
}

function noteOf(missed: number): string {
  return missed === 1 ? t('1 file is still being read; what it says may be missing here.') : t('{0} files are still being read; what they say may be missing here.', missed);
}

/** Nothing was found: because there is nothing? */
async function explain(store: Searched, advice: Advice): Promise<void> {
  const { files, syncedAt } = await store.status();
  if (files > 0) return;
  if (syncedAt !== null) throw new DocentError('nothing_indexed', t('There are no files here that can be indexed.'));
  const { message, action } = advice.nothingIndexed();
  throw new DocentError('index_empty', message, action);
}
