import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Journal } from '../disk/journal.ts';
import { FaultError, type Fault } from './fault.ts';

/** What is done in a thread of its own. */
export interface Task {
  /** `check`: whether each page can be read. `migrate`: to the newest version, after a copy. `copy`: where the newest is older than a week. */
  readonly kind: 'check' | 'migrate' | 'copy';
  /** Absolute path of `docent.db`. */
  readonly path: string;
  /** Absolute folder of the copies. */
  readonly copies: string;
  readonly journal: Journal;
}

/** Null: it is done. */
export type TaskEnd = Fault | null;

/** @param script the worker's, absolute. @throws FaultError; `AbortError` */
export async function performTask(script: string, task: Task, signal: AbortSignal): Promise<void> {
  const worker = new Worker(script, { workerData: task });
  // Nobody waits for a copy, and the next start may make it as well.
  if (task.kind === 'copy') worker.unref();
  try {
    const [fault] = (await once(worker, 'message', { signal })) as [TaskEnd];
    if (fault) throw new FaultError(fault);
  } finally {
    await worker.terminate();
  }
}
