import type { Citation, LineRange } from '../../types/citation.ts';
import { LONG_LINE, withoutData } from '../read/data.ts';
import { linesOf } from '../read/text.ts';

/** A line tells something where it has a word; brackets and blank lines stand everywhere. */
const WORD = /[\p{L}\p{N}]{2}/u;
/** So many lines may have come between the quoted ones without making it another passage. */
const GROWTH = 5;

/**
 * Where a quote stands in a file that may have changed since: at the place nearest to the old one that says the same but for
 * indentation, else where at least half of it stands together. Null where it is gone.
 */
export function relocate(text: string, { quote, lines: { start } }: Pick<Citation, 'quote' | 'lines'>): LineRange | null {
  // As the text was indexed.
  const [lines, quoted] = [text, quote].map((each) => withoutData(linesOf(each)).map((line) => line.trim())) as [string[], string[]];
  const found = findWhole(lines, quoted, start - 1) ?? findPart(lines, quoted, start - 1);
  return found && { start: found.start + 1, end: found.end + 1 };
}

function findWhole(lines: readonly string[], quoted: readonly string[], old: number): LineRange | null {
  if (!quoted.some(tells)) return null;
  let best: number | null = null;
  lines.forEach((_, at) => {
    const nearer = best === null || Math.abs(at - old) < Math.abs(best - old);
    if (nearer && quoted.every((line, index) => says(lines[at + index], line))) best = at;
  });
  return best === null ? null : { start: best, end: best + quoted.length - 1 };
}

/** Of long lines a part is quoted, or the beginning, with an ellipsis. */
function says(line: string | undefined, quoted: string): boolean {
  return line === quoted || (line !== undefined && line.length > LONG_LINE && line.includes(quoted.replace(/…$/, '')));
}

/** Where the most of it stands: counted in letters, for a long line tells more than `return null;`. */
function findPart(lines: readonly string[], quoted: readonly string[], old: number): LineRange | null {
  const telling = new Set(quoted.filter(tells));
  const candidates = lines.flatMap((line, start) => {
    if (!telling.has(line)) return [];
    const stretch = lines.slice(start, start + quoted.length + GROWTH);
    const length = stretch.findLastIndex((each) => telling.has(each)) + 1;
    const found = letters([...telling].filter((each) => stretch.includes(each)));
    return [{ start, end: start + length - 1, length, found, distance: Math.abs(start - old) }];
  });
  const [best] = candidates.sort((a, b) => b.found - a.found || a.length - b.length || a.distance - b.distance);
  return best && best.found >= letters([...telling]) / 2 ? best : null;
}

function tells(line: string): boolean {
  return WORD.test(line);
}

function letters(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}
