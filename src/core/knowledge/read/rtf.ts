import { once } from 'node:events';
import { Transform } from 'node:stream';
import { t } from '@vscode/l10n';
import { encodingNamed } from './encodingName.ts';
import { MEGABYTE, Unfit, type DocumentKind } from './kind.ts';
import { linesOf } from './lines.ts';

/** Pictures in it are written in letters. */
const MAX_BYTES = 50 * MEGABYTE;
/** Groups that hold no text of the document, beside those that say it themselves. */
const SILENT = new Set('pict object objdata info stylesheet colortbl themedata datastore listtable listoverridetable rsidtbl generator xmlnstbl latentstyles'.split(' '));
/** What ends a line, or parts one cell from the next. */
const ENDS: Readonly<Record<string, string>> = { cell: ' | ', nestcell: ' | ' };
const PARAGRAPHS = new Set(['row', 'sect', 'page', 'nestrow', 'column']);

/** The library's tokens; its numbers for their types are not exported. */
interface Token {
  readonly type: number;
  readonly word?: string;
  readonly data?: Buffer;
}
const [BEGIN, END, CONTROL, TEXT] = [0, 1, 2, 3];

/** Rich text. */
export const rtf: DocumentKind = {
  maxBytes: MAX_BYTES,
  readBytes: MAX_BYTES,
  check(head) {
    if (!head.toString('latin1', 0, 5).startsWith('{\\rtf')) throw new Unfit(t('is not a document of this kind, whatever its name says'));
  },
  async extract(bytes) {
    // Loaded here because it is seldom needed.
    const [{ Tokenize }, { ToPlainText }] = await Promise.all([import('rtf-stream-parser'), import('rtf-stream-parser/dist/src/ToPlainText.js')]);
    const plain = new ToPlainText({ decode, warn: () => {} });
    const text: string[] = [];
    plain.on('data', (part: string | Buffer) => text.push(String(part)));
    const tokens = new Tokenize();
    const spoken = withoutSilent();
    const failed = Promise.race([tokens, spoken, plain].map((stream) => once(stream, 'error').then(([cause]) => Promise.reject(cause))));
    tokens.pipe(spoken).pipe(plain);
    tokens.end(bytes);
    await Promise.race([once(plain, 'end'), failed]).catch((cause: unknown) => {
      throw new Unfit(t('is a damaged document'), { cause });
    });
    const lines = linesOf(text.join('')).map((line) => line.replace(/(?: \| )+$/, '').trimEnd());
    if (!lines.some(Boolean)) throw new Unfit(t('has no text'));
    return [{ page: null, lines }];
  },
};

function decode(bytes: Buffer, codePage: string): string {
  return new TextDecoder(encodingNamed(codePage) ?? 'windows-1252').decode(bytes);
}

/** Passes the tokens on without those of pictures and tables of styles, and with line ends where a row or a section ends. */
function withoutSilent(): Transform {
  let depth = 0;
  let silentFrom = Infinity;
  return new Transform({
    objectMode: true,
    transform(token: Token, _encoding, done) {
      if (token.type === BEGIN) depth++;
      if (token.type === CONTROL && SILENT.has(token.word ?? '')) silentFrom = Math.min(silentFrom, depth);
      const passes = depth < silentFrom || token.type === BEGIN || token.type === END;
      const cell = ENDS[token.word ?? ''];
      if (passes && token.type === CONTROL && cell) this.push({ type: TEXT, data: Buffer.from(cell) });
      else if (passes && token.type === CONTROL && PARAGRAPHS.has(token.word ?? '')) this.push({ type: CONTROL, word: 'par' });
      else if (passes) this.push(token);
      if (token.type === END && depth-- === silentFrom) silentFrom = Infinity;
      done();
    },
  });
}
