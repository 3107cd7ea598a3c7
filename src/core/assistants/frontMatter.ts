/** Where the parts of a Markdown file with front matter are, as UTF-16 offsets in its text, end excluded. */
export type FrontMatter =
  | { readonly kind: 'missing' }
  /** It begins, but no line `---` ends it. */
  | { readonly kind: 'open'; readonly start: number }
  | { readonly kind: 'closed'; readonly start: number; readonly end: number; readonly body: number };

/** A byte order mark and either kind of line end are as good as none and `\n`. */
const OPENING = /^\uFEFF?---[ \t]*(?:\r?\n|$)/;
const CLOSING = /^---[ \t]*(?:\r?\n|$)/gm;

/** Where a file's front matter stands, as offsets into the text in UTF-16 units; `open` where nothing closes it. */
export function findFrontMatter(text: string): FrontMatter {
  const start = OPENING.exec(text)?.[0].length;
  if (start === undefined) return { kind: 'missing' };
  CLOSING.lastIndex = start;
  const closing = CLOSING.exec(text);
  if (!closing) return { kind: 'open', start };
  return { kind: 'closed', start, end: closing.index, body: closing.index + closing[0].length };
}
