import type { DataDirectory } from './data/dataDirectory.ts';
import type { Interpreter } from './interpreter/interpreter.ts';
import type { VectorStores } from './knowledge/stores/uploads/vectorStores.ts';
import { givenPaths } from './runs/history.ts';
import type { Runs } from './runs/runs.ts';

export interface ThreadDeleterParts {
  readonly data: Pick<DataDirectory, 'items' | 'threads' | 'files'>;
  readonly runs: Pick<Runs, 'cancel'>;
  readonly vectorStores: Pick<VectorStores, 'forgetFile'>;
  readonly interpreter: Pick<Interpreter, 'session'>;
}

/** What deletes a thread with all that is its own: its rows, its session, its files. */
export function threadDeleter({ data, runs, vectorStores, interpreter }: ThreadDeleterParts): (threadId: string) => Promise<void> {
  return async (threadId) => {
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
