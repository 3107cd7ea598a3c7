import type { LineRange } from '../../types/citation.ts';
import type { Found } from '../../types/found.ts';
import { LONG_LINE } from '../read/data.ts';
import { nearestSequence } from './nearest.ts';
import { nearestLikeness } from './likeness.ts';

/** A line tells something where it has a word; brackets and blank lines stand everywhere. */
const WORD = /[\p{L}\p{N}]{2}/u;
/** A shorter quote stands in many places by chance. In letters. */
const TELLING = 20;
/** Of two places that say the same by chance, this much nearer is the one. */
const MUCH_NEARER = 3;

/** Where a quote stands in a file that may have changed since. Takes time in proportion to the file. @param lines as they were indexed */
export function relocate(lines: readonly string[], { quote, lines: { start } }: { readonly quote: string; readonly lines: LineRange }): Found {
  const quoted = quote.split('\n').map((line) => line.trim());
  const old = start - 1;
  if (quoted.every((line, index) => lines[old + index]?.trim() === line)) return { kind: 'same', lines: { start, end: old + quoted.length } };
  const file = lines.map((line) => line.trim());
  return whole(file, quoted, old) ?? reflowed(file, quoted, old) ?? nearestLikeness(file, quoted, old);
}

/** Line by line the same, but for indentation. */
function whole(file: readonly string[], quoted: readonly string[], old: number): Found | null {
  const ids = new Map<string, number>();
  const idOf = (line: string) => ids.get(line) ?? ids.set(line, ids.size).size - 1;
  const wanted = quoted.map(idOf);
  const there = file.map((line) => {
    const id = ids.get(line);
    // Of long lines a part is quoted, or the beginning, with an ellipsis.
    if (id !== undefined || line.length <= LONG_LINE) return id ?? -1;
    return quoted.findIndex((part) => WORD.test(part) && line.includes(part.replace(/…$/, '')));
  });
  const found = nearestSequence(there, wanted, old);
  if (!found) return null;
  const lines = { start: found.at + 1, end: found.at + quoted.length };
  if (found.at === old) return { kind: 'same', lines };
  const tells = quoted.filter((line) => WORD.test(line)).join('').length >= TELLING;
  const sure = tells || found.count === 1 ? quoted.some((line) => WORD.test(line)) : found.distance * MUCH_NEARER <= found.second;
  return sure ? { kind: 'moved', lines } : null;
}

/** Word by word the same, broken into other lines. */
function reflowed(file: readonly string[], quoted: readonly string[], old: number): Found | null {
  const wanted = quoted.join(' ').split(/\s+/).filter(Boolean);
  const text = file.join('\n');
  if (wanted.join('').length < TELLING || !wanted.every((word) => text.includes(word))) return null;
  const ids = new Map([...new Set(wanted)].map((word, index) => [word, index]));
  const lineOf: number[] = [];
  const there: number[] = [];
  let oldWord = 0;
  file.forEach((line, index) => {
    if (index === old) oldWord = there.length;
    for (const word of line.split(/\s+/)) {
      if (!word) continue;
      there.push(ids.get(word) ?? -1);
      lineOf.push(index);
    }
  });
  const found = nearestSequence(there, wanted.map((word) => ids.get(word) ?? -1), oldWord);
  if (!found) return null;
  const [first = 0, last = 0] = [lineOf[found.at], lineOf[found.at + wanted.length - 1]];
  return { kind: 'moved', lines: { start: first + 1, end: last + 1 } };
}
