import { checkText, decode } from './decode.ts';
import type { DocumentKind } from './kind.ts';
import { linesOf } from './lines.ts';

/** The column names and enough rows to recognise a table by; its figures are for Analyze File, and would only drown other words. */
const MAX_LINES = 200;
/** Room for 200 long rows. */
const READ_BYTES = 256 * 1024;

/** Tables of any size, of which the beginning is indexed. */
export const table: DocumentKind = {
  maxBytes: Infinity,
  readBytes: READ_BYTES,
  check: checkText,
  async extract(bytes) {
    return [{ page: null, lines: linesOf(await decode(wholeLines(bytes))).slice(0, MAX_LINES) }];
  },
};

/** Without the line, and so without the character, that reading only the beginning has cut. */
function wholeLines(bytes: Buffer): Buffer {
  const end = bytes.lastIndexOf('\n');
  return bytes.length < READ_BYTES || end < 0 ? bytes : bytes.subarray(0, end);
}
