import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Journal } from '../disk/journal.ts';
import { FaultError, type Fault } from './fault.ts';
import type { FoundThread, ThreadQuery } from './threadSearch.ts';

interface Place {
  /** Absolute path of `docent.db`. */
  readonly path: string;
  readonly journal: Journal;
}

/** What is done in a thread of its own. */
export type Task =
  | (Place & {
      /** `check`: whether each page can be read. `migrate`: to the newest version, after a copy. `copy`: where the newest is older than a week. */
      readonly kind: 'check' | 'migrate' | 'copy';
      /** Absolute folder of the copies. */
      readonly copies: string;
    })
  /** Looks through all threads. */
  | (Place & { readonly kind: 'search'; readonly query: ThreadQuery });

export type TaskEnd =
  | { readonly kind: 'done'; readonly found: readonly FoundThread[] }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** @param script the worker's, absolute. @returns what was found, by a search. @throws FaultError; `AbortError` */
export async function performTask(script: string, task: Task, signal: AbortSignal): Promise<readonly FoundThread[]> {
  const worker = new Worker(script, { workerData: task });
  // Nobody waits for a copy, and the next start may make it as well.
  if (task.kind === 'copy') worker.unref();
  try {
    const [end] = (await once(worker, 'message', { signal })) as [TaskEnd];
    if (end.kind === 'failed') throw new FaultError(end.fault);
    return end.found;
  } finally {
    await worker.terminate();
  }
}
