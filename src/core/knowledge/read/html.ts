import { Parser } from 'htmlparser2';
import { t } from '@vscode/l10n';
import { named } from '../../limits/budget.ts';
import { DOCUMENT } from '../../limits/limits.ts';
import { Unfit } from './kind.ts';

/** What is no text of a page, and how its characters are spoken, which stands in the middle of words. */
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'rt', 'rp']);
/** What is read or heard in place of a picture or a field. */
const SPOKEN = ['alt', 'placeholder', 'aria-label'];
/** Descriptions for those who search. */
const DESCRIBED = new Set(['description', 'keywords', 'og:title', 'og:description']);
/** What begins a line of its own. */
const BLOCK = new Set(
  'address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section summary table td th title tr ul'.split(' '),
);
const HEADING = /^h([1-6])$/;

interface Said {
  readonly text: string;
  /** Where it stands in the source, in characters. */
  readonly at: number;
}

/** The lines of a page, each text on the line on which it stands in the source; null where its elements lie too deep in each other. */
export function htmlInPlace(html: string): readonly string[] | null {
  const texts = said(html, ' ');
  if (!texts) return null;
  const ends = Array.from(html.matchAll(/\r\n?|\n/g), ({ index, 0: end }) => index + end.length);
  const lines = Array.from({ length: ends.length + 1 }, () => '');
  let line = 0;
  for (const { text, at } of texts) {
    while ((ends[line] ?? Infinity) <= at) line++;
    text.split(/\r\n?|\n/).forEach((part, index) => {
      lines[line + index] = `${lines[line + index] ?? ''}${part}`;
    });
  }
  const clean = lines.map((each) => each.replace(/\s+/g, ' ').trim());
  return clean.slice(0, clean.findLastIndex(Boolean) + 1);
}

/** The paragraphs of a page, as they follow each other, an empty line between them. @throws Unfit where its elements lie too deep in each other */
export function htmlParagraphs(html: string): readonly string[] {
  const texts = said(html, '\f');
  if (!texts) throw new Unfit(t('has elements nested in more than {0}', named(DOCUMENT.nesting)));
  const blocks = texts.map(({ text }) => text).join('').replace(/[^\S\f]+/g, ' ').split('\f');
  const lines = blocks.map((block) => block.trim()).filter(Boolean);
  return lines.flatMap((each, index) => (index > 0 ? ['', each] : [each]));
}

/** @param between what stands where a block begins or ends */
function said(html: string, between: string): readonly Said[] | null {
  const found: Said[] = [];
  let silent = 0;
  let depth = 0;
  const add = (text: string) => {
    if (silent === 0) found.push({ text, at: parser.startIndex });
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (++depth > DOCUMENT.nesting.max) return parser.reset();
      if (SILENT.has(name)) silent++;
      if (BLOCK.has(name)) add(between);
      const level = HEADING.exec(name)?.[1];
      if (level) add(`${'#'.repeat(Number(level))} `);
      for (const each of SPOKEN) if (attributes[each]) add(` ${attributes[each]} `);
      if (name === 'meta' && DESCRIBED.has(attributes.name ?? attributes.property ?? '')) add(` ${attributes.content ?? ''}${between}`);
    },
    ontext: add,
    onclosetag(name) {
      depth--;
      if (SILENT.has(name)) silent--;
      if (BLOCK.has(name)) add(between);
    },
  });
  parser.end(html);
  return depth > DOCUMENT.nesting.max ? null : found;
}
