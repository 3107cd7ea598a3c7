import { MEGABYTE, Unfit, type DocumentKind, type Section } from './kind.ts';
import { openZip, type Zip } from './zip.ts';

/** Mostly pictures, above this; the text that is read has a limit of its own. */
const MAX_BYTES = 50 * MEGABYTE;
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** How documents with a password begin, and those of before 2007. */
const OLD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** A Word document: its paragraphs, headings as Markdown has them, and tables row by row. */
export const docx = office((zip) => [{ page: null, lines: linesOf(required(zip, 'word/document.xml')) }]);

/** A PowerPoint presentation: a page for each slide, in the order in which they are shown. */
export const pptx = office((zip) => {
  const targets = new Map(
    Array.from(required(zip, 'ppt/_rels/presentation.xml.rels').matchAll(/<Relationship\b[^<>]*>/g), ([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target')?.replace(/^\/ppt\//, ''),
    ]),
  );
  const ids = Array.from(required(zip, 'ppt/presentation.xml').matchAll(/<p:sldId\b[^<>]*>/g), ([tag]) => attribute(tag, 'r:id'));
  return ids.map((id, index) => ({ page: index + 1, lines: linesOf(required(zip, `ppt/${targets.get(id)}`)) }));
});

function office(sections: (zip: Zip) => readonly Section[]): DocumentKind {
  return {
    maxBytes: MAX_BYTES,
    readBytes: MAX_BYTES,
    check(head) {
      if (head.subarray(0, OLD.length).equals(OLD)) throw new Unfit('is protected with a password, or in the format of before 2007');
      if (!head.subarray(0, ZIP.length).equals(ZIP)) throw new Unfit('is not a document of this kind, whatever its name says');
    },
    extract: (bytes) => sections(openZip(bytes)),
  };
}

function required(zip: Zip, name: string): string {
  const text = zip(name);
  if (text === null) throw new Unfit('is not a document of this kind, whatever its name says');
  return text;
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
}

/** No tag holds a `<`: to look for its end beyond the next one would take for ever where none has an end. */
const TOKEN = /<([^<>]*)>|([^<]+)/g;

/**
 * The paragraphs of Office's XML, an empty line between them. Word (`w:`) and PowerPoint (`a:`) name what matters here alike:
 * `p` a paragraph, `t` its text, `br` and `tab`; `tbl`, `tr` and `tc` a table, its rows and cells.
 */
function linesOf(xml: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let prefix = '';
  let inText = false;
  let inTable = 0;
  const end = (...after: readonly string[]) => {
    if (line.trim()) lines.push(...(prefix + line.trimEnd()).split('\n'), ...after);
    line = prefix = '';
  };
  for (const [, tag, text] of xml.matchAll(TOKEN)) {
    if (text !== undefined) {
      if (inText) line += decoded(text);
      continue;
    }
    const [, closing, name, rest] = /^(\/?)[wa]:(\w+)(.*)$/s.exec(tag ?? '') ?? [];
    switch (name) {
      case 't':
        inText = !closing && !rest?.endsWith('/');
        break;
      case 'tab':
        // Word also names the stops of a tabulator so, with their places.
        if (!rest?.includes('w:pos')) line += '\t';
        break;
      case 'br':
        line += inTable ? ' ' : '\n';
        break;
      case 'pStyle':
        prefix = '#'.repeat(Number(/w:val="Heading([1-6])"/.exec(rest ?? '')?.[1] ?? 0));
        if (prefix) prefix += ' ';
        break;
      case 'numPr':
        prefix ||= '- ';
        break;
      case 'p':
        if (closing && inTable) line += ' ';
        else if (closing) end(...(prefix === '- ' ? [] : ['']));
        break;
      case 'tbl':
        inTable += closing ? -1 : 1;
        if (closing) lines.push('');
        break;
      case 'tc':
        if (closing) line = `${line.trimEnd()} | `;
        break;
      case 'tr':
        if (closing) {
          line = line.replace(/ \| $/, '');
          end();
        }
        break;
    }
  }
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
