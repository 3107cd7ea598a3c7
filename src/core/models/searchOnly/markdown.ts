import { fenced } from '../../text/fence.ts';

/**
 * What may begin a citation: a bracket with a number in it, also after a word; not an index like `a[1]`. The word joiner put into it
 * can't be seen, but it is a marker no more.
 */
const MARKER_START = /(?:[【［]|(?<![\p{Ll}\p{Lu}\p{N}_$)\]\\])\[)(?=[a-z.:#\s]{0,16}[\d０-９])/giu;
const WORD_JOINER = '\u2060';

/** Foreign prose in which nothing is taken for a citation. Code needs no such care: nothing cites there. */
export function withoutMarkers(text: string): string {
  return text.replace(MARKER_START, `$&${WORD_JOINER}`);
}

/** Foreign text as a code span. */
export function inline(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const ticks = '`'.repeat(longestRun(line, 0) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/** Foreign text as a code block. */
export function codeBlock(text: string, language: string): string {
  return fenced(text, language);
}

/** Plain text as a quotation in which every character stands for itself. */
export function quotedPlain(text: string): string {
  const escaped = text.replace(/[\\`*_[\]<>#|~$&]/g, '\\$&');
  return blockquote(escaped.replace(/^([ \t]*)([-+=])/gm, '$1\\$2').replace(/^([ \t]*\d+)([.)])/gm, '$1\\$2'));
}

/**
 * What is made harmless in quoted Markdown: `<`, `$`, `&` and the `]` of links, but not within code spans, which the second
 * branch passes over. Cells of tables are told apart before code spans are, which is why these hold no `|`.
 */
const ACTIVE = /\\.|(`+)(?!`)[^\n|]*?(?<!`)\1(?!`)|[<$&]|\](?=[([:])/g;

/**
 * Markdown as a quotation: emphasis, lists and code stay, but headings don't tower over the answer, rows of a table become
 * entries of a list, since the table's head may lie outside, links and HTML do nothing, and a fence, whose other end may lie
 * outside, makes it a code block.
 */
export function quotedMarkdown(text: string): string {
  if (/^\s*(?:```|~~~)/m.test(text)) return codeBlock(text, 'markdown');
  return blockquote(
    text
      .replace(ACTIVE, (found) => (found === ']' ? ']\\' : /^[<$&]/.test(found) ? `\\${found}` : found))
      .replace(/^[ \t]*#{1,6}[ \t]+(.*?)[ \t]*#*$/gm, '**$1**')
      .replace(/^[ \t]*\|[-:| \t]+$\n?/gm, '')
      .replace(/^[ \t]*\|(.*?)\|?[ \t]*$/gm, (_row, cells: string) => `- ${cells.split('|').map((cell) => cell.trim()).join(' · ')}`)
      .replace(/^([ \t]*)(=+|-+)[ \t]*$/gm, '$1\\$2'),
  );
}

function blockquote(text: string): string {
  return withoutMarkers(text)
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function longestRun(text: string, atLeast: number): number {
  return Math.max(atLeast, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
