import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { connect, type Handlers, type Peer } from '../../../../rpc.ts';
import type { OwnerContract, ReaderContract, SearcherContract, Stop, StoreData, WriterContract } from './contract.ts';
import { createReader } from '../../reading/reader.ts';
import { readDocument } from '../../index/readDocument.ts';
import { clearRows, refreshMoved, removeFiles, setAttributes, sizeOf, writeChanges } from '../../index/rows.ts';
import { locate } from '../../search/locate.ts';
import { search } from '../../search/search.ts';
import { details, list } from '../../index/listing.ts';
import { contents } from '../../index/contents.ts';
import { textsOf, unembedded } from '../../index/meanings.ts';
import { quantized } from '../../index/quantized.ts';
import { createVectors } from '../../index/vectors.ts';
import { files, find, status, text } from '../../index/status.ts';
import { createStoreFile, damagedName } from '../../index/storeFile.ts';
import { concerns } from '../../index/concerns.ts';
import { createSource } from '../../index/source.ts';
import { sync, type SyncJob } from '../../index/sync.ts';
import { walk } from '../../index/walk.ts';
import type { RemoteFiles } from '../../remoteFiles.ts';
import { createThread, threadPort, YOUNG_GENERATION } from './thread.ts';
import type { SyncProgress } from '../../vectorStore.ts';
import { handedDown } from '../../handedDown.ts';

// Both threads of a store: one writes and one searches, so that a search never waits for a sync.

if (!parentPort) throw new Error('This is run in a worker thread.');
const port = threadPort(parentPort);
const { role, script, file, vectors: vectorsFile, root, journal }: StoreData = workerData;
const extract = createReader(script, handedDown());
const vectors = createVectors(vectorsFile);
// Started when there is much to read, and ended with the sync.
const startAlong = () => new Worker(script, { workerData: null, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION } });
const along = createThread<Record<'requests' | 'events', Record<never, never>>, ReaderContract>(startAlong, { requests: {}, events: {} }, console);
const store = createStoreFile({ path: file, root, journal }, (message) => owner.notify('damaged', message));

const remote: RemoteFiles = {
  list: (folder) => owner.request('listRemote', folder),
  stat: (path) => owner.request('statRemote', path),
  read: (path) => owner.request('readRemote', path),
};

const writer: Handlers<WriterContract> = {
  requests: {
    sync: async ({ folders, exclude, allowed, history, paths, again, stop }) => {
      const onProgress = (progress: SyncProgress) => owner.notify('progress', progress);
      const readElsewhere: SyncJob['readElsewhere'] = (files, secrets) => along.request('read', { files, secrets });
      const job = { folders, exclude, allowed, history, extract, remote, readElsewhere, paths, again, stopped: () => isSet(stop), onProgress };
      const report = await store.use((db) => sync(db, job)).finally(() => along.release());
      // What is left undone, for whatever reason, is done after the next sync.
      settleMoves().catch(() => undefined);
      return report;
    },
    put: async ({ document, stop }) => {
      if (isSet(stop)) return null;
      const change = await readDocument(document, extract, () => isSet(stop));
      if (isSet(stop)) return null;
      await store.use((db) => writeChanges(db, [change]));
      return sizeOf(change);
    },
    remove: async ({ ids }) => {
      await store.use((db) => removeFiles(db, ids));
      return null;
    },
    setAttributes: async ({ id, attributes }) => {
      await store.use((db) => setAttributes(db, id, attributes));
      return null;
    },
    clear: async () => {
      await store.use(clearRows);
      rmSync(damagedName(file), { recursive: true, force: true });
      return null;
    },
    unembedded: ({ key }) => store.use((db) => unembedded(db, vectors, key)),
    keepVectors: async ({ key, vectors: embedded }) => {
      vectors.put(key, embedded.map(({ hash, vector }) => ({ hash, ...quantized(vector) })));
      return null;
    },
  },
  events: {},
};

const searcher: Handlers<SearcherContract> = {
  requests: {
    search: (params) => store.use((db) => search(db, params, vectors)),
    concerns: ({ folders, exclude, paths }) => store.use((db) => concerns(db, createSource(remote), folders, exclude, paths)),
    find: ({ path }) => store.use((db) => find(db, path)),
    files: (page) => store.use((db) => files(db, page)),
    locate: (params) => locate(params, remote),
    contents: () => store.use(contents),
    text: ({ fileId }) => store.use((db) => text(db, fileId)),
    texts: ({ chunks }) => store.use((db) => textsOf(db, chunks)),
    status: () => store.use((db) => status(db, file)),
    list: ({ folder, limit }) => store.use((db) => list(db, folder, limit)),
    details: ({ fileId }) => store.use((db) => details(db, fileId)),
    walk: async ({ folder, exclude }) => [...walk({ path: folder, prefix: '' }, exclude)],
  },
  events: {},
};

const owner: Peer<OwnerContract> = role === 'writer' ? connect(port, writer) : connect(port, searcher);

/** Piece by piece, so that no request waits for all of it. */
async function settleMoves(): Promise<void> {
  while (await store.use(refreshMoved)) await setImmediate();
}

function isSet(stop: Stop): boolean {
  return Atomics.load(stop, 0) !== 0;
}
