import type { Chunking } from '../../types/vectorStore.ts';
import type { Section } from '../read/kind.ts';
import { partsOf, type Chunk } from './chunk.ts';
import { cut, type Piece } from './pieces.ts';

/** In UTF-8; see {@link Chunking}. */
const BYTES_PER_TOKEN = 4;
/** A line of more than this share of a chunk is cut between words, so that chunks come near their size and overlap within it, too. */
const MAX_PIECE = 1 / 4;

/** Cuts a document into chunks of at most so many tokens, each repeating the end of the one before; none crosses a page. */
export function chunkDocument(sections: readonly Section[], { maxTokens, overlapTokens }: Chunking): readonly Chunk[] {
  const max = maxTokens * BYTES_PER_TOKEN;
  const overlap = overlapTokens * BYTES_PER_TOKEN;
  const chunks: Chunk[] = [];
  let line = 1;
  for (const section of sections) {
    const { page, lines } = section;
    const partAt = partsOf(section);
    const pieces = lines.flatMap((text, index) => cut(text, line + index, max * MAX_PIECE));
    for (let from = 0, done = 0; done < pieces.length; from = repeatFrom(pieces, from, done, overlap)) {
      const to = endOfChunk(pieces, from, max);
      const [first, last] = [pieces[from], pieces[to - 1]];
      if (!first || !last) break;
      const repeated = join(pieces.slice(from, done)).length;
      chunks.push({ lines: { start: first.line, end: last.line }, page, ...partAt(first.line - line), text: join(pieces.slice(from, to)), overlap: repeated });
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
