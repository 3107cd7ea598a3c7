import { ANSWER } from '../../../limits/limits.ts';
import { parsedJson } from '../../../text/json.ts';
import { endless } from '../../bounded.ts';
import type { ModelEvent } from '../../model.ts';
import { newCallId } from '../callIds.ts';
import { boundedFields, foreignFields, sealedFields, type Fields } from '../fields.ts';

/** OpenAI's own fields; all others are the provider's. */
const OF_CALL: ReadonlySet<string> = new Set(['index', 'id', 'type', 'function']);
const OF_FUNCTION: ReadonlySet<string> = new Set(['name', 'arguments']);

/** A piece of a call as it came; any field may be missing, or be something else. */
export type CallPiece = Readonly<Record<string, unknown>>;

/** Puts calls together from their pieces. A call is told as soon as its name is known and its arguments begin. */
export interface CallJoiner {
  add(piece: CallPiece): Generator<ModelEvent>;
  /** Nothing more comes: tells what is still held back. */
  end(): Generator<ModelEvent>;
  /** What came with the calls that is not OpenAI's. */
  sealed(provider: string): Generator<ModelEvent>;
  readonly count: number;
}

interface Joined {
  readonly index: unknown;
  /** The server's id, '' where it gave none. */
  id: string;
  callId: string;
  name: string;
  arguments: string;
  /** So many characters of the arguments are told; null: not even the call is. */
  told: number | null;
  own: Fields;
}

/** @param isTool whether a tool of this name is offered */
export function callJoiner(isTool: (name: string) => boolean): CallJoiner {
  const calls: Joined[] = [];
  const fields = boundedFields();

  function begin(index: unknown): Joined {
    if (calls.length === ANSWER.pieces.max) throw endless(ANSWER.pieces);
    const call: Joined = { index, id: '', callId: '', name: '', arguments: '', told: null, own: {} };
    calls.push(call);
    return call;
  }

  function* begun(call: Joined): Generator<ModelEvent> {
    if (call.told !== null) return;
    // Some servers give two calls of a turn one id.
    const isFree = call.id !== '' && calls.every(({ callId }) => callId !== call.id);
    call.callId = isFree ? call.id : newCallId();
    call.told = 0;
    yield { type: 'call', callId: call.callId, name: call.name };
  }

  function* rest(call: Joined): Generator<ModelEvent> {
    const delta = call.arguments.slice(call.told ?? 0);
    call.told = call.arguments.length;
    if (delta) yield { type: 'arguments', callId: call.callId, delta };
  }

  /** The call that a piece belongs to; null where it begins one. */
  function target(index: unknown, id: string, name: string, args: string): Joined | null {
    const own = index === undefined ? calls : calls.filter((call) => call.index === index);
    const open = own.findLast((call) => id !== '' && call.id === id) ?? own.at(-1);
    if (!open || beginsAnother(open, id, name, args)) return null;
    return open;
  }

  function beginsAnother(open: Joined, id: string, name: string, args: string): boolean {
    // An id alone begins none: some servers give each piece one of its own.
    if (!name || !open.name) return !isEmptyObject(open.arguments) && args.trimStart().startsWith('{') && isWhole(open.arguments) && args.trim() !== open.arguments.trim();
    if (open.arguments.trim() !== '') return isWhole(open.arguments);
    return (id !== '' && open.id !== '' && id !== open.id) || (name !== open.name && isTool(open.name) && isTool(name));
  }

  return {
    *add(piece) {
      const inner = isFields(piece['function']) ? piece['function'] : {};
      const index = piece['index'] ?? undefined;
      const id = typeof piece['id'] === 'string' ? piece['id'] : '';
      const name = typeof inner['name'] === 'string' ? inner['name'] : '';
      const args = argumentsOf(inner['arguments']);
      const call = target(index, id, name, args) ?? begin(index);
      call.id ||= id;
      if (call.told === null) call.name = withName(call.name, name, isTool);
      call.arguments = withArguments(call, args);
      const inFunction = foreignFields(inner, OF_FUNCTION);
      call.own = fields.join(call.own, foreignFields(piece, OF_CALL));
      if (Object.keys(inFunction).length > 0) call.own = fields.join(call.own, { function: inFunction });
      // An empty object may stand for arguments that are still to come.
      if (!call.name || call.arguments.trim() === '' || isEmptyObject(call.arguments)) return;
      for (const earlier of calls.slice(0, calls.indexOf(call) + 1)) if (earlier.name) yield* begun(earlier);
      yield* rest(call);
    },
    *end() {
      for (const call of calls) {
        yield* begun(call);
        yield* rest(call);
      }
    },
    *sealed(provider) {
      for (const { callId, own } of calls) {
        const ofCall = sealedFields(own, provider);
        if (ofCall) yield { type: 'call.done', callId, provider: ofCall };
      }
    },
    get count() {
      return calls.length;
    },
  };
}

/** A name comes whole, again with each piece, or in pieces. */
function withName(before: string, piece: string, isTool: (name: string) => boolean): string {
  if (piece.startsWith(before)) return piece;
  return piece === '' || isTool(before) || before.startsWith(piece) ? before : before + piece;
}

function withArguments({ arguments: before, told }: Joined, piece: string): string {
  if (!told && isEmptyObject(before) && piece.trimStart().startsWith('{')) return piece;
  // Some servers repeat all of them at the end.
  if (piece.trimStart().startsWith('{') && piece.trim() === before.trim() && isWhole(before)) return before;
  return before + piece;
}

/** Some servers send them as the object that they are. */
function argumentsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
}

function isEmptyObject(json: string): boolean {
  return /^\s*\{\s*\}\s*$/.test(json);
}

function isWhole(json: string): boolean {
  return json.trimEnd().endsWith('}') && isFields(parsedJson(json));
}

function isFields(value: unknown): value is CallPiece {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
