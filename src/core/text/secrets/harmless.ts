import { keywordSearch, type KeywordSearch } from './keywords.ts';
import type { Expression, Harmless } from './rule.ts';
import type { Stretch } from './words.ts';

/** {@link Harmless}, ready to be asked. */
export interface Compiled {
  readonly of: Harmless['of'];
  readonly patterns: readonly RegExp[];
  readonly words: KeywordSearch | null;
}

/** The name that a match begins in has at most so many characters before its keyword. */
const NAME_CHARS = 50;
const LINE_CHARS = 300;

/** Lists of what is no secret, ready to be compared with many matches. */
export function compileHarmless(lists: readonly Harmless[]): readonly Compiled[] {
  return lists.map(({ of, patterns, words }) => ({ of, patterns: patterns.map(expression), words: words.length > 0 ? keywordSearch(words) : null }));
}

/** Whether what matched is none. @param match where it is in the text */
export function isHarmless(lists: readonly Compiled[], text: string, match: Stretch, secret: string): boolean {
  return lists.some(({ of, patterns, words }) => {
    const compared = of === 'secret' ? secret : of === 'match' ? named(text, match) : lines(text, match);
    return patterns.some((pattern) => pattern.test(compared)) || (words !== null && holds(words, compared));
  });
}

function expression({ pattern, ignoreCase = false }: Expression): RegExp {
  return new RegExp(pattern, ignoreCase ? 'i' : '');
}

function holds(words: KeywordSearch, text: string): boolean {
  let any = false;
  words(text, () => (any = true));
  return any;
}

/** A match with the whole of the name that it begins in. */
function named(text: string, { start, end }: Stretch): string {
  const name = /[\w.-]*$/.exec(text.slice(Math.max(0, start - NAME_CHARS), start))?.[0] ?? '';
  return name + text.slice(start, end);
}

/** What is around a match in its lines. Of a long line no more is looked at. */
function lines(text: string, { start, end }: Stretch): string {
  const before = text.slice(Math.max(0, start - LINE_CHARS), start);
  const after = text.slice(end, end + LINE_CHARS);
  return before.slice(before.lastIndexOf('\n') + 1) + text.slice(start, end) + (/^[^\n]*/.exec(after)?.[0] ?? '');
}
