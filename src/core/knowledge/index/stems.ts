import { stemmer } from 'stemmer';
import { parts } from './parts.ts';
import { words } from './words.ts';

/** Far more different words than a question touches. */
const MOST_WORDS = 200_000;
/** Names come again in their own file and those beside it. */
const MOST_NAMES = 50_000;
/** What is longer than words and names are does not come again. In letters. */
const LONGEST = 100;

const stemOf = remembered(MOST_WORDS, (word) => stemmer(word.normalize('NFD').replace(/\p{M}/gu, '')));

/** Porter's stem of a word, in lower case and without accents, as the full-text table makes it. */
export function stem(word: string): string {
  return stemOf(word.toLowerCase());
}

/** The stems of a text: of its words, then of the parts of its identifiers. */
export function stems(text: string): readonly string[] {
  return [...words(text), ...parts(text)].map(stem);
}

/** The same of a name. */
export const stemsOfName = remembered(MOST_NAMES, stems);

/** How often each occurs. */
export function counted(all: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

/** Makes something of texts, and knows it for so many of them; then it is begun anew. */
function remembered<Made>(most: number, make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    if (text.length > LONGEST) return make(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const key = copyOf(text);
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** To V8 a part of a text is a view of it: whoever keeps it keeps the whole text. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
