import { stemmer } from 'stemmer';
import { parts } from './parts.ts';
import { words } from './words.ts';

/** Far more different words than a question touches; then it is begun anew. */
const MOST = 200_000;
const known = new Map<string, string>();

/** Porter's stem of a word, in lower case and without accents, as the full-text table makes it. */
export function stem(word: string): string {
  const key = word.toLowerCase();
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST) known.clear();
  const made = stemmer(key.normalize('NFD').replace(/\p{M}/gu, ''));
  known.set(key, made);
  return made;
}

/** The stems of a text: of its words, then of the parts of its identifiers. */
export function stems(text: string): readonly string[] {
  return [...words(text), ...parts(text)].map(stem);
}

/** How often each occurs. */
export function counted(all: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}
