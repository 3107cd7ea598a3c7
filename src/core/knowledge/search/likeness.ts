import type { LineRange } from '../../types/citation.ts';
import type { Found } from '../../types/found.ts';

/** Letters of all scripts lie above ASCII; by their names they would be looked up a hundred times as slowly. */
const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/g;
/** What a line names: who quotes it means that name, and no other thing of the same make. */
const DEFINES =
  /\b(?:function|class|interface|enum|def|type|const|let|var|struct|trait|fn|func|fun|namespace|module|record|protocol|object|sub|val|macro)\s+\*?(?:\([^)]*\)\s*)?([\p{L}_$][\p{L}\p{N}_$]*)/u;
/** So many lines may have come between the quoted ones without making it another passage. */
const GROWTH = 5;
/** Of the letters of its words so much must stand together, where the name does; and where there is none. */
const MIN_NAMED = 0.5;
const MIN_UNNAMED = 0.7;
/** Words alone may be those of a like passage, but for nearly all of them; else some lines must be there as they were. By their letters. */
const NEARLY_ALL = 0.9;
const MIN_KEPT = 0.3;
/** So much of the lines suffices, whatever has become of the others. */
const MOST_KEPT = 0.5;
/** A shorter line stands anywhere. In letters. */
const TELLING = 12;
const ROUNDING = 1e-6;

/** Where most of a quote's words stand together: where that is enough, the quote was changed there. Takes time in proportion to the file. */
export function nearestLikeness(file: readonly string[], quoted: readonly string[], old: number): Found {
  const telling = new Set(quoted.filter((line) => line.length >= TELLING));
  const words = new Set(wordsOf(quoted.join('\n')));
  // A line that is there as it was counts as one word more, which no other word is like: it has a space, or is one.
  const there = file.map((line) => [...wordsOf(line).filter((word) => words.has(word)), ...(telling.has(line) ? [line] : [])]);
  const times = new Map<string, number>();
  for (const each of there.flat()) times.set(each, (times.get(each) ?? 0) + 1);
  // What stands everywhere says little of where the quote is now; what is gone says most.
  const weights = new Map([...words, ...telling].map((each) => [each, each.length / (times.get(each) ?? 1)]));
  const weightOf = (some: ReadonlySet<string>, kept: (each: string) => boolean = () => true) => sum([...some].filter(kept).map((each) => weights.get(each) ?? 0));
  if (weightOf(words, (word) => times.has(word)) < weightOf(words) * MIN_NAMED && weightOf(telling, (line) => times.has(line)) === 0) return { kind: 'gone', nearest: placeAt(file, old, quoted.length) };

  const { start, end } = narrowed(there, ...densest(there, weights, quoted.length, old), quoted.length);
  const lines = { start: start + 1, end: end + 1 };
  const found = new Set(there.slice(start, end + 1).flat());
  const share = (of: ReadonlySet<string>) => weightOf(of, (each) => found.has(each)) / Math.max(weightOf(of), Number.MIN_VALUE);
  const [ofWords, ofLines] = [share(words), share(telling)];
  const name = DEFINES.exec(quoted.find((line) => wordsOf(line).length > 0) ?? '')?.[1];
  const isAlike = name === undefined ? ofWords >= NEARLY_ALL || (ofWords >= MIN_UNNAMED && ofLines >= MIN_KEPT) : found.has(name) && ofWords >= MIN_NAMED;
  const isKept = ofLines >= MOST_KEPT && (name === undefined || found.has(name));
  return isAlike || isKept ? { kind: 'changed', lines } : { kind: 'gone', nearest: lines };
}

/** The lines, as many as the quote has and some that came between, on which most of it stands; of several, those nearest to where it stood. */
function densest(there: readonly (readonly string[])[], weights: ReadonlyMap<string, number>, size: number, old: number): readonly [from: number, to: number] {
  const length = size + GROWTH;
  const counts = new Map<string, number>();
  let weight = 0;
  let best = { weight: 0, end: Math.min(old, there.length - 1), distance: Infinity };
  there.forEach((each, end) => {
    for (const word of each) {
      const count = counts.get(word) ?? 0;
      if (count === 0) weight += weights.get(word) ?? 0;
      counts.set(word, count + 1);
    }
    for (const word of there[end - length] ?? []) {
      const count = (counts.get(word) ?? 1) - 1;
      if (count === 0) weight -= weights.get(word) ?? 0;
      counts.set(word, count);
    }
    const distance = Math.abs(end - size + 1 - old);
    // Adding and taking away leaves a little beside.
    const more = weight - best.weight;
    if (more > ROUNDING || (more > -ROUNDING && weight > ROUNDING && distance < best.distance)) best = { weight, end, distance };
  });
  return [Math.max(best.end - length + 1, 0), best.end];
}

/** Where it stood, as far as the file goes. */
function placeAt(file: readonly string[], old: number, length: number): LineRange {
  const last = Math.max(file.length, 1);
  return { start: Math.min(old + 1, last), end: Math.min(old + length, last) };
}

/** The shortest stretch of a window that has as many of the words as the window has, as near as it gets to the quote's length. */
function narrowed(there: readonly (readonly string[])[], from: number, to: number, length: number): LineRange {
  const distinct = (start: number, end: number) => new Set(there.slice(start, end + 1).flat()).size;
  const all = distinct(from, to);
  let [start, end] = [from, to];
  while (start < end && distinct(start + 1, end) === all) start++;
  while (start < end && distinct(start, end - 1) === all) end--;
  return { start, end: Math.min(end, start + length + GROWTH - 1) };
}

function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const each of numbers) all += each;
  return all;
}
