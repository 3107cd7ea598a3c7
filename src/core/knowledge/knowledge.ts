import { join } from 'node:path';
import type { Journal } from '../disk/journal.ts';
import type { Log } from '../types/log.ts';
import { createLocalStore } from './stores/local/store.ts';
import { outline } from './index/outline.ts';
import { removeStoreFile } from './index/storeFile.ts';
import type { LocalStore } from './localStore.ts';
import { NO_REMOTE, type RemoteFiles } from './remoteFiles.ts';

export interface KnowledgeOptions {
  /** Where the stores' files lie: absolute; made where it doesn't exist. */
  readonly dir: string;
  /** Absolute path of the worker's script, which a bundle can't find by itself. */
  readonly worker: string;
  /** What fits the file system; `wal` where left out. */
  journal?(): Journal;
  /** Files that are not on disk; left out: there are none. */
  readonly remote?: RemoteFiles;
  readonly log: Log;
}

/** All vector stores of a data directory. */
export interface Knowledge {
  /**
   * The store of this id (letters, digits, `_` and `-`); its file, `<id>.db`, is opened when it is first used.
   * @param root where the store is that of a folder: its absolute path, by which the store's files are known
   */
  store(id: string, root?: string): LocalStore;
  /** Calls back with the id of a store whose file turns out to be damaged or gone. */
  onDamaged(listener: (id: string) => void): void;
  /** What is in a folder of this machine, see `index/outline.ts`. @param folder absolute */
  outline(folder: string): ReturnType<typeof outline>;
  /** Deletes a store, with its file. */
  delete(id: string): Promise<void>;
  close(): Promise<void>;
}

export function createKnowledge({ dir, worker, journal = () => 'wal', remote = NO_REMOTE, log }: KnowledgeOptions): Knowledge {
  const stores = new Map<string, LocalStore>();
  const damagedListeners: ((id: string) => void)[] = [];
  const fileOf = (id: string) => {
    if (!/^[\w-]+$/.test(id)) throw new Error(`“${id}” is no id of a store.`);
    return join(dir, `${id}.db`);
  };
  return {
    store(id, root) {
      const known = stores.get(id);
      if (known) return known;
      const store = createLocalStore({ file: fileOf(id), vectors: join(dir, 'embeddings.sqlite'), script: worker, root: root ?? null, journal, remote, log });
      stores.set(id, store);
      store.onDamaged(() => {
        for (const listener of damagedListeners) listener(id);
      });
      return store;
    },
    onDamaged: (listener) => void damagedListeners.push(listener),
    outline,
    async delete(id) {
      const store = stores.get(id);
      stores.delete(id);
      await store?.close();
      await removeStoreFile(fileOf(id));
    },
    async close() {
      await Promise.all([...stores.values()].map((store) => store.close()));
    },
  };
}
