import { headingOf, type LineRange, type Part } from '../../types/citation.ts';
import { LONG_LINE } from '../read/data.ts';
import type { Section } from '../read/kind.ts';
import { cut } from './pieces.ts';

/** Measured: chunks of 20 to 80 lines rank the same; 40 lines still read as one passage. */
const MAX_LINES = 40;
/** About 1,000 tokens: keeps a passage readable where each line is a whole paragraph. 40 lines of code rarely reach it. */
const MAX_CHARS = 4000;
/** Lines of a letter or two go on until there is something to read: a list of them would else be more chunks than a book. */
const MIN_CHARS = 200;
/** A line that is no line any more is quoted in parts. In bytes; some paragraphs. */
const MAX_PIECE = 1000;

export interface Chunk {
  readonly lines: LineRange;
  readonly page: number | null;
  /** Where its first line stands; left out where pages and lines say it. */
  readonly part?: Part;
  readonly text: string;
  /** So many characters at the beginning of `text` repeat the end of the chunk before. */
  readonly overlap: number;
}

/** Cuts a document into chunks that follow each other without a gap and never cross a page. Lines count on over pages. */
export function chunk(sections: readonly Section[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let line = 1;
  for (const section of sections) {
    const { page, lines } = section;
    const partAt = partsOf(section);
    for (let from = 0; from < lines.length; ) {
      if (isLong(lines[from])) {
        const number = line + from;
        for (const { text } of cut(lines[from] ?? '', number, MAX_PIECE)) chunks.push({ lines: { start: number, end: number }, page, ...partAt(from), text, overlap: 0 });
        from++;
        continue;
      }
      const to = endOfChunk(lines, from);
      chunks.push({ lines: { start: line + from, end: line + to - 1 }, page, ...partAt(from), text: lines.slice(from, to).join('\n'), overlap: 0 });
      from = to;
    }
    line += lines.length;
  }
  return chunks;
}

/** Says of a line of the section where it stands. @returns a function to be asked of one line after the other */
export function partsOf({ part, headed, lines }: Section): (index: number) => { readonly part?: Part } {
  let title: string | null = null;
  let seen = 0;
  return (index) => {
    if (part?.kind === 'sheet') return { part: { ...part, row: part.row + index } };
    if (!headed) return {};
    for (; seen <= index; seen++) title = headingOf(lines[seen] ?? '') ?? title;
    return title === null ? {} : { part: { kind: 'heading', title } };
  };
}

/** Where the chunk that starts at `from` ends (exclusive). */
function endOfChunk(lines: readonly string[], from: number): number {
  let chars = 0;
  for (let to = from; to < lines.length; to++) {
    if (to - from >= MAX_LINES && chars >= MIN_CHARS) return to;
    chars += (lines[to]?.length ?? 0) + 1;
    if ((chars > MAX_CHARS || isLong(lines[to])) && to > from) return to;
  }
  return lines.length;
}

function isLong(line = ''): boolean {
  return line.length > LONG_LINE;
}
