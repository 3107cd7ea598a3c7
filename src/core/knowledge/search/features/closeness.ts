import { stem } from '../../index/stems.ts';

/** Two words of a question stand together where at most one word is between them: so many characters at the most. */
const NEAR_CHARACTERS = 40;
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
  const known = new Map<string, number | null>();
  // Terms are letters and digits alone.
  const beginnings = new RegExp([...new Set(terms.map(beginning))].sort((a, b) => b.length - a.length).join('|'), 'gi');

  return (text) => {
    const found = new Set<number>();
    const pairs = new Set<number>();
    /** Where each term ended last. */
    const ends = new Map<number, number>();
    for (const match of text.matchAll(beginnings)) {
      const at = match.index;
      if (!isBeginning(text, at)) continue;
      const [word, part] = [endOfWord(text, at), endOfPart(text, at)];
      for (const end of word === part ? [word] : [word, part]) {
        const term = placeOf(text.slice(at, end));
        if (term === null) continue;
        found.add(term);
        const before = ends.get(term - 1);
        if (before !== undefined && !pairs.has(term - 1) && at > before - 1 && at - before <= NEAR_CHARACTERS && areNear(text.slice(before, at))) pairs.add(term - 1);
        ends.set(term, end);
      }
    }
    return { terms: found, pairs };
  };

  /** Of a word, or a part of one: its place among the terms. The same few come again and again. */
  function placeOf(said: string): number | null {
    const before = known.get(said);
    if (before !== undefined) return before;
    const place = places.get(stem(said)) ?? null;
    known.set(said, place);
    return place;
  }
}

/** What stands at a place. Characters outside ASCII count as small letters: whoever writes without spaces has no humps. */
type Kind = 'lower' | 'upper' | 'digit' | 'other';

function kindAt(text: string, at: number): Kind {
  const code = text.charCodeAt(at);
  if ((code >= 97 && code <= 122) || code > 127) return 'lower';
  if (code >= 65 && code <= 90) return 'upper';
  return code >= 48 && code <= 57 ? 'digit' : 'other';
}

function endOfWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && kindAt(text, end) !== 'other') end++;
  return end;
}

/** A hump, an acronym or a run of digits. */
function endOfPart(text: string, at: number): number {
  const kind = kindAt(text, at);
  let end = at + 1;
  if (kind === 'upper' && kindAt(text, end) === 'lower') while (kindAt(text, end) === 'lower') end++;
  else {
    while (end < text.length && kindAt(text, end) === kind) end++;
    // The last letter of an acronym begins the next hump.
    if (kind === 'upper' && kindAt(text, end) === 'lower') end--;
  }
  return end;
}

/** A stem's end may differ from its words' (retri, retry); its beginning does not. */
function beginning(term: string): string {
  return term.length > 3 ? term.slice(0, -1) : term;
}

function isBeginning(text: string, at: number): boolean {
  const before = at === 0 ? 'other' : kindAt(text, at - 1);
  return before === 'other' || before === 'digit' || (before === 'lower' && kindAt(text, at) === 'upper');
}

function areNear(between: string): boolean {
  return between.split(BETWEEN).filter((word) => word !== '').length <= 1;
}
