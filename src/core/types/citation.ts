/** Lines of a text, counted from 1, both ends included. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

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
  /** Page counted from 1, for documents that have pages. */
  readonly page: number | null;
  readonly text: string;
  /** SHA-256 of `text`, hexadecimal: tells whether the file still says this. */
  readonly hash: string;
  /** 0 to 1: the share that its words carry of all that the query's words say; comparable between searches. */
  readonly score: number;
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

export function toCitation(passage: NumberedPassage): Citation {
  const { number, file, focus, page, hash } = passage;
  return { number, file, lines: focus, page, quote: quote(passage, focus), hash };
}
