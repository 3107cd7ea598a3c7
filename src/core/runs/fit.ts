import type { ModelRequest } from '../models/model.ts';
import { outputForModel, OUTPUTS_CHARS } from '../models/callOutput.ts';
import { quote, type NumberedPassage } from '../types/citation.ts';
import { clip } from '../text/clip.ts';
import { isCall, messageText, type ContentPart, type Item } from '../types/item.ts';
import type { LeftOut } from '../types/run.ts';
import { estimateTokens } from '../text/tokens.ts';
import { inputForModel, toolName } from '../models/transcript.ts';

/** Roles, names and marks around an item: about what OpenAI's and ChatML's formats take. */
const ITEM_TOKENS = 6;
/** An image as OpenAI counts it, in its usual size; other providers take about as many. */
const IMAGE_TOKENS = { low: 85, auto: 1_100, high: 1_100 };
/** Of a shortened result: enough to tell what it was, so that the model can ask for it again. */
const SHORT_CHARS = 600;
/** The same of one passage, of which a search brings ten; its number and place stay, so that it can still be cited. */
const SHORT_PASSAGE_CHARS = 120;

/** A request that was made to fit. */
export interface Fitted {
  readonly request: ModelRequest;
  /** About how many tokens it has; more than there was room for where nothing more can be left out. */
  readonly tokens: number;
  readonly leftOut: LeftOut;
}

/**
 * Makes a request fit into `room` tokens. First what was thought over earlier questions is left out; then their results are
 * shortened, the oldest first; then earlier questions are left out with all that was done for them, from the middle, since the
 * first one says what the thread is about; then results of the newest question are shortened, those of its last turn at last. The
 * newest question always stays, and no call is ever without its output.
 */
export function fit(request: ModelRequest, room: number): Fitted {
  const items: (Item | null)[] = [...request.items];
  const sizes = request.items.map(itemTokens);
  let tokens = requestTokens(request);

  const resize = (index: number, size: number) => {
    tokens += size - (sizes[index] ?? 0);
    sizes[index] = size;
  };

  const shorten = (index: number) => {
    const item = request.items[index];
    const short = item && shortened(item);
    const size = short ? itemTokens(short) : Infinity;
    if (!short || size >= (sizes[index] ?? 0)) return;
    items[index] = short;
    resize(index, size);
  };
  const leaveOut = (indices: readonly number[]) => {
    for (const index of indices) {
      items[index] = null;
      resize(index, 0);
    }
  };

  const steps = [...reductions(request.items, shorten, leaveOut)];
  for (let next = steps.shift(); next && tokens > room; next = steps.shift()) next();
  const leftOut: LeftOut = {
    messages: request.items.filter(({ type }, index) => type === 'message' && items[index] === null).length,
    results: items.filter((item, index) => item !== null && item !== request.items[index]).length,
  };
  return { request: { ...request, items: items.filter((item) => item !== null) }, tokens, leftOut };
}

/** About how many tokens a request has. */
export function requestTokens(request: ModelRequest): number {
  return request.items.reduce((sum, item) => sum + itemTokens(item), fixedTokens(request));
}

/** Items never change, and a thread is counted at each turn. */
const counted = new WeakMap<Item, number>();

/** About how many tokens an item has, as a model reads it. */
function itemTokens(item: Item): number {
  const known = counted.get(item);
  if (known !== undefined) return known;
  const tokens = countTokens(item);
  counted.set(item, tokens);
  return tokens;
}

function countTokens(item: Item): number {
  if (isCall(item)) {
    const output = item.type === 'function_call' ? '' : outputForModel(item, []);
    return 2 * ITEM_TOKENS + estimateTokens(toolName(item)) + estimateTokens(item.arguments) + estimateTokens(output);
  }
  switch (item.type) {
    case 'message':
      return ITEM_TOKENS + estimateTokens(item.role === 'user' ? inputForModel(item) : messageText(item)) + imageTokens(item.content);
    case 'function_call_output':
      return ITEM_TOKENS + estimateTokens(clip(item.output, OUTPUTS_CHARS));
    case 'reasoning':
      // Only what its provider has sealed goes back to it; that may be more than what is shown.
      return item.provider ? estimateTokens(item.text || JSON.stringify(item.provider)) : 0;
  }
}

function fixedTokens({ instructions, tools }: ModelRequest): number {
  return ITEM_TOKENS + estimateTokens(instructions) + (tools.length > 0 ? estimateTokens(JSON.stringify(tools)) : 0);
}

function imageTokens(content: readonly ContentPart[]): number {
  return content.reduce((sum, part) => sum + (part.type === 'image' ? IMAGE_TOKENS[part.detail] : 0), 0);
}

/** What may be given up, in this order. */
function* reductions(
  items: readonly Item[],
  shorten: (index: number) => void,
  leaveOut: (indices: readonly number[]) => void,
): Generator<() => void> {
  const exchanges = groups(items, (item) => item.type === 'message' && item.role === 'user');
  const newest = exchanges.pop() ?? [];
  for (const index of exchanges.flat()) if (items[index]?.type === 'reasoning') yield () => leaveOut([index]);
  for (const index of exchanges.flat()) yield () => shorten(index);
  const [first, ...middle] = exchanges;
  for (const exchange of middle) yield () => leaveOut(exchange);
  if (first) yield () => leaveOut(first);
  for (const index of newest) yield () => shorten(index);
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

/** A tool's result, cut to what tells what it was; null for what is none. */
function shortened(item: Item): Item | null {
  switch (item.type) {
    case 'function_call_output':
      return { ...item, output: clip(item.output, SHORT_CHARS) };
    case 'code_interpreter_call': {
      const text = outputForModel({ ...item, error: null, status: 'completed' }, []);
      return item.outputs.length > 0 ? { ...item, outputs: [{ type: 'text', text: clip(text, SHORT_CHARS) }] } : null;
    }
    case 'file_search_call':
      return item.results && { ...item, results: item.results.map(shortPassage) };
    default:
      return null;
  }
}

function shortPassage(passage: NumberedPassage): NumberedPassage {
  const text = clip(quote(passage, passage.focus), SHORT_PASSAGE_CHARS);
  return { ...passage, text, lines: passage.focus };
}
