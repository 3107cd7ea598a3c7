import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseSync } from 'node:sqlite';
import { faultOf } from './fault.ts';
import { LOCKING } from './connection.ts';
import { makeCopy, quickCheck } from './makeCopy.ts';
import { migrateKeeping } from './schema.ts';
import type { Task, TaskEnd } from './task.ts';

// What takes as long as a whole file takes to be read and written: on the editor's thread everything would wait for it.

/** A lock is waited for here without harm: as long as another window's copy or migration may take. In milliseconds. */
const BUSY_TIMEOUT = 30_000;

function perform({ kind, path, copies, journal }: Task): void {
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  try {
    db.exec(LOCKING[journal]);
    if (kind === 'check') quickCheck(db);
    else if (kind === 'migrate') migrateKeeping(db, () => makeCopy(db, copies));
    else if (db.prepare('select exists(select 1 from threads) as there').get()?.['there'] === 1) makeCopy(db, copies);
  } finally {
    db.close();
  }
}

let end: TaskEnd = null;
try {
  perform(workerData as Task);
} catch (error) {
  end = faultOf(error);
}
parentPort?.postMessage(end);
