import { join } from 'node:path';
import type { Log } from '../types/log.ts';
import { createLocalStore } from './localStore.ts';
import type { VectorStore } from './vectorStore.ts';

export interface KnowledgeOptions {
  /** Where the stores' files lie: absolute; made where it doesn't exist. */
  readonly dir: string;
  /** Absolute path of the worker's script, which a bundle can't find by itself. */
  readonly worker: string;
  readonly log: Log;
}

/** All vector stores of a data directory. */
export interface Knowledge {
  /** The store of this id (letters, digits, `_` and `-`); its file, `<id>.db`, is opened when it is first used. */
  store(id: string): VectorStore;
  close(): Promise<void>;
}

export function createKnowledge({ dir, worker, log }: KnowledgeOptions): Knowledge {
  const stores = new Map<string, VectorStore>();
  return {
    store(id) {
      if (!/^[\w-]+$/.test(id)) throw new Error(`“${id}” is no id of a store.`);
      const store = stores.get(id) ?? createLocalStore(join(dir, `${id}.db`), worker, log);
      stores.set(id, store);
      return store;
    },
    async close() {
      await Promise.all([...stores.values()].map((store) => store.close()));
    },
  };
}
