import { attribute, joined, office, required, unique, type Part } from './office.ts';
import { decoded, linesOf } from './officeXml.ts';
import type { Zip } from './zip.ts';

/** Elements of the parts of notes: each is a note of its own. */
const NOTES = /(?=<w:(?:footnote|endnote|comment)\b)/;

/** A Word document: its paragraphs, headings as Markdown has them, and tables row by row; behind them what stands around and beside the text. */
export const docx = office('.docx', (zip) => {
  const named = (pattern: RegExp) => zip.names.filter((name) => pattern.test(name)).map((name) => zip.text(name) ?? '');
  const parts: readonly Part[] = [
    ['', linesOf(required(zip, 'word/document.xml'))],
    ...notes(zip, 'word/footnotes.xml', 'Footnote'),
    ...notes(zip, 'word/endnotes.xml', 'Endnote'),
    ...notes(zip, 'word/comments.xml', 'Comment'),
    ...once('Header', named(/^word\/header\d*\.xml$/).map(linesOf)),
    ...once('Footer', named(/^word\/footer\d*\.xml$/).map(linesOf)),
    ...once('Chart', named(/^word\/charts\/chart\d*\.xml$/).map((xml) => unique(linesOf(xml)))),
    ...once('Diagram', named(/^word\/diagrams\/data\d*\.xml$/).map((xml) => unique(linesOf(xml)))),
  ];
  return [{ page: null, headed: true, lines: joined(parts) }];
});

function notes(zip: Zip, name: string, what: string): readonly Part[] {
  const [, ...each] = (zip.text(name) ?? '').split(NOTES);
  return each.map((xml) => {
    const author = attribute(xml.slice(0, xml.indexOf('>')), 'w:author');
    return [author ? `${what} by ${decoded(author)}` : what, linesOf(xml)];
  });
}

/** Headers of the first page, of even and of odd ones often say the same. */
function once(what: string, texts: readonly (readonly string[])[]): readonly Part[] {
  const seen = new Map(texts.map((lines) => [lines.join('\n'), lines]));
  return Array.from(seen.values(), (lines) => [what, lines]);
}
