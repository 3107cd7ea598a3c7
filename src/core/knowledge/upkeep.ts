import { errorInfo } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import type { SourceFolder, VectorStore } from './vectorStore.ts';

/** Keeps a store in step with its folders where nobody watches them: it looks when somebody is about to search. */
export interface Upkeep {
  /** Resolves when the store says what the folders said at this moment, or when `signal` aborts: the work itself goes on. */
  fresh(signal: AbortSignal): Promise<void>;
  /** Ends the work at hand. */
  close(): Promise<void>;
}

/** Keeps a store up to date with its folders: one sync at a time, and what is asked for meanwhile comes after it. A failure goes to the log alone. */
export function createUpkeep(store: Pick<VectorStore, 'sync'>, folders: readonly SourceFolder[], log: Log): Upkeep {
  const abort = new AbortController();
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function start(): Promise<void> {
    next = null;
    const work = store
      .sync(folders, { exclude: [], signal: abort.signal })
      .then(
        ({ added, updated, removed, ms }) => {
          if (added + updated + removed > 0) log.info(`The workspace's index: ${added} files added, ${updated} updated, ${removed} removed in ${ms} ms.`);
        },
        (error: unknown) => log.warn(`The workspace could not be indexed: ${errorInfo(error).message}`),
      )
      .finally(() => {
        if (running === work) running = null;
      });
    running = work;
    return work;
  }

  return {
    async fresh(signal) {
      // Work that is under way may have passed what changed since; all who come meanwhile share the one after it.
      const work = running ? (next ??= running.then(start)) : start();
      if (signal.aborted) return;
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
        void work.then(resolve);
      });
    },
    async close() {
      abort.abort();
      await (next ?? running);
    },
  };
}
