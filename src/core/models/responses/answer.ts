import type { Response, ResponseOutputItem, ResponseStreamEvent, ResponseUsage } from 'openai/resources/responses/responses';
import type { Fail, Said } from '../../openai/eventStream.ts';
import type { TokenCount } from '../../types/usage.ts';
import type { ModelEvent } from '../model.ts';
import { foreignFields, sealedFields } from '../profile/fields.ts';
import { spokenIn } from '../profile/inward/parts.ts';
import { createCodeCall, type CodeCall } from './codeCall.ts';
import type { Container } from './container.ts';
import { functionCalls, type Place } from './functionCalls.ts';
import { sealed } from './reasoning.ts';

/** What is known of a call anyway, or is of no use to its provider; all else goes back to it. */
const OF_CALL: ReadonlySet<string> = new Set(['id', 'type', 'call_id', 'name', 'arguments', 'status', 'created_by']);

/** Reads one answer, event by event. Types that it doesn't know, as new ones come often, are passed over. */
export interface AnswerReader {
  read(event: object): AsyncGenerator<ModelEvent>;
  /** Whether the event that ends an answer has come; what follows is of no interest. */
  readonly isOver: boolean;
  /** Whether anything of an answer has come. */
  readonly hasBegun: boolean;
}

/**
 * @param provider who alone can read the reasoning again
 * @param container where hosted code runs; null where none does
 * @param fail makes an error of what the server says went wrong
 */
export function answerReader(provider: string, container: Container | null, fail: Fail): AnswerReader {
  /** What has come of each part of the answer: servers that stream no deltas send it whole at its end. */
  const texts = new Map<string, string>();
  const functions = functionCalls();
  const codes = new Map<number, CodeCall>();
  /** Items that have ended; the end of the answer lists them again. */
  const ended = new Set<string>();
  let hasThought = false;
  let isOver = false;
  let hasBegun = false;

  function* text(part: string, delta: string): Generator<ModelEvent> {
    if (!delta) return;
    texts.set(part, (texts.get(part) ?? '') + delta);
    yield { type: 'text', delta };
  }

  function* whole(part: string, all: string): Generator<ModelEvent> {
    if (![...texts.values()].includes(all) && !texts.has(part)) yield* text(part, all);
  }

  function* thought(delta: string): Generator<ModelEvent> {
    hasThought ||= delta !== '';
    if (delta) yield { type: 'reasoning', delta };
  }

  function* begin(place: Place, item: ResponseOutputItem): Generator<ModelEvent> {
    const { index = -1 } = place;
    if (item.type === 'function_call') yield* functions.begin(place, item);
    else if (item.type === 'code_interpreter_call' && container && !codes.has(index)) {
      const call = createCodeCall(item.id, container);
      codes.set(index, call);
      yield* call.begin();
    }
  }

  async function* end(place: Place, item: ResponseOutputItem): AsyncGenerator<ModelEvent> {
    ended.add(keyOf(item));
    yield* begin(place, item);
    if (item.type === 'function_call') {
      yield* functions.whole(place, item.arguments, item);
      const own = sealedFields(foreignFields(item, OF_CALL), provider);
      const callId = functions.callId(place, item);
      if (own && callId !== null) yield { type: 'call.done', callId, provider: own };
    }
    if (item.type === 'code_interpreter_call') yield* codes.get(place.index ?? -1)?.end(item) ?? [];
    if (item.type === 'reasoning') {
      // Nothing of it was streamed.
      if (!hasThought) for (const { delta } of spokenIn({ reasoning: item.content?.length ? item.content : item.summary })) yield* thought(delta);
      const kept = sealed(item, provider);
      if (kept) yield { type: 'reasoning.done', provider: kept };
    }
    if (item.type === 'message') {
      for (const [index, part] of spokenParts(item)) yield* whole(`${place.index}/${index}`, part);
      // Whether it is a remark on the way or the answer: models that say so want it back.
      if (item.phase) yield { type: 'text.done', provider: { from: provider, phase: item.phase } };
    }
  }

  async function* over(response: Partial<Response> | undefined, reason: Extract<ModelEvent, { type: 'end' }>['reason']): AsyncGenerator<ModelEvent> {
    for (const [index, item] of (Array.isArray(response?.output) ? response.output : []).entries()) {
      if (item && !ended.has(keyOf(item))) yield* end({ index, itemId: item.id }, item);
    }
    isOver = true;
    if (response?.usage) yield { type: 'usage', usage: toUsage(response.usage) };
    yield { type: 'end', reason };
  }

  async function* read(event: ResponseStreamEvent): AsyncGenerator<ModelEvent> {
    switch (event.type) {
      case 'response.created':
        return yield { type: 'begun' };
      case 'response.output_item.added':
        return yield* begin(placeOf(event, event.item), event.item);
      case 'response.output_item.done':
        return yield* end(placeOf(event, event.item), event.item);
      case 'response.output_text.delta':
      case 'response.refusal.delta':
        // A refusal is what the user reads instead of an answer.
        return yield* text(partOf(event), event.delta);
      case 'response.output_text.done':
        return yield* whole(partOf(event), event.text);
      case 'response.refusal.done':
        return yield* whole(partOf(event), event.refusal);
      case 'response.reasoning_summary_part.added':
        if (event.summary_index > 0) yield { type: 'reasoning', delta: '\n\n' };
        return;
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        return yield* thought(event.delta);
      case 'response.function_call_arguments.delta':
        return yield* functions.delta(placeOf(event), event.delta);
      case 'response.function_call_arguments.done':
        return yield* functions.whole(placeOf(event), event.arguments);
      case 'response.code_interpreter_call_code.delta':
        return yield* codes.get(event.output_index)?.code(event.delta) ?? [];
      case 'response.completed':
        return yield* over(event.response, 'stop');
      case 'response.incomplete':
        return yield* over(event.response, event.response.incomplete_details?.reason === 'content_filter' ? 'filter' : 'length');
      case 'response.failed':
        throw fail(event.response.error ?? { message: '' });
      case 'error':
        throw fail(event);
    }
  }

  return {
    async *read(said) {
      const event = asEvent(said as Said);
      hasBegun ||= String(event.type).startsWith('response.output');
      yield* read(event);
    },
    get isOver() {
      return isOver;
    },
    get hasBegun() {
      return hasBegun;
    },
  };
}

