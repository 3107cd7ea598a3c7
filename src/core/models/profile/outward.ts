import type { Item } from '../../types/item.ts';
import { joined, speakerOf, spoken, type SpokenEntry, type TranscriptCall, type TranscriptEntry } from '../transcript.ts';
import { sentIds } from './callIds.ts';
import { sentName } from './callNames.ts';
import { holdsField, joinedFields, ownFields, type Fields } from './fields.ts';
import type { Profile } from './profile.ts';

/** A call under a name and an id that its provider takes, with the fields that came from there. */
export interface OutwardCall extends TranscriptCall {
  readonly own: Fields;
}

/** What was said at a stretch, as its provider takes it. */
export interface OutwardEntry extends TranscriptEntry {
  readonly calls: readonly OutwardCall[];
  readonly own: Fields;
}

/** Stands where a run ended between a tool’s result and the next question. */
const UNANSWERED: OutwardEntry = { role: 'assistant', text: '(This was not answered.)', images: [], calls: [], own: {} };

/**
 * A thread as a provider takes it, whoever answered before. Names and ids of calls are valid, and map one to one; nothing is
 * blank; user and assistant take turns. What came from this provider goes back at its place. A turn that lacks what the provider
 * needs of it is told in words, since another model made it.
 */
export function outward(items: readonly Item[], profile: Profile): readonly OutwardEntry[] {
  const entries = spoken(items);
  const ids = sentIds(entries.flatMap(({ calls }) => calls.map(({ item }) => item)), profile.ids);
  const turns = ownOfTurns(items, profile);
  const toEntry = ({ role, text, images, calls, speaker }: SpokenEntry): OutwardEntry => ({
    role,
    text,
    images,
    calls: calls.map(({ item, name, arguments: args, output }) => ({
      callId: ids.get(item) ?? item.callId,
      name: sentName(name),
      arguments: args,
      output,
      own: ownOf(item, profile),
    })),
    own: turns.get(speaker) ?? {},
  });
  return inTurns(entries.map(toEntry).flatMap((entry) => (lacks(entry, profile) ? inWords(entry) : [entry])), profile);
}

/** What came with each turn as a whole; its reasoning keeps it. */
function ownOfTurns(items: readonly Item[], profile: Profile): ReadonlyMap<string, Fields> {
  const turns = new Map<string, Fields>();
  for (const item of items) {
    if (item.type !== 'reasoning') continue;
    const turn = speakerOf(item);
    turns.set(turn, joinedFields(turns.get(turn) ?? {}, ownOf(item, profile)));
  }
  return turns;
}

/** What came with an item from this provider, as far as that takes it back. */
export function ownOf({ provider }: Item, { provider: from, refuses }: Profile): Fields {
  return Object.fromEntries(Object.entries(ownFields(provider, from)).filter(([name]) => !refuses.has(name)));
}

function lacks({ calls, own }: OutwardEntry, { needs }: Profile): boolean {
  // Of calls made at once, the first bears what is needed for all of them.
  return calls.length > 0 && [...needs].some((name) => !holdsField([own, calls[0]?.own], name));
}

/** Not as blocks that a model could copy in place of a call. */
function inWords({ text, calls }: OutwardEntry): readonly OutwardEntry[] {
  const called = calls.map(({ name, arguments: args }) => `I called ${name} with ${args}.`);
  const results = calls.map(({ name, output }) => `Result of ${name}:\n${output}`);
  return [
    { role: 'assistant', text: joined(text, ...called), images: [], calls: [], own: {} },
    { role: 'user', text: joined(...results), images: [], calls: [], own: {} },
  ];
}

/** The entries with nobody speaking twice in a row. */
function inTurns(entries: readonly OutwardEntry[], { order }: Profile): readonly OutwardEntry[] {
  const all: OutwardEntry[] = [];
  for (const entry of entries) {
    const last = all.at(-1);
    if (last?.role === entry.role && last.calls.length === 0 && Object.keys(last.own).length === 0) {
      all[all.length - 1] = { ...entry, text: joined(last.text, entry.text), images: [...last.images, ...entry.images] };
    } else {
      if (order === 'answered' && last && last.calls.length > 0 && entry.role === 'user') all.push(UNANSWERED);
      all.push(entry);
    }
  }
  return all;
}
