/** How events are told that add to a text which grows. */
export interface PieceForm<Frame> {
  /** What an event adds to a text, where it does no more than that; null for all others. */
  piece(frame: Frame): string | null;
  /** Whether two of these add to the same text. */
  isSame(one: Frame, other: Frame): boolean;
  /** The last of some as one that adds all of them. */
  whole(last: Frame, text: string): Frame;
}

/** Pieces of one text, in order: they wait as what they say, not each as an event. */
export interface Pieces<Frame> {
  last: Frame;
  /** Those before the newest, many in one. */
  readonly gathered: string[];
  readonly newest: string[];
}

/** So many become one: a string that was put together piece by piece takes forty bytes for each. */
const AT_ONCE = 256;

export function piecesOf<Frame>(first: Frame, value: string): Pieces<Frame> {
  return { last: first, gathered: [], newest: [value] };
}

/** @returns whether it was a piece of the same text */
export function added<Frame>(form: PieceForm<Frame>, pieces: Pieces<Frame>, frame: Frame, value: string): boolean {
  const { last, gathered, newest } = pieces;
  if (!form.isSame(last, frame)) return false;
  pieces.last = frame;
  newest.push(value);
  if (newest.length === AT_ONCE) gathered.push(newest.splice(0).join(''));
  return true;
}

/** All of them as one event. */
export function asOne<Frame>(form: PieceForm<Frame>, { last, gathered, newest }: Pieces<Frame>): Frame {
  return form.whole(last, [...gathered, ...newest].join(''));
}
