import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseSync } from 'node:sqlite';
import { faultOf } from './fault.ts';
import { LOCKING } from './connection.ts';
import { makeCopy, quickCheck } from './makeCopy.ts';
import { migrateKeeping } from './schema.ts';
import type { Task, TaskEnd } from './task.ts';
import { searchThreads, type FoundThread } from './threadSearch.ts';

// What takes as long as a whole file takes to be read and written: on the editor's thread everything would wait for it.

/** A lock is waited for here without harm: as long as another window's copy or migration may take. In milliseconds. */
const BUSY_TIMEOUT = 30_000;

function perform(task: Task): readonly FoundThread[] {
  const db = new DatabaseSync(task.path, { timeout: BUSY_TIMEOUT });
  try {
    db.exec(LOCKING[task.journal]);
    if (task.kind === 'search') return [...searchThreads(db, task.query)].filter((thread) => thread !== null);
    if (task.kind === 'check') quickCheck(db);
    else if (task.kind === 'migrate') migrateKeeping(db, () => makeCopy(db, task.copies));
    else if (db.prepare('select exists(select 1 from threads) as there').get()?.['there'] === 1) makeCopy(db, task.copies);
    return [];
  } finally {
    db.close();
  }
}

function endOf(task: Task): TaskEnd {
  try {
    return { kind: 'done', found: perform(task) };
  } catch (error) {
    return { kind: 'failed', fault: faultOf(error) };
  }
}

parentPort?.postMessage(endOf(workerData as Task));
