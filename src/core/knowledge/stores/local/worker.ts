import { parentPort } from 'node:worker_threads';

// The entry of both threads of a store and, started as a process, of the one in which documents are read: one bundle for all three.

void (parentPort ? import('./roles.ts') : import('../../reading/process.ts'));