/** A server that does not stream sends what else ends a stream. */
function asEvent(said: Said): ResponseStreamEvent {
  if (said['object'] !== 'response' || said['type'] !== undefined) return said as unknown as ResponseStreamEvent;
  const ends = ['failed', 'incomplete'].find((status) => status === said['status']) ?? 'completed';
  return { type: `response.${ends}`, response: said } as unknown as ResponseStreamEvent;
}

function placeOf(event: { readonly output_index?: number; readonly item_id?: string }, item?: { readonly id?: string }): Place {
  return { index: event.output_index, itemId: event.item_id ?? item?.id };
}

/** The end of an answer repeats ids of calls, which tell them apart where items have no ids. */
function keyOf(item: ResponseOutputItem): string {
  return `${item.type} ${item.type === 'function_call' ? item.call_id : (item.id ?? JSON.stringify(item))}`;
}

function* spokenParts({ content }: { readonly content?: unknown }): Generator<readonly [index: number, text: string]> {
  if (!Array.isArray(content)) return;
  for (const [index, part] of (content as readonly unknown[]).entries()) {
    const all = spokenIn({ content: part }).map(({ delta }) => delta).join('');
    if (all) yield [index, all];
  }
}

function partOf({ output_index, content_index }: { readonly output_index: number; readonly content_index: number }): string {
  return `${output_index}/${content_index}`;
}

function toUsage(usage: ResponseUsage): TokenCount {
  const writes = usage.input_tokens_details?.cache_write_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens ?? 0,
    ...(writes > 0 && { cacheWriteTokens: writes }),
    cachedTokens: usage.input_tokens_details?.cached_tokens ?? 0,
    outputTokens: usage.output_tokens ?? 0,
    reasoningTokens: usage.output_tokens_details?.reasoning_tokens ?? 0,
    estimated: false,
  };
}
