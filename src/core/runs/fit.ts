import type { ModelRequest } from '../models/model.ts';
import type { Item } from '../types/item.ts';
import type { LeftOut } from '../types/run.ts';
import { itemTokens, requestTokens } from './count.ts';
import { degrees, shortest } from './degrees.ts';

/** A request that was made to fit. */
export interface Fitted {
  readonly request: ModelRequest;
  /** About how many tokens it has; more than there was room for where nothing more can be left out. */
  readonly tokens: number;
  readonly leftOut: LeftOut;
}

/**
 * Makes a request fit into `room` tokens. First what was thought over earlier questions is left out; then their results are
 * shortened by degrees, the oldest first; then earlier questions are left out with all that was done for them, from the middle, since
 * the first one says what the thread is about; then results of the newest question are shortened, those of its last turn at last. The
 * newest question always stays, and no call is ever without its output. What room is left then goes back to results, the newest
 * first, as far as the next of them reaches.
 */
export function fit(request: ModelRequest, room: number): Fitted {
  const whole = requestTokens(request);
  if (whole <= room) return { request, tokens: whole, leftOut: { messages: 0, results: 0 } };

  const { items } = request;
  const exchanges = groups(items, (item) => item.type === 'message' && item.role === 'user');
  const newest = exchanges.pop() ?? [];
  /** What is sent in each item's place. */
  const sent: (Item | null)[] = [...items];
  let tokens = whole;
  const put = (index: number, form: Item | null) => {
    const before = sent[index];
    tokens += (form ? itemTokens(form) : 0) - (before ? itemTokens(before) : 0);
    sent[index] = form;
  };
  const shorten = (indices: readonly number[]) => {
    for (const index of indices) put(index, sent[index] ? shortest(sent[index]) : null);
  };
  /** Gives results what is left of the room, by degrees; where one stays shortened, all before it do. */
  const refill = (indices: readonly number[]) => {
    for (const index of indices.toReversed()) {
      const item = items[index];
      const now = sent[index];
      if (!item || !now || now === item) continue;
      const free = room - tokens + itemTokens(now);
      put(index, first(degrees(item), (form) => itemTokens(form) <= free) ?? now);
      if (sent[index] !== item) return;
    }
  };

  const earlier = exchanges.flat();
  for (const index of earlier) if (items[index]?.type === 'reasoning') put(index, null);
  shorten(earlier);
  const [oldest = [], ...middle] = exchanges;
  for (const exchange of [...middle, oldest]) {
    if (tokens <= room) break;
    for (const index of exchange) put(index, null);
  }
  if (tokens > room) {
    shorten(newest);
    refill(newest);
  } else {
    refill(earlier);
  }

  const leftOut: LeftOut = {
    messages: items.filter(({ type }, index) => type === 'message' && sent[index] === null).length,
    results: sent.filter((item, index) => item !== null && item !== items[index]).length,
  };
  return { request: { ...request, items: sent.filter((item) => item !== null) }, tokens, leftOut };
}

/** The items' indices, a new group beginning where `begins` says so. */
function groups(items: readonly Item[], begins: (item: Item) => boolean): number[][] {
  const all: number[][] = [];
  items.forEach((item, index) => {
    const last = all.at(-1);
    if (last && !begins(item)) last.push(index);
    else all.push([index]);
  });
  return all;
}

function first<T>(values: Iterable<T>, passes: (value: T) => boolean): T | undefined {
  for (const value of values) if (passes(value)) return value;
  return undefined;
}
