import type { Item } from '../types/item.ts';
import type { ThreadState, ThreadWindow } from '../types/reducer.ts';

/** More than a high screen shows, and read in a millisecond or two. */
export const END_ITEMS = 50;

/** For whoever shows a thread as a whole. */
export const WHOLE = Number.MAX_SAFE_INTEGER;

/** The end of a thread: so many items at the least, and from a question on, if there is one. Null where there is no thread. */
export function endOf(state: ThreadState | undefined, least: number): ThreadWindow | null {
  if (!state) return null;
  const { items } = state;
  const last = Math.max(0, items.length - least);
  const question = items.findLastIndex((item, index) => index <= last && isQuestion(item));
  const earlier = question < 0 ? last : question;
  return { ...state, earlier, items: items.slice(earlier) };
}

const isQuestion = (item: Item) => item.type === 'message' && item.role === 'user';
