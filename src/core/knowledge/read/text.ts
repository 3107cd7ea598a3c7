import { checkText, decode } from './decode.ts';
import { MEGABYTE, Unfit, type DocumentKind } from './kind.ts';

/** Written text stays far below; what is larger is data or generated. */
const MAX_BYTES = 2 * MEGABYTE;
/** 5,000,000 tokens, which is what the API takes; what was uploaded is there to be found, also where it is data. */
const MAX_UPLOADED_BYTES = 20 * MEGABYTE;
/** How documents, archives and images begin: a whole one shows itself by what else is in it, a broken one may hold letters alone. */
const NO_TEXT = ['PK\x03\x04', '%PDF-1', '%PDF-2', '\xd0\xcf\x11\xe0', '\x89PNG', '\xff\xd8\xff', 'GIF87a', 'GIF89a'];
/** Longer than the longest paragraph that people write on one line; minified code has far longer ones. */
const LONG_LINE = 2000;

/** Source, Markdown and everything else that is text. */
export const text: DocumentKind = {
  maxBytes: MAX_BYTES,
  readBytes: MAX_BYTES,
  check: checkText,
  extract(bytes) {
    const lines = linesOf(decode(bytes));
    if (isGenerated(lines)) throw new Unfit('is minified or generated');
    return [{ page: null, lines }];
  },
};

/** Text that somebody uploaded to be searched. */
export const uploadedText: DocumentKind = {
  maxBytes: MAX_UPLOADED_BYTES,
  readBytes: MAX_UPLOADED_BYTES,
  check(head) {
    checkText(head);
    const beginning = head.toString('latin1', 0, 8);
    if (NO_TEXT.some((mark) => beginning.startsWith(mark))) throw new Unfit('is a damaged document or image, or one of another kind than its name says');
  },
  extract: (bytes) => [{ page: null, lines: linesOf(decode(bytes)) }],
};

/** The lines of a text, as editors count them; the line end at the end of the text begins no further line. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split(/\r\n?|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Whether more than half of the text stands on lines that nobody writes. */
function isGenerated(lines: readonly string[]): boolean {
  let total = 0;
  let long = 0;
  for (const { length } of lines) {
    total += length;
    if (length > LONG_LINE) long += length;
  }
  return long > total / 2;
}
