import type { DataDirectory } from './data/dataDirectory.ts';
import type { Interpreter } from './interpreter/interpreter.ts';
import type { VectorStores } from './knowledge/stores/uploads/vectorStores.ts';
import { givenPaths } from './runs/history.ts';
import type { Runs } from './runs/runs.ts';

export interface DeleteParts {
  readonly data: DataDirectory;
  readonly runs: Runs;
  readonly vectorStores: VectorStores;
  readonly interpreter: Interpreter;
}

/** @returns what stops a thread's run and deletes it with its session and files */
export function threadDeletion({ data, runs, vectorStores, interpreter }: DeleteParts) {
  return async (threadId: string): Promise<void> => {
    await runs.cancel(threadId);
    const items = await data.items.list(threadId);
    const thread = await data.threads.get(threadId);
    const heir = thread && (await data.threads.family(thread)).find(({ id }) => id !== threadId);
    // A branch shows them, too.
    if (heir) await data.files.handOver(threadId, heir.id);
    const given = heir ? [] : givenPaths(items, thread?.origin === 'api');
    // First the rows: a thread whose bytes are hard to remove must not be there again.
    await data.threads.delete(threadId);
    for (const id of await data.files.deleteOf(threadId, given)) await vectorStores.forgetFile(id);
    await interpreter.session(threadId).delete();
  };
}
