import { createHash } from 'node:crypto';
import { newId } from '../../types/id.ts';
import type { CallBody, Item } from '../../types/item.ts';

/** Before an id of our own, where a server gave none. It is sent without. */
const OURS = 'call_own_';
/** Letters and digits of an id that all providers take. */
const CHARS = 9;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** An id for a call to which its server gave none. */
export function newCallId(): string {
  return OURS + newId('').slice(0, CHARS);
}

/**
 * The id under which each call is sent: its own where that is valid and not taken, else one made of it. The same thread has the
 * same ids each time, so that the provider's cache holds it.
 * @param calls all calls of a request, in order
 * @param valid what the provider takes
 */
export function sentIds(calls: readonly Item<CallBody>[], valid: RegExp): ReadonlyMap<Item, string> {
  const sent = new Map<Item, string>();
  const taken = new Set<string>();
  for (const call of calls) {
    let id = call.callId.startsWith(OURS) ? call.callId.slice(OURS.length) : call.callId;
    // Some servers count anew in each turn: `call_0` is another call there.
    for (let time = 0; !valid.test(id) || taken.has(id); time++) id = made(call.callId, time);
    taken.add(id);
    sent.set(call, id);
  }
  return sent;
}

function made(callId: string, time: number): string {
  const bytes = createHash('sha256').update(`${time} ${callId}`).digest();
  return [...bytes.subarray(0, CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
