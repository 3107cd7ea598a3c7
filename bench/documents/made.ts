import { makePdf } from '../../test/core/knowledge/read/makePdf.ts';
import { makeXlsx } from '../../test/core/knowledge/read/makeXlsx.ts';
import { makeDocx, makePptx, makeZip } from '../../test/core/knowledge/read/makeZip.ts';

const WORDS = 12_000;
const WORDS_OF_LINE = 10;
const LINES_OF_PAGE = 40;
/** No ready-made text: each word is told from all others, so that none is found by chance. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export interface MadeDocument {
  readonly kind: string;
  readonly bytes: Buffer;
  /** All that a reader of it sees. */
  readonly words: readonly string[];
}

/** One document of each kind, all of the same words. */
export function madeDocuments(): readonly MadeDocument[] {
  const words = Array.from({ length: WORDS }, (_, index) => word(index));
  const lines = cut(words, WORDS_OF_LINE).map((some) => some.join(' '));
  const pages = cut(lines, LINES_OF_PAGE);
  const each = (tag: string) => lines.map((line) => `<${tag}>${line}</${tag}>`).join('');
  const cells = Object.fromEntries(lines.flatMap((line, row) => line.split(' ').map((cell, column) => [`${'ABCDEFGHIJ'[column]}${row + 1}`, cell])));
  const openDocument = (type: string, body: string) =>
    makeZip({ mimetype: `application/vnd.oasis.opendocument.${type}`, 'content.xml': `<office:document-content><office:body>${body}</office:body></office:document-content>` });
  const row = (line: string) => `<table:table-row>${line.split(' ').map((cell) => `<table:table-cell><text:p>${cell}</text:p></table:table-cell>`).join('')}</table:table-row>`;
  const cell = (page: readonly string[], index: number) => ({ cell_type: index % 2 ? 'code' : 'markdown', source: page.map((line) => `${line}\n`), metadata: {}, ...(index % 2 ? { outputs: [], execution_count: null } : {}) });
  const made: Readonly<Record<string, Buffer | string>> = {
    pdf: makePdf(pages),
    docx: makeDocx(lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')),
    pptx: makePptx(pages.map((page) => `<p:sp><p:txBody>${page.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp>`)),
    xlsx: makeXlsx({ Words: cells }),
    odt: openDocument('text', `<office:text>${each('text:p')}</office:text>`),
    ods: openDocument('spreadsheet', `<office:spreadsheet><table:table table:name="Words">${lines.map(row).join('')}</table:table></office:spreadsheet>`),
    epub: makeZip({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>',
      'book.opf': '<package><manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="one"/></spine></package>',
      'one.xhtml': `<html><body>${each('p')}</body></html>`,
    }),
    rtf: `{\\rtf1\\ansi ${lines.join('\\par\n')}}`,
    eml: `From: a@example.com\nTo: b@example.com\nSubject: Words\nContent-Type: text/plain; charset=utf-8\n\n${lines.join('\n')}\n`,
    html: `<!doctype html><html><head><style>p { margin: 0 }</style></head><body>${each('p')}</body></html>`,
    ipynb: JSON.stringify({ cells: pages.map(cell), metadata: {}, nbformat: 4, nbformat_minor: 4 }),
  };
  return Object.entries(made).map(([kind, content]) => ({ kind, bytes: Buffer.from(content), words }));
}

function word(index: number): string {
  let said = '';
  for (let left = index + 1; said.length < 6; left = Math.floor(left / LETTERS.length)) said += LETTERS[(left + said.length * 7) % LETTERS.length];
  return said;
}

function cut<T>(all: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / length) }, (_, index) => all.slice(index * length, (index + 1) * length));
}
