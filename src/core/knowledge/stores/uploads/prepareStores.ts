import { t } from '@vscode/l10n';
import type { Assistant } from '../../../types/assistant.ts';
import { fileCount } from '../../../text/fileCount.ts';
import type { Thread } from '../../../types/thread.ts';
import { WORKSPACE } from '../../../types/vectorStore.ts';
import type { VectorStores } from './vectorStores.ts';

/** So long a run waits for files that are still being read, as clients are used to. In milliseconds. */
export const WAIT_MS = 60_000;

export interface RunStores {
  readonly assistant: Assistant;
  readonly thread: Thread;
  readonly signal: AbortSignal;
  /** In milliseconds. */
  readonly limit?: number;
}

/**
 * Makes the stores that a run may search ready: they count as used, and their files are read. What takes longer than `limit` does
 * not keep the run: its searches tell of what they miss.
 * @param waitFor waits, and shows what for
 * @throws DocentError `store_missing`, `store_expired`; AbortError where the run was stopped
 */
export async function prepareStores(
  stores: Pick<VectorStores, 'use' | 'unread' | 'settled'>,
  { assistant, thread, signal, limit = WAIT_MS }: RunStores,
  waitFor: (work: Promise<void>, what: string) => Promise<void>,
): Promise<void> {
  if (!assistant.tools.some(({ type }) => type === 'file_search')) return;
  const named = [...assistant.toolResources.vectorStores, ...thread.toolResources.vectorStores];
  const ids = [...new Set(named)].filter((id) => id !== WORKSPACE);
  // Those of folders need none of what is kept.
  if (ids.length === 0) return;
  await stores.use(ids);
  const unread = await stores.unread(ids);
  if (unread === 0) return;
  const settled = stores.settled(ids, AbortSignal.any([signal, AbortSignal.timeout(limit)]));
  await waitFor(settled, t('Waiting for {0} to be read', fileCount(unread)));
  signal.throwIfAborted();
}

/** Whether a run of this assistant may search this store. */
export function searches(assistant: Assistant, thread: Thread, storeId: string): boolean {
  const named = [assistant, thread].some(({ toolResources }) => toolResources.vectorStores.includes(storeId));
  return named && assistant.tools.some(({ type }) => type === 'file_search');
}
