import { isCall, type CallBody, type Item } from '../types/item.ts';
import type { LiveRun } from './liveRun.ts';

/** Stands in `error.code` of a call that was not made, since the run had made as many as it may. */
export const CALL_LIMIT = 'max_tool_calls';

/** Those of a turn's calls that the run may still make; the others end, and the model reads why. */
export function withinLimit(live: LiveRun, calls: readonly Item<CallBody>[]): readonly Item<CallBody>[] {
  const { maxToolCalls = Infinity } = live.run.options;
  const made = live.state.items.filter((item) => item.runId === live.run.id && isMade(item)).length;
  const free = Math.max(0, maxToolCalls - made);
  for (const { id } of calls.slice(free)) {
    const message = `This call was not made: ${maxToolCalls} calls of tools are allowed for this answer. Answer with what there is.`;
    live.close({ ...(live.item(id) as Item<CallBody>), error: { code: CALL_LIMIT, message, action: null } }, 'completed');
  }
  return calls.slice(0, free);
}

/** A call of the caller's own functions does not count. */
function isMade(item: Item): boolean {
  return isCall(item) && item.type !== 'function_call' && item.status === 'completed' && item.error?.code !== CALL_LIMIT;
}
