import type { About, Loaded } from './about.ts';

/** What a model is loaded with: a larger window takes memory, and each other size loads it anew, so there are few. */
const SIZES: readonly number[] = [4_096, 8_192, 12_288, 16_384, 24_576, 32_768];
/** Larger ones fill the memory of the machines that most have; who has more sets `num_ctx` for the model, or Ollama does it by itself. */
const MOST = 32_768;
/** What Ollama takes where nobody says otherwise, and any model can. */
const LEAST = 4_096;
/** An answer has that much at least, its thoughts included. */
const ANSWER_TOKENS = 2_048;
/** What an answer has of a window where it is not limited, as the run loop counts. */
const ANSWER_SHARE = 1 / 4;

/** What Ollama says of a model, as far as windows depend on it. */
export type Known = Pick<About, 'trained' | 'set' | 'isElsewhere'> & {
  readonly loaded: Loaded | null;
  /** What this machine’s memory holds, as a refusal has shown; null where none has. */
  readonly memory: number | null;
};

/** The most that a model may read; null where that is its provider’s to choose and nobody says it. */
export function largestWindow({ trained, set, isElsewhere, loaded, memory }: Known): number | null {
  if (isElsewhere) return trained;
  if (set !== null) return set;
  const most = Math.min(trained ?? LEAST, memory ?? MOST);
  return Math.max(most, loaded?.window ?? 0);
}

/**
 * The window to ask for: one that is loaded serves as long as it is large enough, since another one loads the model anew.
 * @param tokens of the request
 * @returns null where it is not to be chosen
 */
export function windowFor(tokens: number, maxOutputTokens: number | null, known: Known): number | null {
  const largest = largestWindow(known);
  if (known.isElsewhere || largest === null) return null;
  if (known.set !== null) return known.set;
  const answer = maxOutputTokens ?? Math.max(ANSWER_TOKENS, (tokens * ANSWER_SHARE) / (1 - ANSWER_SHARE));
  const needed = tokens + answer;
  const loaded = known.loaded?.window ?? 0;
  if (loaded >= Math.min(needed, largest)) return loaded;
  return Math.min(SIZES.find((size) => size >= needed) ?? largest, largest);
}

/** The next larger one, or the next smaller one; null where there is none. */
export function nextWindow(window: number, to: 'larger' | 'smaller', known: Known): number | null {
  if (known.set !== null) return null;
  if (to === 'smaller') return SIZES.findLast((size) => size < window) ?? null;
  const largest = largestWindow(known) ?? 0;
  return window < largest ? Math.min(SIZES.find((size) => size > window) ?? largest, largest) : null;
}
