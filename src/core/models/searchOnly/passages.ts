import { quote, type LineRange, type NumberedPassage } from '../../types/citation.ts';
import { fenced, inline, quotedMarkdown, quotedPlain } from './markdown.ts';
import type { Selection } from './task.ts';

/** What one reads before asking anew. */
const MAX_PASSAGES = 6;
/** So many are always quoted; further ones only where they fit nearly as well as the best. */
const ALWAYS = 3;
const NEARLY_AS_WELL = 0.5;
/** A quotation is a paragraph, not a page (characters). */
const MAX_QUOTE = 700;
/** A longer line of code is minified or data. */
const MAX_LINE = 160;

const MARKDOWN = /\.(md|markdown|mdx)$/i;
const PROSE = /\.(txt|text|pdf|docx|rst|adoc|org|tex|log)$|(^|\/)(readme|license|licence|copying|notice|changelog|authors|contributing)$/i;

/** The passages to quote, best first: none twice, none that overlaps another or what was selected. */
export function bestPassages(found: readonly NumberedPassage[], selection: Selection | null): readonly NumberedPassage[] {
  const chosen: NumberedPassage[] = [];
  const best = Math.max(...found.map((passage) => passage.score));
  for (const passage of found) {
    if (chosen.length === MAX_PASSAGES) break;
    if (chosen.length >= ALWAYS && passage.score < best * NEARLY_AS_WELL) continue;
    if (selection?.path === passage.file.path && overlap(selection.lines, passage.focus)) continue;
    const isKnown = chosen.some(
      (other) =>
        (other.file.id === passage.file.id && overlap(other.focus, passage.focus)) ||
        quote(other, other.focus).trim() === quote(passage, passage.focus).trim(),
    );
    if (!isKnown) chosen.push(passage);
  }
  return chosen;
}

/** Where it stands, its citation, and its words in a form that suits the file. */
export function passageMarkdown(passage: NumberedPassage): string {
  const { file, focus, page, number } = passage;
  const lines = focus.start === focus.end ? `${focus.start}` : `${focus.start}-${focus.end}`;
  const place = page === null ? inline(`${file.path}:${lines}`) : `${inline(file.path)}, page ${page}`;
  return `**${place}** 【${number}】\n\n${quotation(file.path, quote(passage, focus))}`;
}

function quotation(path: string, text: string): string {
  if (MARKDOWN.test(path)) return quotedMarkdown(cut(text.trim()));
  if (PROSE.test(path)) return quotedPlain(cut(text.trim()));
  return fenced(codeLines(text), languageOf(path));
}

/** Ends after a word, and shows that there is more. */
function cut(text: string): string {
  return text.length <= MAX_QUOTE ? text : `${text.slice(0, MAX_QUOTE).replace(/\s+\S*$/, '')} …`;
}

/** Without the indentation that all lines share, and without the ends of very long lines. */
function codeLines(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents);
  return lines
    .map((line) => line.slice(shared).trimEnd())
    .map((line) => (line.length <= MAX_LINE ? line : `${line.slice(0, MAX_LINE)}…`))
    .join('\n')
    .trimEnd();
}

/** The name by which highlighters know a language: its extension, or the name of a file without one (`makefile`). */
function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const language = name.slice(name.lastIndexOf('.') + 1);
  return /^[a-z0-9+#]+$/.test(language) ? language : '';
}

function overlap(a: LineRange, b: LineRange): boolean {
  return a.start <= b.end && b.start <= a.end;
}
