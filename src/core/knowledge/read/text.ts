import { t } from '@vscode/l10n';
import { checkText, decode } from './decode.ts';
import { withoutData } from './data.ts';
import { linesOf } from './lines.ts';
import { hasWritten, isMarked, isMinified, isSourceMap } from './generated.ts';
import { MEGABYTE, Unfit, type DocumentKind } from './kind.ts';

/** Written text stays far below; what is larger is data or generated. */
const MAX_BYTES = 2 * MEGABYTE;
/** 5,000,000 tokens, which is what the API takes; what was uploaded is there to be found, also where it is data. */
const MAX_UPLOADED_BYTES = 20 * MEGABYTE;
/** How documents, archives and images begin: a whole one shows itself by what else is in it, a broken one may hold letters alone. */
const NO_TEXT = ['PK\x03\x04', '%PDF-1', '%PDF-2', '\xd0\xcf\x11\xe0', '\x89PNG', '\xff\xd8\xff', 'GIF87a', 'GIF89a'];
/** So much is kept of a line that is cut: enough to see what it is, such as the name to which a table is assigned. */
const HEAD_OF_LINE = 200;

/** Source and everything else that is text. */
export const text: DocumentKind = {
  maxBytes: MAX_BYTES,
  readBytes: MAX_BYTES,
  check: checkText,
  async extract(bytes) {
    const whole = await decode(bytes);
    if (isSourceMap(whole)) throw new Unfit(t('is minified or generated'));
    const lines = withoutData(linesOf(whole));
    if (isMarked(lines)) throw new Unfit(t('says that it is generated'));
    const cut = withoutMinified(lines);
    if (cut !== lines && isMostlyMinified(lines) && !hasWritten(lines)) throw new Unfit(t('is minified or generated'));
    return [{ page: null, lines: cut }];
  },
};

/** Markdown, notebooks and templates: people write them, also about generated files, and also all on one line. */
export const prose: DocumentKind = {
  ...text,
  async extract(bytes) {
    const lines = withoutData(linesOf(await decode(bytes)));
    return [{ page: null, lines: hasWritten(lines) ? withoutMinified(lines) : lines }];
  },
};

/** Text that somebody uploaded to be searched. */
export const uploadedText: DocumentKind = {
  maxBytes: MAX_UPLOADED_BYTES,
  readBytes: MAX_UPLOADED_BYTES,
  check(head) {
    checkText(head);
    const beginning = head.toString('latin1', 0, 8);
    if (NO_TEXT.some((mark) => beginning.startsWith(mark))) throw new Unfit(t('is a damaged document or image, or one of another kind than its name says'));
  },
  extract: async (bytes) => [{ page: null, lines: linesOf(await decode(bytes)) }],
};

function isMostlyMinified(lines: readonly string[]): boolean {
  const letters = (some: readonly string[]) => some.reduce((sum, { length }) => sum + length, 0);
  return letters(lines.filter(isMinified)) > letters(lines) / 2;
}

/** The same lines where none is minified, as in nearly all files. */
function withoutMinified(lines: readonly string[]): readonly string[] {
  return lines.some(isMinified) ? lines.map((line) => (isMinified(line) ? `${line.slice(0, HEAD_OF_LINE)}…` : line)) : lines;
}
