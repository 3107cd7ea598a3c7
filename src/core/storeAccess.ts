import type { KeptData } from './data/dataDirectory.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import type { HostedStores } from './knowledge/stores/hosted/hostedStores.ts';
import type { VectorStores } from './knowledge/stores/uploads/vectorStores.ts';
import type { VectorStore } from './knowledge/vectorStore.ts';
import { isTrouble } from './types/dataState.ts';
import { WORKSPACE } from './types/vectorStore.ts';
import type { Workspace } from './workspace.ts';

/** What runs ask of a store, wherever it is. */
export interface StoreAccess {
  /** What is searched under an id: for the workspace's, the store that its user has chosen. */
  searched(id: string): Promise<Pick<VectorStore, 'search' | 'status'>>;
  /** What is read on in: of the workspace always its own files. */
  read(id: string): Promise<Pick<VectorStore, 'find' | 'text'>>;
  /** Those of uploaded files, as far as these are some. */
  readonly uploads: Pick<VectorStores, 'use' | 'unread' | 'settled'>;
}

export interface StoreAccessParts {
  readonly data: Pick<KeptData, 'state'>;
  readonly workspace: Workspace;
  readonly knowledge: Knowledge;
  readonly hosted: HostedStores;
  readonly vectorStores: VectorStores;
}

export function createStoreAccess({ data, workspace, knowledge, hosted, vectorStores }: StoreAccessParts): StoreAccess {
  async function uploadsOf(ids: readonly string[]): Promise<readonly string[]> {
    // The workspace's is read by another way, and can be searched without the data.
    const named = ids.filter((id) => id !== WORKSPACE);
    const found = await Promise.all(named.map(async (id) => ((await hosted.get(id)) ? [] : [id])));
    return found.flat();
  }

  return {
    async searched(id) {
      if (id !== WORKSPACE) return (await hosted.searched(id)) ?? knowledge.store(id);
      // Where the data can't be used, the index can.
      if (isTrouble(data.state)) return workspace.store;
      const chosen = await hosted.searchedIn(await workspace.id());
      return (chosen && (await hosted.searched(chosen.id))) ?? workspace.store;
    },
    read: async (id) => (id === WORKSPACE ? workspace.store : ((await hosted.searched(id)) ?? knowledge.store(id))),
    uploads: {
      use: async (ids) => vectorStores.use(await uploadsOf(ids)),
      async unread(ids) {
        const uploads = await uploadsOf(ids);
        return uploads.length > 0 ? vectorStores.unread(uploads) : 0;
      },
      settled: async (ids, signal) => vectorStores.settled(await uploadsOf(ids), signal),
    },
  };
}
