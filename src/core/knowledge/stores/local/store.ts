import { Worker } from 'node:worker_threads';
import type { Journal } from '../../../disk/journal.ts';
import type { Contract, Handlers } from '../../../../rpc.ts';
import { DocentError } from '../../../types/errors.ts';
import type { Log } from '../../../types/log.ts';
import type { OwnerContract, SearcherContract, Stop, StoreData, WriterContract } from './contract.ts';
import { createThread, YOUNG_GENERATION, type Thread } from './thread.ts';
import { embedTexts } from '../../embedding.ts';
import type { LocalStore } from '../../localStore.ts';
import { restrained, type RemoteFiles } from '../../remoteFiles.ts';
import type { SyncProgress } from '../../vectorStore.ts';

/** Far above what indexing takes (some 200 MB); a document that wants more ends its thread, not the whole process. In MB. */
const MEMORY_LIMIT = 1024;

export interface LocalStoreOptions {
  /** Absolute path of the store's file. */
  readonly file: string;
  /** The file of all stores' vectors, absolute. */
  readonly vectors: string;
  /** The worker's, absolute. */
  readonly script: string;
  /** The folder that the store is of; null for uploaded files. */
  readonly root: string | null;
  /** Asked for when the file is opened. */
  journal(): Journal;
  readonly remote: RemoteFiles;
  readonly log: Log;
}

/** A vector store in one SQLite file on this machine. */
export function createLocalStore({ file, vectors, script, root, journal, remote, log }: LocalStoreOptions): LocalStore {
  const damagedListeners = new Set<() => void>();
  /** Aborts with the sync that is under way. */
  let ended: AbortSignal | null = null;
  let onProgress: ((progress: SyncProgress) => void) | undefined;
  function onDamaged(message: string): void {
    log.warn(message);
    for (const listener of damagedListeners) listener();
  }
  const handlers = ({ list, stat, read }: RemoteFiles): Handlers<OwnerContract> => ({
    requests: { listRemote: list, statRemote: stat, readRemote: read },
    events: { progress: (progress) => onProgress?.(progress), damaged: onDamaged },
  });
  const start = (role: StoreData['role']) => () => {
    const workerData: StoreData = { role, script, file, vectors, root, journal: journal() };
    return new Worker(script, { workerData, resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT, maxYoungGenerationSizeMb: YOUNG_GENERATION } });
  };
  const writer = createThread<OwnerContract, WriterContract>(start('writer'), handlers(restrained(remote, () => ended)), log);
  const searcher = createThread<OwnerContract, SearcherContract>(start('searcher'), handlers(restrained(remote, () => null)), log);

  const writing = asked(writer, searcher);
  const searching = asked(searcher, writer);

  let turn: Promise<unknown> = Promise.resolve();
  /** The writer does one thing at a time, in the order asked. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    // Only the order matters here: whoever asked gets the error.
    turn = result.catch(() => undefined);
    return result;
  }

  const unembedded: LocalStore['unembedded'] = (key) => inTurn(() => writing('unembedded', { key }));
  const texts: LocalStore['texts'] = (chunks) => searching('texts', { chunks });
  const keepVectors: LocalStore['keepVectors'] = (key, vectors) => inTurn(async () => void (await writing('keepVectors', { key, vectors })));

  return {
    unembedded,
    texts,
    keepVectors,
    embed: (embedder, options) => embedTexts({ unembedded, texts, keepVectors }, embedder, options),
    sync: (folders, { exclude, allowed = [], history = true, paths = null, again = false, ...options }) =>
      inTurn(async () => {
        onProgress = options.onProgress;
        ended = options.signal ?? null;
        try {
          return await stoppable(options.signal, (stop) => writing('sync', { folders, exclude, allowed, history, paths, again, stop }));
        } finally {
          onProgress = undefined;
          ended = null;
        }
      }),
    put: (document, { signal } = {}) =>
      inTurn(async () => {
        const size = await stoppable(signal, (stop) => writing('put', { document, stop }));
        if (size) return size;
        throw new DOMException('The document was not put in.', 'AbortError');
      }),
    remove: (ids) => inTurn(async () => void (await writing('remove', { ids }))),
    setAttributes: (id, attributes) => inTurn(async () => void (await writing('setAttributes', { id, attributes }))),
    clear: () => inTurn(async () => void (await writing('clear', null))),
    search: (query, { signal, ...options }) => searching('search', { query, ...options }, signal),
    concerns: (folders, { exclude, paths }) => searching('concerns', { folders, exclude, paths }),
    locate: (params) => searching('locate', params),
    find: (path) => searching('find', { path }),
    contents: () => searching('contents', null),
    files: (page) => searching('files', page),
    text: (fileId) => searching('text', { fileId }),
    status: () => searching('status', null),
    list: (folder, limit) => searching('list', { folder, limit }),
    details: (fileId) => searching('details', { fileId }),
    walk: (folder, exclude) => searching('walk', { folder, exclude }),
    onDamaged(listener) {
      damagedListeners.add(listener);
      return () => void damagedListeners.delete(listener);
    },
    async close() {
      await Promise.all([writer.close(), searcher.close()]);
    },
  };
}

/**
 * Asks a thread. On Windows a damaged file can't be moved aside while the other thread has it open: then that one lets go of it, and the
 * thread is asked once more.
 */
function asked<C extends Contract>(thread: Thread<C>, other: Pick<Thread<Contract>, 'release'>): Thread<C>['request'] {
  return async (name, params, signal) => {
    try {
      return await thread.request(name, params, signal);
    } catch (error) {
      if (!(error instanceof DocentError) || error.code !== 'index_in_use') throw error;
      await other.release();
      return await thread.request(name, params, signal);
    }
  };
}

/** Does work that ends soon after `signal` has aborted, once the thread has seen the flag. */
async function stoppable<T>(signal: AbortSignal | undefined, work: (stop: Stop) => Promise<T>): Promise<T> {
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const onAbort = () => Atomics.store(stop, 0, 1);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort);
  try {
    return await work(stop);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
