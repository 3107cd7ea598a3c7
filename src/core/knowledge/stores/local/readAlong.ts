import { parentPort } from 'node:worker_threads';
import { connect } from '../../../../rpc.ts';
import { readBatch } from '../../index/readBatch.ts';
import type { ReaderContract } from './contract.ts';
import { threadPort } from './thread.ts';

// The thread that reads what the writer of a store writes meanwhile, where there is a processor for each.

if (!parentPort) throw new Error('This is run in a worker thread.');
connect<ReaderContract, Record<'requests' | 'events', Record<never, never>>>(threadPort(parentPort), { requests: { read: ({ files, secrets }) => readBatch(files, secrets) }, events: {} });
