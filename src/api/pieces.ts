import type { Frame } from './lanes.ts';

/** Pieces of one text of a message, in order: they wait as what they say, not each as an event. */
export interface Pieces {
  readonly first: TextDelta;
  /** Those before the newest, many in one. */
  readonly gathered: string[];
  readonly newest: string[];
}

type TextDelta = Extract<Frame, { readonly event: 'thread.message.delta' }>;

/** So many become one: a string that was put together piece by piece takes forty bytes for each. */
const AT_ONCE = 256;

/** What an event adds to a text, where it does no more than that; null for all others. */
export function pieceOf(frame: Frame): { readonly delta: TextDelta; readonly value: string } | null {
  if (frame.event !== 'thread.message.delta') return null;
  const { content } = frame.data.delta;
  const [part] = content ?? [];
  if (content?.length !== 1 || part?.type !== 'text' || part.text?.value === undefined || part.text.annotations?.length) return null;
  return { delta: frame, value: part.text.value };
}

export function piecesOf(first: TextDelta, value: string): Pieces {
  return { first, gathered: [], newest: [value] };
}

/** @returns whether it was a piece of the same text */
export function added({ first, gathered, newest }: Pieces, delta: TextDelta, value: string): boolean {
  if (first.data.id !== delta.data.id || first.data.delta.content?.[0]?.index !== delta.data.delta.content?.[0]?.index) return false;
  newest.push(value);
  if (newest.length === AT_ONCE) gathered.push(newest.splice(0).join(''));
  return true;
}

/** All of them as one event. */
export function asOne({ first, gathered, newest }: Pieces): TextDelta {
  const index = first.data.delta.content?.[0]?.index ?? 0;
  const text = { value: [...gathered, ...newest].join(''), annotations: [] };
  return { event: first.event, data: { ...first.data, delta: { content: [{ index, type: 'text', text }] } } };
}
