import { attribute, joined, office, relations, required, unique, type Part } from './office.ts';
import { decoded, linesOf, type Levels } from './officeXml.ts';

/** Elements of the parts of notes: each is a note of its own. */
const NOTES = /(?=<w:(?:footnote|endnote|comment)\b)/;

const MAIN = 'word/document.xml';
const STYLES = /(?=<w:style\s)/;
/** Of styles that are based on others; longer chains go in circles. */
const MAX_BASES = 20;

/** A Word document: its paragraphs, headings as Markdown has them, and tables row by row; behind them what stands around and beside the text. */
export const docx = office('.docx', (zip) => {
  // Some programs give it a number.
  const main = relations(zip, '').find(({ type, target }) => type === 'officeDocument' && zip.names.includes(target))?.target ?? MAIN;
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const levels = levelsOf(zip.text(`${folder}styles.xml`) ?? '');
  const named = (name: string) => zip.names.filter((each) => each.startsWith(folder + name) && /^\d*\.xml$/.test(each.slice(folder.length + name.length))).map((each) => zip.text(each) ?? '');
  const lines = (name: string) => named(name).map((xml) => linesOf(xml, levels));
  const parts: readonly Part[] = [
    ['', linesOf(required(zip, main), levels)],
    ...notes(named('footnotes'), 'Footnote'),
    ...notes(named('endnotes'), 'Endnote'),
    ...notes(named('comments'), 'Comment'),
    ...once('Header', lines('header')),
    ...once('Footer', lines('footer')),
    ...once('Chart', lines('charts/chart').map(unique)),
    ...once('Diagram', lines('diagrams/data').map(unique)),
  ];
  return [{ page: null, headed: true, lines: joined(parts) }];
});

/** Which styles are headings. They are called as the language of their author has it, and say by another name what they are. */
function levelsOf(xml: string): Levels {
  const styles = new Map(xml.split(STYLES).map((style) => [attribute(style.slice(0, style.indexOf('>')), 'w:styleId') ?? '', style]));
  const levelOf = (id: string, depth = 0): number => {
    const style = styles.get(id) ?? '';
    const value = (name: string) => attribute(new RegExp(`<w:${name}\\b[^<>]*>`).exec(style)?.[0] ?? '', 'w:val');
    const heading = /^heading ([1-6])$/i.exec(value('name') ?? '')?.[1];
    if (heading !== undefined) return Number(heading);
    const [outline, base] = [value('outlineLvl'), value('basedOn')];
    if (outline !== undefined) return Number(outline) + 1;
    return base === undefined || depth > MAX_BASES ? 0 : levelOf(base, depth + 1);
  };
  return new Map([...styles.keys()].map((id) => [id, levelOf(id)]));
}

function notes(texts: readonly string[], what: string): readonly Part[] {
  return texts.flatMap((text) => text.split(NOTES).slice(1)).map((xml) => {
    const author = attribute(xml.slice(0, xml.indexOf('>')), 'w:author');
    return [author ? `${what} by ${decoded(author)}` : what, linesOf(xml)];
  });
}

/** Headers of the first page, of even and of odd ones often say the same. */
function once(what: string, texts: readonly (readonly string[])[]): readonly Part[] {
  const seen = new Map(texts.map((lines) => [lines.join('\n'), lines]));
  return Array.from(seen.values(), (lines) => [what, lines]);
}
