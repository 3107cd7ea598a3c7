/** Lines of a text, counted from 1, both ends included. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** A place in a document whose parts have names: a row of a sheet, counted from 1, or what stands below a heading. */
export type Part = { readonly kind: 'sheet'; readonly name: string; readonly row: number } | { readonly kind: 'heading'; readonly title: string };

/** A file known to a vector store. */
export interface FileRef {
  /** Absolute path of a workspace file, or the id of an uploaded one. */
  readonly id: string;
  /** As shown: relative to its folder, `/` between parts; the folder's name comes first where there are several. */
  readonly path: string;
}

/** A piece of a file that a search found. */
export interface Passage {
  readonly file: FileRef;
  /** Where `text` stands in the file (in the extracted text, for documents that are not text). */
  readonly lines: LineRange;
  /** The lines within `lines` that fit the query best: what is quoted and opened. */
  readonly focus: LineRange;
  /** Page, slide or cell counted from 1, for documents that have them. */
  readonly page: number | null;
  /** Where its first line stands, in a document whose parts have names; left out for all others. */
  readonly part?: Part;
  readonly text: string;
  /** SHA-256 of `text`, hexadecimal: tells whether the file still says this. */
  readonly hash: string;
  /** 0 to 1: the share that its words carry of all that the query's words say; comparable between searches. */
  readonly score: number;
  /** The cosine of its vector and the question's; left out where it has none, or is not among the nearest. Comparable between stores of one model. */
  readonly nearness?: number;
}

/** A passage as a thread knows it: by the number it is cited with, unique in the thread. */
export interface NumberedPassage extends Passage {
  readonly number: number;
}

/** What an answer points to: a file, lines of it and the words that stood there. */
export interface Citation {
  readonly number: number;
  readonly file: FileRef;
  readonly lines: LineRange;
  readonly page: number | null;
  /** As in {@link Passage}, of the first cited line. */
  readonly part?: Part;
  readonly quote: string;
  readonly hash: string;
}

/** The lines `lines` of a passage's text. */
export function quote(passage: Passage, lines: LineRange): string {
  return passage.text
    .split('\n')
    .slice(lines.start - passage.lines.start, lines.end - passage.lines.start + 1)
    .join('\n');
}

/** A passage as an answer points to it: the lines of its focus, quoted. */
export function toCitation(passage: NumberedPassage): Citation {
  const { number, file, focus, page, hash } = passage;
  const citation = { number, file, lines: focus, page, quote: quote(passage, focus), hash };
  const part = partAt(passage, focus.start);
  return part ? { ...citation, part } : citation;
}

/** Where a line of a passage stands. */
export function partAt({ part, lines, text }: Passage, line: number): Part | undefined {
  switch (part?.kind) {
    case 'sheet':
      return { ...part, row: part.row + line - lines.start };
    case 'heading': {
      const above = text.split('\n').slice(0, line - lines.start + 1);
      const title = above.map(headingOf).findLast((heading) => heading !== null);
      return title ? { kind: 'heading', title } : part;
    }
    case undefined:
      return undefined;
  }
}

/** What a line says that is a heading; null for all others. */
export function headingOf(line: string): string | null {
  return /^#{1,6} +(.+)$/.exec(line)?.[1] ?? null;
}
