import type { Consent } from './consent.ts';
import type { RunEvent, Waiting } from './events.ts';
import { isCall, type CallBody, type ContentPart, type Item } from './item.ts';
import type { Output } from './output.ts';
import { partialField } from '../text/partialJson.ts';
import type { Run } from './run.ts';
import { shownCode } from './shipped.ts';

/** What is known of a thread while it is looked at. */
export interface ThreadState {
  readonly items: readonly Item[];
  /** The newest run. */
  readonly run: Run | null;
  /** Open questions. */
  readonly consents: readonly Consent[];
  readonly waiting: Waiting | null;
}

/** A thread of which the end is known: its newest question and what came after it at the least. */
export interface ThreadWindow extends ThreadState {
  /** How many items stand above those. */
  readonly earlier: number;
}

export const EMPTY_THREAD: ThreadState = { items: [], run: null, consents: [], waiting: null };

/** Applies one event. The store and the views use this same function, so they can't disagree. */
export function reduce(before: ThreadState, event: RunEvent): ThreadState {
  const state = before.waiting ? { ...before, waiting: null } : before;
  switch (event.type) {
    case 'run':
      return { ...state, run: event.run };
    case 'item.added':
    case 'item.done':
      return { ...state, items: upsert(state.items, event.item) };
    case 'waiting':
      return { ...state, waiting: event.waiting };
    case 'consent': {
      const others = state.consents.filter((consent) => consent.id !== event.consent.id);
      return { ...state, consents: event.consent.answer ? others : [...others, event.consent] };
    }
    default: {
      const index = state.items.findLastIndex((item) => item.id === event.itemId);
      const item = state.items[index];
      return item ? { ...state, items: state.items.with(index, grow(item, event)) } : state;
    }
  }
}

type Growth = Extract<RunEvent, { itemId: string }>;

/** The item after a delta. */
export function grow(item: Item, event: Growth): Item {
  switch (event.type) {
    case 'text.delta':
      return item.type === 'message' ? { ...item, content: withText(item.content, event.delta) } : item;
    case 'annotation':
      return item.type === 'message' ? { ...item, content: withAnnotation(item.content, event) } : item;
    case 'reasoning.delta':
      return item.type === 'reasoning' ? { ...item, text: item.text + event.delta } : item;
    case 'arguments.delta':
      return isCall(item) ? withArguments(item, item.arguments + event.delta) : item;
    case 'sealed':
      return { ...item, provider: event.provider };
    case 'output':
      return item.type === 'code_interpreter_call' ? { ...item, outputs: withOutput(item.outputs, event.output) } : item;
  }
}

/** A call with these arguments, whole or in part, and what shows of them. */
function withArguments<Call extends CallBody>(call: Call, json: string): Call {
  switch (call.type) {
    case 'file_search_call':
      return { ...call, arguments: json, queries: [partialField(json, call.tool ? 'lines' : 'query')] };
    case 'code_interpreter_call':
      return { ...call, arguments: json, code: shownCode(json) };
    case 'function_call':
      return { ...call, arguments: json };
  }
}

function upsert(items: readonly Item[], item: Item): readonly Item[] {
  const index = items.findLastIndex((other) => other.id === item.id);
  return index < 0 ? [...items, item] : items.with(index, item);
}

function withText(content: readonly ContentPart[], delta: string): readonly ContentPart[] {
  const last = content.at(-1);
  if (last?.type !== 'text') return [...content, { type: 'text', text: delta, annotations: [] }];
  return content.with(-1, { ...last, text: last.text + delta });
}

function withAnnotation(content: readonly ContentPart[], event: Extract<RunEvent, { type: 'annotation' }>): readonly ContentPart[] {
  const last = content.at(-1);
  if (last?.type !== 'text') return content;
  return content.with(-1, { ...last, annotations: [...last.annotations, event.annotation] });
}

/** Prints come in pieces: what continues the same stream continues the same output. */
function withOutput(outputs: readonly Output[], output: Output): readonly Output[] {
  const last = outputs.at(-1);
  if (last?.type !== 'logs' || output.type !== 'logs' || last.stream !== output.stream) return [...outputs, output];
  return outputs.with(-1, { ...last, text: last.text + output.text });
}
