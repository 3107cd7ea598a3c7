import type { Fail, Said } from '../../openai/eventStream.ts';
import type { TokenCount } from '../../types/usage.ts';
import type { ModelEvent } from '../model.ts';
import { boundedFields, foreignFields, sealedFields, type Fields } from '../profile/fields.ts';
import { callJoiner, type CallPiece } from '../profile/inward/calls.ts';
import { endOf } from '../profile/inward/ends.ts';
import { spokenIn } from '../profile/inward/parts.ts';
import { unsaid } from '../profile/inward/unsaid.ts';
import { toUsage } from './usage.ts';

type EndReason = Extract<ModelEvent, { type: 'end' }>['reason'];

/** OpenAI's own fields; all others are the provider's. */
const OF_MESSAGE: ReadonlySet<string> = new Set(['role', 'content', 'refusal', 'tool_calls', 'function_call', 'annotations', 'audio', 'name']);

/** Reads one answer, chunk by chunk. What servers leave out of a chunk that OpenAI requires is taken as not there. */
export interface AnswerReader {
  read(chunk: Said): Generator<ModelEvent>;
  /** Nothing more comes: what was held back, and what came with the answer that is not OpenAI's, to be sent back to where it came from. */
  end(provider: string): Generator<ModelEvent>;
  /** Null until the server has said why the answer ends. */
  readonly reason: EndReason | null;
  /** Whether anything of an answer has come. */
  readonly hasBegun: boolean;
  /** The newest count: some servers send a growing one with every chunk. */
  readonly usage: TokenCount | null;
}

/**
 * @param isTool whether a tool of this name is offered
 * @param fail makes an error of what the server says went wrong
 */
export function answerReader(isTool: (name: string) => boolean, fail: Fail): AnswerReader {
  const calls = callJoiner(isTool);
  const said = { text: '', reasoning: '' };
  const fields = boundedFields();
  let own: Fields = {};
  let reason: EndReason | null = null;
  let usage: TokenCount | null = null;
  let hasBegun = false;
  /** Whether pieces have come, after which a whole message repeats them. */
  let hasPieces = false;

  function* pieces(delta: Said): Generator<ModelEvent> {
    own = fields.join(own, foreignFields(delta, OF_MESSAGE));
    for (const piece of spokenIn(delta)) {
      hasPieces = true;
      said[piece.type] += piece.delta;
      yield piece;
    }
    const called = callsOf(delta);
    hasPieces ||= called.length > 0;
    for (const call of called) yield* calls.add(call);
  }

  /** A message in place of the pieces of one: whole, or as far as it has got, or again a piece. */
  function* message(whole: Said, isLast: boolean): Generator<ModelEvent> {
    own = fields.join(own, foreignFields(whole, OF_MESSAGE));
    for (const type of ['reasoning', 'text'] as const) {
      const all = spokenIn(whole).flatMap((piece) => (piece.type === type ? [piece.delta] : [])).join('');
      const delta = unsaid(said[type], all, hasPieces || isLast);
      said[type] += delta;
      if (delta) yield { type, delta };
    }
    if (calls.count > 0) return;
    for (const [index, call] of callsOf(whole).entries()) yield* calls.add({ ...call, index: call['index'] ?? index });
  }

  return {
    *read(chunk) {
      const [choice] = Array.isArray(chunk['choices']) ? (chunk['choices'] as readonly unknown[]) : [];
      const counted = [chunk, choice, chunk['x_groq']].map((place) => fieldsOf(fieldsOf(place)?.['usage'])).find(Boolean);
      if (counted) usage = toUsage(counted);
      const fields = fieldsOf(choice);
      if (!fields) return;
      if (fieldsOf(fields['error']) || (typeof fields['error'] === 'string' && fields['error'])) throw fail(fields['error']);
      hasBegun = true;
      const finish = typeof fields['finish_reason'] === 'string' ? fields['finish_reason'] : '';
      yield* pieces(fieldsOf(fields['delta']) ?? (typeof fields['text'] === 'string' ? { content: fields['text'] } : {}));
      const whole = fieldsOf(fields['message']);
      if (whole) yield* message(whole, finish !== '');
      if (!finish) return;
      const end = endOf(finish);
      if (end === 'failed') throw fail({ message: `it ended with “${finish}”` });
      if (end === 'badCall') throw fail({ message: `the answer ended with “${finish}”`, code: 'tool_use_failed' });
      reason = end;
    },
    *end(provider) {
      yield* calls.end();
      const ofMessage = sealedFields(own, provider);
      if (ofMessage) yield { type: 'reasoning.done', provider: ofMessage };
      yield* calls.sealed(provider);
    },
    get reason() {
      return reason;
    },
    get hasBegun() {
      return hasBegun;
    },
    get usage() {
      return usage;
    },
  };
}

/** The calls of a message or a piece; the old form, one function, is a call without a number. */
function callsOf(message: Said): readonly CallPiece[] {
  const { tool_calls: calls, function_call: call } = message;
  const all: readonly unknown[] = [...(Array.isArray(calls) ? (calls as readonly unknown[]) : []), ...(fieldsOf(call) ? [{ function: call }] : [])];
  return all.map(fieldsOf).filter((one) => one !== null);
}

function fieldsOf(value: unknown): Said | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Said) : null;
}
