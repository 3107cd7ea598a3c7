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

/** Where most of a quote's words stand together: where that is enough, the quote was changed there. Takes time in proportion to the file. */
export function nearestLikeness(file: readonly string[], quoted: readonly string[], old: number): Found {
  const wanted = new Map([...new Set(wordsOf(quoted.join('\n')))].map((word) => [word, word.length]));
  const total = sum(wanted.values());
  const text = file.join('\n');
  const present = [...wanted].filter(([word]) => text.includes(word));
  if (sum(present.map(([, length]) => length)) < total * MIN_NAMED) return { kind: 'gone', nearest: placeAt(file, old, quoted.length) };
  const length = quoted.length + GROWTH;
  const counts = new Map<string, number>();
  const there = file.map((line) => wordsOf(line).filter((word) => wanted.has(word)));
  let weight = 0;
  let best = { weight: 0, end: Math.min(old, file.length - 1), distance: Infinity };
  there.forEach((words, end) => {
    for (const word of words) {
      const count = counts.get(word) ?? 0;
      if (count === 0) weight += wanted.get(word) ?? 0;
      counts.set(word, count + 1);
    }
    for (const word of there[end - length] ?? []) {
      const count = (counts.get(word) ?? 1) - 1;
      if (count === 0) weight -= wanted.get(word) ?? 0;
      counts.set(word, count);
    }
    const distance = Math.abs(end - quoted.length + 1 - old);
    if (weight > best.weight || (weight === best.weight && weight > 0 && distance < best.distance)) best = { weight, end, distance };
  });
  const name = DEFINES.exec(quoted.find((line) => wordsOf(line).length > 0) ?? '')?.[1];
  const { start, end } = narrowed(there, Math.max(best.end - length + 1, 0), best.end, quoted.length);
  const lines = { start: start + 1, end: end + 1 };
  const isNamed = name !== undefined && there.slice(start, end + 1).some((words) => words.includes(name));
  const enough = name === undefined ? best.weight >= total * MIN_UNNAMED : isNamed && best.weight >= total * MIN_NAMED;
  return enough && total > 0 ? { kind: 'changed', lines } : { kind: 'gone', nearest: lines };
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
