import { isCall, messageText, type Item } from './item.ts';
import type { Run } from './run.ts';

/** Whether a run came to its end without a word for the user: neither its last turn nor what is below its last call says anything. */
export function answeredNothing(run: Run, items: readonly Item[]): boolean {
  if (run.status !== 'completed' || run.work === 'cells') return false;
  const own = items.filter(({ runId }) => runId === run.id);
  const last = own.slice(own.findLastIndex(isCall) + 1);
  return !last.some((item) => item.type === 'message' && messageText(item).trim() !== '');
}
