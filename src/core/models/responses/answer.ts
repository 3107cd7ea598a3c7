import type {
  Response,
  ResponseFunctionToolCall,
  ResponseOutputItem,
  ResponseStreamEvent,
  ResponseUsage,
} from 'openai/resources/responses/responses';
import type { TokenCount } from '../../types/usage.ts';
import type { ModelEvent } from '../model.ts';
import { foreignFields, sealedFields } from '../profile/fields.ts';
import { createCodeCall, type CodeCall } from './codeCall.ts';
import type { Container } from './container.ts';
import { sealed } from './reasoning.ts';

/** What is known of a call anyway, or is of no use to its provider; all else goes back to it. */
const OF_CALL: ReadonlySet<string> = new Set(['id', 'type', 'call_id', 'name', 'arguments', 'status', 'created_by']);

/** Reads one answer, event by event. Types that it doesn't know, as new ones come often, are passed over. */
export interface AnswerReader {
  read(event: ResponseStreamEvent): AsyncGenerator<ModelEvent>;
  /** Whether the event that ends an answer has come; what follows is of no interest. */
  readonly isOver: boolean;
}

/**
 * @param provider who alone can read the reasoning again
 * @param container where hosted code runs; null where none does
 * @param fail makes an error of what the server says went wrong
 */
export function answerReader(provider: string, container: Container | null, fail: (error: object) => Error): AnswerReader {
  /** What has come of each part of the answer: servers that stream no deltas send it whole at its end. */
  const texts = new Set<string>();
  const functions = new Map<number, { readonly callId: string; sent: number }>();
  const codes = new Map<number, CodeCall>();
  let isOver = false;

  function* text(part: string, delta: string): Generator<ModelEvent> {
    texts.add(part);
    yield { type: 'text', delta };
  }

  function* whole(part: string, all: string): Generator<ModelEvent> {
    if (all && !texts.has(part)) yield* text(part, all);
  }

  function* begin(index: number, item: ResponseOutputItem): Generator<ModelEvent> {
    if (item.type === 'function_call' && !functions.has(index)) {
      functions.set(index, { callId: item.call_id, sent: 0 });
      yield { type: 'call', callId: item.call_id, name: item.name };
    } else if (item.type === 'code_interpreter_call' && container && !codes.has(index)) {
      const call = createCodeCall(item.id, container);
      codes.set(index, call);
      yield* call.begin();
    }
  }

  function* args(index: number, delta: string): Generator<ModelEvent> {
    const call = functions.get(index);
    if (!call || !delta) return;
    call.sent += delta.length;
    yield { type: 'arguments', callId: call.callId, delta };
  }

  async function* end(index: number, item: ResponseOutputItem): AsyncGenerator<ModelEvent> {
    yield* begin(index, item);
    if (item.type === 'function_call') {
      yield* rest(index, item);
      const own = sealedFields(foreignFields(item, OF_CALL), provider);
      const call = functions.get(index);
      if (own && call) yield { type: 'call.done', callId: call.callId, provider: own };
    }
    if (item.type === 'code_interpreter_call') yield* codes.get(index)?.end(item) ?? [];
    const kept = item.type === 'reasoning' ? sealed(item, provider) : null;
    if (kept) yield { type: 'reasoning.done', provider: kept };
    // Whether it is a remark on the way or the answer: models that say so want it back.
    if (item.type === 'message' && item.phase) yield { type: 'text.done', provider: { from: provider, phase: item.phase } };
  }

  const rest = (index: number, item: ResponseFunctionToolCall) => args(index, item.arguments.slice(functions.get(index)?.sent));

  function* over(response: Response, reason: Extract<ModelEvent, { type: 'end' }>['reason']): Generator<ModelEvent> {
    isOver = true;
    if (response.usage) yield { type: 'usage', usage: toUsage(response.usage) };
    yield { type: 'end', reason };
  }

  async function* read(event: ResponseStreamEvent): AsyncGenerator<ModelEvent> {
    switch (event.type) {
      case 'response.created':
        return yield { type: 'begun' };
      case 'response.output_item.added':
        return yield* begin(event.output_index, event.item);
      case 'response.output_item.done':
        return yield* end(event.output_index, event.item);
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
        return yield { type: 'reasoning', delta: event.delta };
      case 'response.function_call_arguments.delta':
        return yield* args(event.output_index, event.delta);
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
    read,
    get isOver() {
      return isOver;
    },
  };
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
