import type { Chunking } from '../../types/vectorStore.ts';
import type { Chunk } from './chunk.ts';
import type { Section } from '../read/kind.ts';

/** In UTF-8; see {@link Chunking}. */
const BYTES_PER_TOKEN = 4;
/** A line of more than this share of a chunk is cut between words, so that chunks come near their size and overlap within it, too. */
const MAX_PIECE = 1 / 4;

/** A line, or a part of one. */
interface Piece {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly beginsLine: boolean;
  readonly bytes: number;
}

/** Cuts a document into chunks of at most so many tokens, each repeating the end of the one before; none crosses a page. */
export function chunkDocument(sections: readonly Section[], { maxTokens, overlapTokens }: Chunking): readonly Chunk[] {
  const max = maxTokens * BYTES_PER_TOKEN;
  const overlap = overlapTokens * BYTES_PER_TOKEN;
  const chunks: Chunk[] = [];
  let line = 1;
  for (const { page, lines } of sections) {
    const pieces = lines.flatMap((text, index) => cut(text, line + index, max * MAX_PIECE));
    for (let from = 0, done = 0; done < pieces.length; from = repeatFrom(pieces, from, done, overlap)) {
      const to = endOfChunk(pieces, from, max);
      const [first, last] = [pieces[from], pieces[to - 1]];
      if (!first || !last) break;
      const repeated = join(pieces.slice(from, done)).length;
      chunks.push({ lines: { start: first.line, end: last.line }, page, text: join(pieces.slice(from, to)), overlap: repeated });
      done = to;
    }
    line += lines.length;
  }
  return chunks;
}

/** Where the chunk that starts at `from` ends (exclusive). */
function endOfChunk(pieces: readonly Piece[], from: number, max: number): number {
  let bytes = 0;
  let to = from;
  for (let piece = pieces[to]; piece && bytes + piece.bytes <= max; piece = pieces[++to]) bytes += piece.bytes;
  return to;
}

/** Where the chunk begins that goes on at `done`, after one that began at `from`. */
function repeatFrom(pieces: readonly Piece[], from: number, done: number, overlap: number): number {
  let bytes = 0;
  let start = done;
  for (let piece = pieces[start - 1]; piece && start - 1 > from && bytes + piece.bytes <= overlap; piece = pieces[--start - 1]) bytes += piece.bytes;
  return start;
}

function join(pieces: readonly Piece[]): string {
  return pieces.map(({ beginsLine, text }, index) => (beginsLine && index > 0 ? `\n${text}` : text)).join('');
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
