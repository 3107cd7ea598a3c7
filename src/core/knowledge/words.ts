/** A word as FTS5's `unicode61` sees it: letters and digits, with the marks that belong to them. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * The parts of an identifier: humps, acronyms and runs of digits (`parseHTML5Page` → parse, HTML, 5, Page). Scripts written
 * without spaces are one run to the tokenizer, so every two neighbouring characters of them count as a part.
 */
const PART = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\p{N}+|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}](?=([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]))/gu;

/** Only a word with one of these after its first character can have parts; testing it first spares most words the split. */
const COMPOUND = /.[\p{Lu}\p{N}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|\p{N}\p{L}/u;

/**
 * Words that nearly every question has and that say nothing of what it is about. Leaving them out is worth about two points
 * of recall and most of a query's time.
 */
const STOP_WORDS = new Set(
  `a about after all also an and any are as at be because been before being but by can could did do does doing done each else
  ever every few for from get gets give go had has have having he her here him his how i if in into is it its just let like
  make makes may me might more most much must my no nor not of off on once one only or other our out over own please same she
  should show so some such tell than that the their them then there these they this those through to too under until up us
  use used uses using very was way we were what when where whether which while who whom whose why will with without would you
  your`.split(/\s+/),
);

/** A pasted page as a query costs time in proportion and ranks no better than its first terms. */
const MAX_TERMS = 64;

/** The parts of a word that has more than one; none for a simple word. */
export function parts(word: string): readonly string[] {
  if (!COMPOUND.test(word)) return [];
  const found = Array.from(word.matchAll(PART), ([part, next = '']) => part + next);
  return found.length > 1 || found[0] !== word ? found : [];
}

/** What is given to the tokenizer for a text: the text, and after it the parts of its identifiers. */
export function searchable(text: string): string {
  const extra: string[] = [];
  for (const [word] of text.matchAll(WORD)) extra.push(...parts(word));
  return extra.length ? `${text}\n${extra.join(' ')}` : text;
}

/** The terms of a query, lower-case and each once; its stop words only where there is nothing else. */
export function queryTerms(query: string): readonly string[] {
  const terms = new Set<string>();
  for (const [word] of query.matchAll(WORD)) {
    for (const term of [word, ...parts(word)]) terms.add(term.toLowerCase());
  }
  const telling = [...terms].filter((term) => !STOP_WORDS.has(term));
  return (telling.length ? telling : [...terms]).slice(0, MAX_TERMS);
}

/** A term as FTS5 takes it, whatever characters it has. */
export function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
