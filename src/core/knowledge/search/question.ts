import { stem } from '../index/stems.ts';

/** A question's words, and their stems, each once, with what each says. */
export interface Question {
  /** In lower case. */
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly weights: readonly number[];
}

/** @param terms words, of which several may have one stem */
export function questionOf(terms: readonly string[], weights: readonly number[]): Question {
  const known = new Map<string, number>();
  for (const [index, term] of terms.entries()) if (!known.has(stem(term))) known.set(stem(term), weights[index] ?? 0);
  return { words: terms, stems: [...known.keys()], weights: [...known.values()] };
}
