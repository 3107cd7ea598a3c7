/** A word as FTS5's `unicode61` sees it: letters and digits, with the marks that belong to them. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** A part of an identifier: a hump, an acronym or a run of digits. */
const PART = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\p{N}+/gu;
/** Only such a word can have several parts; testing it first spares most words the split. */
const COMPOUND = /.[\p{Lu}\p{N}]|\p{N}\p{L}/u;

/** Kana and Han characters, which are written without spaces: a whole sentence is one word to the tokenizer. */
const UNSPACED = /[\u3041-\u30ff\u3400-\u9fff]{2,}/g;

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

/** The words of a text, as they stand. */
export function words(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

/** What is given to the tokenizer for a text: the text, and after it the parts of its identifiers. */
export function searchable(text: string): string {
  const extra = parts(text);
  return extra.length ? `${text}\n${extra.join(' ')}` : text;
}

/** The terms of a query, lower-case and each once; its stop words only where there is nothing else. */
export function queryTerms(query: string): readonly string[] {
  const said = [...words(query), ...parts(query)];
  const terms = [...new Set(said.map((word) => word.toLowerCase()))];
  const telling = terms.filter((term) => !STOP_WORDS.has(term));
  return (telling.length ? telling : terms).slice(0, MAX_TERMS);
}

/**
 * The parts of the words that have several: `parseHTML5Page` gives parse, HTML, 5 and Page. Of scripts without spaces, each two
 * neighbouring characters, which is how their words are found without a dictionary.
 */
export function parts(text: string): readonly string[] {
  const found: string[] = [];
  for (const word of words(text)) {
    const split = COMPOUND.test(word) && word.match(PART);
    if (split && split.length > 1) found.push(...split);
  }
  for (const run of text.match(UNSPACED) ?? []) {
    for (let at = 2; at <= run.length; at++) found.push(run.slice(at - 2, at));
  }
  return found;
}

/** A term as FTS5 takes it, whatever characters it has. */
export function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
