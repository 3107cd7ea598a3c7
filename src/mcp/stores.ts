import * as z from 'zod';
import { ALL } from '../core/data/page.ts';
import { DEFAULT_ASSISTANT } from '../core/assistants/default.ts';
import { fileCount } from '../core/text/fileCount.ts';
import type { Assistant } from '../core/types/assistant.ts';
import { DocentError } from '../core/types/errors.ts';
import type { Thread } from '../core/types/thread.ts';
import { WORKSPACE, type StoreInfo } from '../core/types/vectorStore.ts';
import { mcpTool, READS } from './tool.ts';
import type { McpParts } from './parts.ts';

/** Each store that is searched has threads of its own. */
const MOST_SEARCHED = 16;

/** How a model names where to look. */
export const STORES = z
  .array(z.string())
  .min(1)
  .max(MOST_SEARCHED)
  .optional()
  .describe('Ids of the vector stores to look in, as list_stores gives them; left out: the workspace, or all stores where there is none.');

type Parts = Pick<McpParts, 'docent' | 'folders'>;

/** The vector stores of uploaded files that can be searched, those that were used last first. */
export async function uploadStores({ docent }: Pick<Parts, 'docent'>): Promise<readonly StoreInfo[]> {
  const { data } = await docent.vectorStores.list(ALL);
  return data.filter(({ status }) => status !== 'expired').toSorted((a, b) => b.lastActiveAt - a.lastActiveAt);
}

/**
 * The ids of the stores in which a client looks.
 * @throws DocentError `store_missing` for one that is not there, `no_stores` where there is none
 */
export async function storesToSearch(named: readonly string[] | undefined, parts: Parts): Promise<readonly string[]> {
  const isWorkspace = parts.folders().length > 0;
  if (!named && isWorkspace) return [WORKSPACE];
  const there = new Set([...(isWorkspace ? [WORKSPACE] : []), ...(await uploadStores(parts)).map(({ id }) => id)]);
  if (there.size === 0) throw new DocentError('no_stores', 'There is nothing to search: no folder is given, and there is no vector store.');
  const missing = named?.find((id) => !there.has(id));
  if (missing !== undefined) throw new DocentError('store_missing', `There is no vector store “${missing}”; list_stores names those that there are.`);
  return [...new Set(named ?? there)].slice(0, MOST_SEARCHED);
}

/** Who searches these stores. @param limit passages that a search brings; null: as many as are of use */
export function searcherOf(stores: readonly string[], limit: number | null): { readonly assistant: Assistant; readonly thread: Thread } {
  return {
    assistant: { ...DEFAULT_ASSISTANT, tools: [{ type: 'file_search', maxResults: limit, scoreThreshold: null }], toolResources: { codeInterpreterFiles: [], vectorStores: stores } },
    thread: NO_THREAD,
  };
}

/** A search leaves nothing behind: it needs no thread, and none of what is kept. */
const NO_THREAD: Thread = {
  id: '',
  title: '',
  origin: 'mcp',
  workspace: '',
  toolResources: { codeInterpreterFiles: [], vectorStores: [] },
  createdAt: 0,
  updatedAt: 0,
  metadata: {},
};

const STORE = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  files: z.number().describe('Files that can be searched'),
  unread: z.number().describe('Files that are still being read'),
});

export const listStores = mcpTool({
  name: 'list_stores',
  title: 'List vector stores',
  description: 'Lists what can be searched: the index of the workspace’s folders, and vector stores of uploaded documents.',
  input: z.strictObject({}),
  output: z.object({ stores: z.array(STORE) }),
  annotations: READS,
  async run(_, parts) {
    const { docent, folders } = parts;
    const uploads = (await uploadStores(parts)).map(({ id, name, description, counts }) => ({ id, name, description, files: counts.completed, unread: counts.in_progress }));
    const workspace = folders().length === 0 ? [] : [{ id: WORKSPACE, name: 'Workspace', description: folders().join(', '), files: (await docent.workspace.store.status()).files, unread: 0 }];
    const stores = [...workspace, ...uploads];
    const lines = stores.map(({ id, name, description, files, unread }) => {
      const about = [name, description].filter(Boolean).join(': ');
      return `${id}: ${[about, fileCount(files), unread > 0 ? `${unread} still being read` : ''].filter(Boolean).join(', ')}`;
    });
    return { content: [{ type: 'text', text: lines.join('\n') || 'There is no vector store.' }], structuredContent: { stores } };
  },
});
