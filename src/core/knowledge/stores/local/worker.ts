import { parentPort, workerData } from 'node:worker_threads';

// The entry of the threads of a store and, started as a process, of the one in which documents are read: one bundle for all of them.

if (!parentPort) void import('../../reading/process.ts');
else if (workerData === null) void import('./readAlong.ts');
else void import('./roles.ts');
