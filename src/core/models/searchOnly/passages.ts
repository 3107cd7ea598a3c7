import { partAt, quote, type LineRange, type NumberedPassage } from '../../types/citation.ts';
import { placeWithin } from '../../types/place.ts';
import { codeBlock, inline, quotedMarkdown, quotedPlain } from './markdown.ts';
import type { Selection } from './task.ts';

/** What one reads before asking anew. */
const MAX_PASSAGES = 6;
/** So many are always quoted; further ones only where they fit nearly as well as the best. */
const ALWAYS = 2;
const NEARLY_AS_WELL = 0.6;
/** A quotation is a paragraph, not a heading and not a page (characters, lines). */
const MIN_QUOTE = 160;
const MAX_QUOTE = 700;
const MAX_LINES = 12;
/** A longer line of code is minified or data. */
const MAX_CODE_LINE = 160;

const MARKDOWN = /\.(md|markdown|mdx)$/i;
const PROSE = /\.(txt|text|pdf|do[ct][xm]|pp[ts][xm]|pot[xm]|o[td]t|o[td]p|epub|rtf|eml|x?html?|rst|adoc|org|tex|log)$|(^|\/)(readme|license|licence|copying|notice|changelog|authors|contributing)$/i;
/** A line that begins a block of its own. */
const BLOCK = /^\s*([#>|*+-]|\d+[.)]|$)/;

/** The passages to quote, best first: none twice, none that overlaps another or what was selected. */
export function bestPassages(found: readonly NumberedPassage[], selection: Selection | null): readonly NumberedPassage[] {
  const chosen: NumberedPassage[] = [];
  const best = Math.max(...found.map((passage) => passage.score));
  for (const passage of found) {
    if (chosen.length === MAX_PASSAGES) break;
    if (chosen.length >= ALWAYS && passage.score < best * NEARLY_AS_WELL) continue;
    if (selection?.path === passage.file.path && overlap(selection.lines, passage.focus)) continue;
    if (!chosen.some((other) => sayTheSame(other, passage))) chosen.push(passage);
  }
  return chosen;
}

function sayTheSame(a: NumberedPassage, b: NumberedPassage): boolean {
  if (a.file.id === b.file.id && overlap(quotedLines(a), quotedLines(b))) return true;
  return quote(a, a.focus).trim() === quote(b, b.focus).trim();
}

function overlap(a: LineRange, b: LineRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Where it stands, its citation, and its words in a form that suits the file. */
export function passageMarkdown(passage: NumberedPassage): string {
  const { file, focus, page, number } = passage;
  const within = placeWithin({ file, lines: focus, page, part: partAt(passage, focus.start) });
  const lines = focus.start === focus.end ? `${focus.start}` : `${focus.start}-${focus.end}`;
  const place = within === null ? inline(`${file.path}:${lines}`) : `${inline(file.path)}, ${within}`;
  return `**${place}** 【${number}】\n\n${quotation(passage)}`;
}

function quotation(passage: NumberedPassage): string {
  const { path } = passage.file;
  if (MARKDOWN.test(path)) return quotedMarkdown(prose(passage));
  if (PROSE.test(path)) return quotedPlain(prose(passage));
  return codeBlock(codeLines(quote(passage, quotedLines(passage))), languageOf(path));
}

/** The lines that fit best; where they say little by themselves, as a heading does, with those that follow. */
function quotedLines(passage: NumberedPassage): LineRange {
  const { start } = passage.focus;
  let { end } = passage.focus;
  while (end < passage.lines.end && end - start + 1 < MAX_LINES && quote(passage, { start, end }).trim().length < MIN_QUOTE) end++;
  return { start, end };
}

/** The quoted words, with dots where a sentence goes on beyond them. */
function prose(passage: NumberedPassage): string {
  const { start, end } = quotedLines(passage);
  const line = (number: number) => quote(passage, { start: number, end: number });
  const text = quote(passage, { start, end }).trim();
  const begun = start > passage.lines.start && /^\p{Ll}/u.test(text) && !BLOCK.test(line(start - 1)) ? '… ' : '';
  const isOpen = /[\p{L}\p{N},]$/u.test(text) && end < passage.lines.end && !BLOCK.test(line(end + 1));
  if (text.length > MAX_QUOTE) return `${begun}${text.slice(0, MAX_QUOTE).replace(/\s+\S*$/, '')} …`;
  return `${begun}${text}${isOpen ? ' …' : ''}`;
}

/** Without the indentation that all lines share, and without the ends of very long lines. */
function codeLines(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents);
  return lines
    .map((line) => line.slice(shared).trimEnd())
    .map((line) => (line.length <= MAX_CODE_LINE ? line : `${line.slice(0, MAX_CODE_LINE)}…`))
    .join('\n')
    .trimEnd();
}

/** The name by which highlighters know a language: its extension, or the name of a file without one (`makefile`). */
function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const language = name.slice(name.lastIndexOf('.') + 1);
  return /^[a-z0-9+#]+$/.test(language) ? language : '';
}
