import { Worker } from 'node:worker_threads';
import type { Log } from '../types/log.ts';
import type { OwnerContract, SearcherContract, WorkerData, WriterContract } from './contract.ts';
import { createThread } from './thread.ts';
import type { SyncProgress, VectorStore } from './vectorStore.ts';

/** Far above what indexing takes (some 200 MB); a document that wants more ends its thread, not the whole process. In MB. */
const MEMORY_LIMIT = 1024;

/** A vector store in one SQLite file on this machine. @param script the worker's, absolute */
export function createLocalStore(file: string, script: string, log: Log): VectorStore {
  let onProgress: ((progress: SyncProgress) => void) | undefined;
  const handlers = {
    requests: {},
    events: { progress: (progress: SyncProgress) => onProgress?.(progress), warning: (message: string) => log.warn(message) },
  };
  const start = (role: WorkerData['role']) => () => {
    const workerData: WorkerData = { role, file };
    return new Worker(script, { workerData, resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT } });
  };
  const writer = createThread<OwnerContract, WriterContract>(start('writer'), handlers, log);
  const searcher = createThread<OwnerContract, SearcherContract>(start('searcher'), handlers, log);

  let turn: Promise<unknown> = Promise.resolve();
  /** The writer does one thing at a time, in the order asked. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    // Only the order matters here: whoever asked gets the error.
    turn = result.catch(() => undefined);
    return result;
  }

  return {
    sync: (folders, options) =>
      inTurn(async () => {
        const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
        const onAbort = () => Atomics.store(stop, 0, 1);
        if (options.signal?.aborted) onAbort();
        options.signal?.addEventListener('abort', onAbort);
        onProgress = options.onProgress;
        try {
          return await writer.request('sync', { folders, exclude: options.exclude, stop });
        } finally {
          onProgress = undefined;
          options.signal?.removeEventListener('abort', onAbort);
        }
      }),
    clear: () => inTurn(async () => void (await writer.request('clear', null))),
    search: (query, { limit, signal }) => searcher.request('search', { query, limit }, signal),
    text: (fileId) => searcher.request('text', { fileId }),
    status: () => searcher.request('status', null),
    async close() {
      await Promise.all([writer.close(), searcher.close()]);
    },
  };
}
