import { rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { connect, type Handlers, type Peer } from '../../rpc.ts';
import type { OwnerContract, SearcherContract, WorkerData, WriterContract } from './contract.ts';
import { clearRows } from './rows.ts';
import { search } from './search.ts';
import { status, text } from './status.ts';
import { createStoreFile, damagedName } from './storeFile.ts';
import { sync } from './sync.ts';
import { threadPort } from './thread.ts';

// The entry of both threads of a store: one writes and one searches, so that a search never waits for a sync.

if (!parentPort) throw new Error('This script is the entry of a worker thread.');
const port = threadPort(parentPort);
const { role, file }: WorkerData = workerData;
const store = createStoreFile(file, (message) => owner.notify('warning', message));

const writer: Handlers<WriterContract> = {
  requests: {
    sync: ({ folders, exclude, stop }) => {
      const stopped = () => Atomics.load(stop, 0) !== 0;
      return store.use((db) => sync(db, { folders, exclude, stopped, onProgress: (progress) => owner.notify('progress', progress) }));
    },
    clear: async () => {
      await store.use(clearRows);
      rmSync(damagedName(file), { force: true });
      return null;
    },
  },
  events: {},
};

const searcher: Handlers<SearcherContract> = {
  requests: {
    search: ({ query, limit }) => store.use((db) => search(db, query, limit)),
    text: ({ fileId }) => store.use((db) => text(db, fileId)),
    status: () => store.use((db) => status(db, file)),
  },
  events: {},
};

const owner: Peer<OwnerContract> = role === 'writer' ? connect(port, writer) : connect(port, searcher);
