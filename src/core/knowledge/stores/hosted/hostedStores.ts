import type { HostedStoreRows } from '../../../data/hostedStores.ts';
import type { Ledger } from '../../../data/ledger.ts';
import type { HostedFile, HostedStore, HostedWork } from '../../../types/hosted.ts';

/** The vector stores at OpenAI, or where else its API is, that Docent uses. Only what says so connects to them. */
export interface HostedStores {
  /** Those in use, in the order in which they came to be. Connects to nobody. */
  list(): Promise<readonly HostedStore[]>;
  get(id: string): Promise<HostedStore | null>;
  /** The files that Docent put into a store, as the ledger has them. Connects to nobody. */
  files(id: string): Promise<readonly HostedFile[]>;
  /** What is being done to a store in this process; null for nothing. */
  work(id: string): HostedWork | null;
  /** Calls back with the id of a store when it, its files or the work on it have changed in this process. @returns what ends that */
  subscribe(listener: (id: string) => void): () => void;
  /** Makes a store the one that is searched, in place of the index on this machine, in chats of a workspace; null: the index is searched again. */
  choose(workspace: string, id: string | null): Promise<void>;
  /** Does not use a store any more; it and its files stay where they are. */
  forget(id: string): Promise<void>;
}

export interface HostedStoresParts {
  readonly rows: HostedStoreRows;
  readonly ledger: Ledger;
}

export function createHostedStores({ rows, ledger }: HostedStoresParts): HostedStores {
  const listeners = new Set<(id: string) => void>();
  const works = new Map<string, HostedWork>();
  const changed = (id: string) => {
    for (const listener of listeners) listener(id);
  };

  return {
    list: rows.list,
    get: rows.get,
    files: (id) => ledger.files({ storeId: id }),
    work: (id) => works.get(id) ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async choose(workspace, id) {
      for (const store of await rows.list()) {
        const others = store.searchedIn.filter((each) => each !== workspace);
        const searchedIn = store.id === id ? [...others, workspace] : others;
        if (searchedIn.length === store.searchedIn.length && store.id !== id) continue;
        await rows.update(store.id, { searchedIn });
        changed(store.id);
      }
    },
    async forget(id) {
      await rows.delete(id);
      changed(id);
    },
  };
}
