import { ASCII } from '../asciiKinds.ts';

/** Tells of each word in a text, whatever the case of its letters. */
export type KeywordSearch = (text: string, found: (word: number, end: number) => void) => void;

/**
 * Looks for many words at once: a text is read through once, however many words there are.
 * @param words of ASCII, in small letters
 * @returns a function that calls `found` with the number of a word and where it ends, in the order of the text
 */
export function keywordSearch(words: readonly string[]): KeywordSearch {
  const { classes, width, next, ends } = automaton(words);
  // Where the next state's row begins, twice, and 1 more where words end there: all that is needed at a character by one look.
  const steps = Uint32Array.from(next, (state) => (state * width * 2) | Number(ends[state] !== null));
  return (text, found) => {
    let row = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const step = steps[row + (code < ASCII ? (classes[code] ?? 0) : 0)] ?? 0;
      row = step >>> 1;
      if (step & 1) for (const word of ends[row / width] ?? []) found(word, at + 1);
    }
  };
}

interface Automaton {
  /** By the code of a character; 0 for all that are in no word. */
  readonly classes: Uint8Array;
  /** How many classes there are. */
  readonly width: number;
  /** The next state, by state and class. */
  readonly next: Uint16Array;
  /** The words that end in a state. */
  readonly ends: readonly (readonly number[] | null)[];
}

/** Aho and Corasick's, with the way on for each character in each state. */
function automaton(words: readonly string[]): Automaton {
  const letters = [...new Set(words.join(''))].sort();
  const width = letters.length + 1;
  const classOf = new Map(letters.map((letter, index) => [letter, index + 1]));
  const classes = Uint8Array.from({ length: ASCII }, (_, code) => classOf.get(String.fromCharCode(code).toLowerCase()) ?? 0);
  const states: Map<number, number>[] = [new Map()];
  const ends: (number[] | null)[] = [null];
  words.forEach((word, index) => {
    let state = 0;
    for (const letter of word) {
      const step = classOf.get(letter) ?? 0;
      const known = states[state]?.get(step);
      if (known === undefined) {
        states[state]?.set(step, states.length);
        states.push(new Map());
        ends.push(null);
      }
      state = known ?? states.length - 1;
    }
    ends[state] = [...(ends[state] ?? []), index];
  });
  const next = new Uint16Array(states.length * width);
  const fallback = new Uint16Array(states.length);
  const queue = [0];
  for (const state of queue) {
    const back = (fallback[state] ?? 0) * width;
    for (let step = 0; step < width; step++) {
      const to = states[state]?.get(step);
      const elsewhere = state === 0 ? 0 : (next[back + step] ?? 0);
      next[state * width + step] = to ?? elsewhere;
      if (to === undefined) continue;
      fallback[to] = elsewhere;
      const shorter = ends[elsewhere];
      if (shorter) ends[to] = [...(ends[to] ?? []), ...shorter];
      queue.push(to);
    }
  }
  return { classes, width, next, ends };
}
