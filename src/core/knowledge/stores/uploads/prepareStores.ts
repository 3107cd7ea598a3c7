import type { Assistant, ToolResources } from '../../../types/assistant.ts';
import type { Thread } from '../../../types/thread.ts';
import { WORKSPACE } from '../../../types/vectorStore.ts';
import type { VectorStores } from './vectorStores.ts';

/** So long a run waits for files of its thread that are still being read, as clients are used to. In milliseconds. */
const WAIT_MS = 60_000;

/**
 * Makes the stores that a run may search ready: they count as used, and what its user has just given along is read.
 * @throws DocentError `store_missing`, `store_expired`
 */
export async function prepareStores(stores: VectorStores, assistant: Assistant, thread: Thread, signal: AbortSignal): Promise<void> {
  if (!assistant.tools.some(({ type }) => type === 'file_search')) return;
  await stores.use([...new Set([...uploaded(assistant.toolResources), ...uploaded(thread.toolResources)])]);
  await stores.settled(uploaded(thread.toolResources), AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]));
  signal.throwIfAborted();
}

function uploaded({ vectorStores }: ToolResources): readonly string[] {
  return vectorStores.filter((id) => id !== WORKSPACE);
}
