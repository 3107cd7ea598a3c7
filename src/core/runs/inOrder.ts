import { NOT_RUN, type CallBody, type Item } from '../types/item.ts';
import type { LiveRun } from './liveRun.ts';

/** How Docent's own words tell that code did not come to its end. */
const ENDED_EARLY = new Set(['time_limit', 'python_ended', 'python_crashed']);

/**
 * Runs pieces of the user's code one after the other. What follows one that has failed builds on it, and is not run: it stays as it is,
 * to be run once that is mended.
 */
export async function runInOrder(live: LiveRun, calls: readonly Item<CallBody>[], run: (call: Item<CallBody>) => Promise<void>): Promise<void> {
  for (const [place, call] of calls.entries()) {
    await run(call);
    if (!hasFailed(live.item(call.id))) continue;
    for (const { id } of calls.slice(place + 1)) live.close({ ...(live.item(id) as Item<CallBody>), error: NOT_RUN }, 'completed');
    return;
  }
}

/** Whether code has not come to its end. */
export function hasFailed(item: Item): boolean {
  if (item.type !== 'code_interpreter_call') return false;
  return item.error !== null || item.outputs.some((output) => output.type === 'exception' || (output.type === 'notice' && ENDED_EARLY.has(output.notice.code)));
}
