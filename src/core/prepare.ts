import { t } from '@vscode/l10n';
import { prepareStores, searches, WAIT_MS } from './knowledge/stores/uploads/prepareStores.ts';
import type { StoreAccess } from './storeAccess.ts';
import type { RunScope } from './tools/tool.ts';
import type { Assistant } from './types/assistant.ts';
import type { Thread } from './types/thread.ts';
import { WORKSPACE } from './types/vectorStore.ts';

/**
 * Makes ready what an assistant may search in a thread: uploaded files are read, and the index of the folders is up to date. What takes
 * longer than a minute is not waited for.
 * @throws DocentError `store_missing`, `store_expired`; AbortError where `signal` ended it
 */
export type Prepare = (assistant: Assistant, thread: Thread, signal: AbortSignal, scope: Pick<RunScope, 'waitFor'>) => Promise<void>;

/** @param refresh brings the index of the folders up to date; left out where somebody else sees to that */
export function createPrepare(stores: StoreAccess['uploads'], refresh?: (signal: AbortSignal) => Promise<void>): Prepare {
  return async (assistant, thread, signal, { waitFor }) => {
    await prepareStores(stores, { assistant, thread, signal }, waitFor);
    if (!refresh || !searches(assistant, thread, WORKSPACE)) return;
    await waitFor(refresh(AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)])), t('Waiting for the workspace to be indexed'));
    signal.throwIfAborted();
  };
}
