import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import type { TokenCount } from '../../types/usage.ts';
import type { ModelEvent } from '../model.ts';
import { newCallId } from '../profile/callIds.ts';
import { foreignFields, joinedFields, sealedFields, type Fields } from '../profile/fields.ts';
import { toUsage } from './usage.ts';

type Delta = ChatCompletionChunk.Choice.Delta;
type CallDelta = ChatCompletionChunk.Choice.Delta.ToolCall;
type EndReason = Extract<ModelEvent, { type: 'end' }>['reason'];

/** OpenAI's own fields; all others are the provider's. */
const OF_MESSAGE: ReadonlySet<string> = new Set(['role', 'content', 'refusal', 'tool_calls', 'function_call', 'annotations', 'audio', 'name']);
const OF_CALL: ReadonlySet<string> = new Set(['index', 'id', 'type', 'function']);
const OF_FUNCTION: ReadonlySet<string> = new Set(['name', 'arguments']);

/** Reads one answer, chunk by chunk. What servers leave out of a chunk that OpenAI requires is taken as not there. */
export interface AnswerReader {
  read(chunk: ChatCompletionChunk): Generator<ModelEvent>;
  /** What came with the answer and its calls that is not OpenAI's, to be sent back to where it came from. */
  sealed(provider: string): Generator<ModelEvent>;
  /** Null until the server has said why the answer ends. */
  readonly reason: EndReason | null;
  /** The newest count: some servers send a growing one with every chunk. */
  readonly usage: TokenCount | null;
}

export function answerReader(): AnswerReader {
  const calls: OpenCall[] = [];
  let own: Fields = {};
  let reason: EndReason | null = null;
  let usage: TokenCount | null = null;

  return {
    *read(chunk) {
      if (chunk.usage) usage = toUsage(chunk.usage);
      const choice = chunk.choices?.[0];
      if (!choice) return;
      const delta = choice.delta ?? {};
      own = joinedFields(own, foreignFields(delta, OF_MESSAGE));
      const thought = reasoningOf(delta);
      if (thought) yield { type: 'reasoning', delta: thought };
      // A refusal is what the user reads instead of an answer.
      for (const text of [delta.content, delta.refusal]) if (text) yield { type: 'text', delta: text };
      for (const call of delta.tool_calls ?? []) yield* readCall(calls, call);
      if (choice.finish_reason) reason = toReason(choice.finish_reason);
    },
    *sealed(provider) {
      const ofMessage = sealedFields(own, provider);
      if (ofMessage) yield { type: 'reasoning.done', provider: ofMessage };
      for (const { callId, own } of calls) {
        const ofCall = sealedFields(own, provider);
        if (ofCall) yield { type: 'call.done', callId, provider: ofCall };
      }
    },
    get reason() {
      return reason;
    },
    get usage() {
      return usage;
    },
  };
}

interface OpenCall {
  readonly index: number | undefined;
  /** The server's id, where it gave one. */
  readonly id: string | undefined;
  readonly callId: string;
  own: Fields;
}

function* readCall(calls: OpenCall[], delta: CallDelta): Generator<ModelEvent> {
  let call = calls.findLast((call) => continues(call, delta));
  if (!call) {
    call = { index: delta.index, id: delta.id, callId: delta.id || newCallId(), own: {} };
    calls.push(call);
    yield { type: 'call', callId: call.callId, name: delta.function?.name ?? '' };
  }
  const inFunction = foreignFields(delta.function ?? {}, OF_FUNCTION);
  call.own = joinedFields(call.own, foreignFields(delta, OF_CALL));
  if (Object.keys(inFunction).length > 0) call.own = joinedFields(call.own, { function: inFunction });
  const args = delta.function?.arguments;
  if (args) yield { type: 'arguments', callId: call.callId, delta: args };
}

/**
 * OpenAI numbers calls and gives each its id once. Others repeat the id, or give all calls number 0 and ids of their own, or
 * neither number nor id: there a name begins a call.
 */
function continues(call: OpenCall, delta: CallDelta): boolean {
  if (delta.id && call.id) return delta.id === call.id;
  if (delta.index !== undefined) return delta.index === call.index;
  return !delta.function?.name;
}

/** Not OpenAI's: what models think aloud comes under one of two names, or under both with the same text. */
function reasoningOf(delta: Delta & { reasoning_content?: unknown; reasoning?: unknown }): string {
  const thought = delta.reasoning_content || delta.reasoning;
  return typeof thought === 'string' ? thought : '';
}

function toReason(reason: string): EndReason {
  if (reason === 'length') return 'length';
  return reason === 'content_filter' ? 'filter' : 'stop';
}
