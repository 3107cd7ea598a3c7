import type { Tool } from '../tools/tool.ts';
import { isCall, type CallBody, type Item } from '../types/item.ts';
import type { LiveRun } from './liveRun.ts';

/** Stands in `error.code` of a call that was not made, since the run had made as many as it may. */
const CALL_LIMIT = 'max_tool_calls';

/** Those of a turn's calls that the run may still make; the others end, and the model reads why. */
export function withinLimit(live: LiveRun, calls: readonly Item<CallBody>[]): readonly Item<CallBody>[] {
  const { maxToolCalls } = live.run.options;
  const free = callsLeft(live);
  for (const { id } of calls.slice(free)) {
    // eslint-disable-next-line messages/told -- a model reads it
    const message = `This call was not made: ${maxToolCalls} calls of tools are allowed for this answer. Answer with what there is.`;
    live.close({ ...(live.item(id) as Item<CallBody>), error: { code: CALL_LIMIT, message, action: null } }, 'completed');
  }
  return calls.slice(0, free);
}

/** The tools that a turn may still call: those of the caller's own have no limit. */
export function offered(live: LiveRun, tools: readonly Tool[]): readonly Tool[] {
  return callsLeft(live) > 0 ? tools : tools.filter((tool) => tool.run === null);
}

function callsLeft({ run, state }: LiveRun): number {
  const made = state.items.filter((item) => item.runId === run.id && isMade(item)).length;
  return Math.max(0, (run.options.maxToolCalls ?? Infinity) - made);
}

/** A call of the caller's own functions does not count. */
function isMade(item: Item): boolean {
  return isCall(item) && item.type !== 'function_call' && item.status === 'completed' && item.error?.code !== CALL_LIMIT;
}
