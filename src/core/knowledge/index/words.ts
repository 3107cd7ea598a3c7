import { parts } from './parts.ts';

/** A word as FTS5's `unicode61` sees it: letters and digits, with the marks that belong to them. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

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

/** What an apostrophe joins to a word says as little: `can't`, `it's`, `d'un`. Bounded, for a question may have a word without end. */
const JOINED = /(?<!\p{L})\p{L}{1,8}n['’]t\b|(?<=\p{L})['’](?:s|d|m|ll|re|ve)\b|\b(?:[cdjlmnst]|qu)['’](?=\p{L})/giu;

/** A pasted page as a query costs time in proportion and ranks no better than its first terms. */
const MAX_TERMS = 64;

/** The words of a text, as they stand. */
export function words(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}

/** What is given to the tokenizer for a text: the text, and after it the parts of its identifiers. */
export function searchable(text: string): string {
  const found = parts(text);
  return found.length === 0 ? text : `${text}\n${found.join(' ')}`;
}

/** The terms of a query, lower-case and each once; its stop words only where there is nothing else. */
export function queryTerms(query: string): readonly string[] {
  const said = [...words(query), ...parts(query)];
  const terms = [...new Set(said.map((word) => word.toLowerCase()))];
  const joined = new Set((query.match(JOINED) ?? []).flatMap((each) => words(each.toLowerCase())));
  const telling = terms.filter((term) => !STOP_WORDS.has(term) && !joined.has(term));
  return (telling.length ? telling : terms).slice(0, MAX_TERMS);
}

/** A term as FTS5 takes it, whatever characters it has. */
export function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
