/** A line, or a part of one. */
export interface Piece {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly beginsLine: boolean;
  readonly bytes: number;
}

/** A line in pieces of at most `max` bytes: after a space where there is one. */
export function cut(text: string, line: number, max: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  do {
    const end = fitting(text, from, max);
    const space = end < text.length ? text.lastIndexOf(' ', end - 1) + 1 : end;
    const to = space > from ? space : end;
    const piece = text.slice(from, to);
    // One more for the line's end.
    pieces.push({ line, text: piece, beginsLine: from === 0, bytes: Buffer.byteLength(piece) + 1 });
    from = to;
  } while (from < text.length);
  return pieces;
}

/** How far one gets from `from` with so many bytes; never into the middle of a character. */
function fitting(text: string, from: number, max: number): number {
  // Most lines fit as they are: a UTF-16 unit takes three bytes at most.
  if ((text.length - from) * 3 < max) return text.length;
  let bytes = 1;
  let at = from;
  for (const char of text.slice(from, from + max)) {
    bytes += Buffer.byteLength(char);
    if (bytes > max) break;
    at += char.length;
  }
  return at;
}
