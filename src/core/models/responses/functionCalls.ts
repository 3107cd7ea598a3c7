import type { ModelEvent } from '../model.ts';
import { newCallId } from '../profile/callIds.ts';

/** By what an event of the API names the call that it belongs to; servers that copy the API leave either out or give it twice. */
export interface Place {
  readonly index: number | undefined;
  readonly itemId: string | undefined;
}

/** A call as an item has it. */
export interface CalledItem {
  readonly call_id?: string;
  readonly name?: string;
  readonly arguments?: unknown;
}

/** Puts the calls of an answer together from its events. */
export interface FunctionCalls {
  begin(place: Place, item: CalledItem): Generator<ModelEvent>;
  delta(place: Place, delta: string): Generator<ModelEvent>;
  /** All arguments; what has not come of them is told. */
  whole(place: Place, all: unknown, item?: CalledItem): Generator<ModelEvent>;
  /** The id under which the call of an item was told. */
  callId(place: Place, item: CalledItem): string | null;
}

interface OpenCall extends Place {
  readonly callId: string;
  /** The server’s, '' where it gave none. */
  readonly given: string;
  sent: string;
}

/** The calls of one answer as they come in pieces, told apart whatever ids and indexes a server gives them. */
export function functionCalls(): FunctionCalls {
  const calls: OpenCall[] = [];

  /** An item’s id tells calls apart for certain; some servers have another one in each event. */
  function find({ index, itemId }: Place, given = ''): OpenCall | undefined {
    const byItem = itemId === undefined ? undefined : calls.findLast((call) => call.itemId === itemId);
    const byCall = given === '' ? undefined : calls.findLast((call) => call.given === given && call.index === index);
    return byItem ?? byCall ?? (given === '' ? calls.findLast((call) => call.index === index) : undefined);
  }

  function* begin(place: Place, { call_id: given = '', name = '' }: CalledItem): Generator<ModelEvent> {
    if (find(place, given)) return;
    const isFree = given !== '' && calls.every((call) => call.callId !== given);
    const call: OpenCall = { ...place, callId: isFree ? given : newCallId(), given, sent: '' };
    calls.push(call);
    yield { type: 'call', callId: call.callId, name };
  }

  function* tell(call: OpenCall | undefined, delta: string): Generator<ModelEvent> {
    if (!call || delta === '') return;
    call.sent += delta;
    yield { type: 'arguments', callId: call.callId, delta };
  }

  return {
    begin,
    delta: (place, delta) => tell(find(place), delta),
    *whole(place, all, item) {
      const text = typeof all === 'string' ? all : typeof all === 'object' && all !== null ? JSON.stringify(all) : '';
      const call = find(place, item?.call_id);
      if (call && text.startsWith(call.sent)) yield* tell(call, text.slice(call.sent.length));
    },
    callId: (place, item) => find(place, item.call_id)?.callId ?? null,
  };
}
