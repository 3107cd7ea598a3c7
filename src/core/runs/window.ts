import type { Model, ModelRequest } from '../models/model.ts';
import { usageOf, type Run } from '../types/run.ts';
import { fit } from './fit.ts';

/** Of a window, what is left to the answer where nothing else limits it; of a large one no more than answers have. */
const ANSWER_SHARE = 1 / 4;
const ANSWER_TOKENS = 16_000;
/** Of the room, what the newest results may have whatever the thread has said before: without them there is no answer. */
const RESULTS_SHARE = 1 / 2;

/** What a request may have. */
export interface Room {
  /** What the model reads, its answer included; null where nobody knows. */
  readonly window: number | null;
  /** Tokens of a request; Infinity where nothing limits it. */
  readonly tokens: number;
}

/** @param window as in {@link Room}; what the run may still read in all may be less */
export function roomOf(run: Run, request: ModelRequest, window: number | null): Room {
  const { maxPromptTokens } = run.options;
  const left = maxPromptTokens === null ? Infinity : maxPromptTokens - usageOf(run).inputTokens;
  return { window, tokens: Math.min(left, roomIn(window, request)) };
}

/** What a window has room for beside the answer. */
export function roomIn(window: number | null, { options }: ModelRequest): number {
  if (window === null) return Infinity;
  return window - Math.min(window * ANSWER_SHARE, options.maxOutputTokens ?? ANSWER_TOKENS);
}

/**
 * Tokens that the next request has room for in results that are still to come; null where nobody knows.
 * @param request as it would be without them
 */
export async function freeRoom(run: Run, request: ModelRequest, model: Model, signal: AbortSignal): Promise<number | null> {
  if (!model.isLanguageModel) return null;
  const { tokens } = roomOf(run, request, await model.contextTokens(signal));
  return tokens === Infinity ? null : Math.max(0, Math.floor(tokens - fit(request, tokens * RESULTS_SHARE).tokens));
}
