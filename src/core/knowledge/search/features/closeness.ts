import { stem } from '../../index/stems.ts';

/** Two words of a question stand together where at most one word is between them: so many characters at the most. */
const NEAR_CHARACTERS = 40;
const WORD_AT = /[\p{L}\p{M}\p{N}]+/uy;
const PART_AT = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\p{N}+/uy;
const LETTER = /[\p{L}\p{M}]/u;
const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}/u;
/** Between the words of a text, and between the parts of one. */
const BETWEEN = /[^\p{L}\p{M}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u;

/** Which of a question's terms a text has, and which neighbours stand together in it, in their order. */
export interface Closeness {
  readonly terms: ReadonlySet<number>;
  /** By the first of the two. */
  readonly pairs: ReadonlySet<number>;
}

/** Looks for terms in texts, without making words of all that stands there. @param terms stems, each once */
export function createFinder(terms: readonly string[]): (text: string) => Closeness {
  const places = new Map(terms.map((term, place) => [term, place]));
  // Terms are letters and digits alone.
  const beginnings = new RegExp([...new Set(terms.map(beginning))].sort((a, b) => b.length - a.length).join('|'), 'giu');

  return (text) => {
    const found = new Set<number>();
    const pairs = new Set<number>();
    /** Where each term ended last. */
    const ends = new Map<number, number>();
    for (const match of text.matchAll(beginnings)) {
      const at = match.index;
      if (!isBeginning(text, at)) continue;
      for (const [term, end] of termsAt(text, at)) {
        found.add(term);
        const before = ends.get(term - 1);
        if (before !== undefined && !pairs.has(term - 1) && at > before - 1 && at - before <= NEAR_CHARACTERS && areNear(text.slice(before, at))) pairs.add(term - 1);
        ends.set(term, end);
      }
    }
    return { terms: found, pairs };
  };

  /** The word and the part of a word that begin here. */
  function termsAt(text: string, at: number): readonly (readonly [number, number])[] {
    return [WORD_AT, PART_AT].flatMap((pattern, index, all) => {
      const length = lengthAt(pattern, text, at);
      if (length === 0 || (index === 1 && length === lengthAt(all[0] ?? pattern, text, at))) return [];
      const term = places.get(stem(text.slice(at, at + length)));
      return term === undefined ? [] : [[term, at + length] as const];
    });
  }
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** A stem's end may differ from its words' (retri, retry); its beginning does not. */
function beginning(term: string): string {
  return term.length > 3 ? term.slice(0, -1) : term;
}

function isBeginning(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  return !LETTER.test(before) || (LOWER.test(before) && UPPER.test(text[at] ?? ''));
}

function areNear(between: string): boolean {
  return between.split(BETWEEN).filter((word) => word !== '').length <= 1;
}
