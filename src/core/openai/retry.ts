import { setTimeout } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import type { Waiting } from '../types/events.ts';
import type { Log } from '../types/log.ts';
import { causes, isLostConnection } from './connectionError.ts';
import { isFromServer } from './errors.ts';
import { faultOf, isPassing } from './fault.ts';
import { retryAfterMs } from './retryHint.ts';

/** How often one asks again, and how long one waits before. */
export interface Patience {
  readonly retries: number;
  /** Milliseconds before the first retry; each further one waits twice as long. */
  readonly firstMs: number;
  /** The longest wait that a server may ask for, in milliseconds; beyond it the user decides. */
  readonly longestMs: number;
}

export const PATIENCE: Patience = {
  // With the waits below about 7 seconds in all: an overloaded server has recovered by then, or has not for long.
  retries: 4,
  firstMs: 500,
  // Limits by the minute pass within it, those by the day don't.
  longestMs: 10 * 60_000,
};

/** The part of a wait that is left to chance, so that those who were turned away together don't come back together. */
const JITTER = 0.25;

export interface RetryOptions {
  /** As shown. */
  readonly address: string;
  readonly patience: Patience;
  /** Whether it may be that the server has no such API; default: the API is there. */
  readonly isTrial?: (() => boolean) | undefined;
  /** Aborting it ends a wait at once. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** Waits so many milliseconds; tests give their own. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

const waitFor = (ms: number, signal: AbortSignal) => setTimeout(ms, null, { signal });

/**
 * Asks, and asks again where that may help, as long as nothing of an answer has come: what was said is never said twice. Each
 * wait is told. What went wrong at last is thrown as it came.
 * @param isAnswer whether an event is something of the answer
 */
export async function* withRetry<Event>(
  ask: () => AsyncIterable<Event>,
  { address, patience, isTrial = () => false, signal, log, wait = waitFor }: RetryOptions,
  isAnswer: (event: Event) => boolean = () => true,
): AsyncGenerator<Event | { readonly type: 'waiting'; readonly waiting: Waiting }> {
  for (let tries = 0; ; tries++) {
    let hasBegun = false;
    try {
      for await (const event of ask()) {
        hasBegun ||= isAnswer(event);
        yield event;
      }
      return;
    } catch (error) {
      const ms = hasBegun || signal.aborted || tries >= patience.retries || (isTrial() && isNoLimit(error)) ? null : waitBefore(error, tries, patience);
      if (ms === null) throw error;
      // Not in the server's own words, which may repeat the key.
      const why = reason(error, address);
      log.info(`${why}; it is asked again in ${ms} ms`);
      yield { type: 'waiting', waiting: { message: waitingFor(error, address), until: Date.now() + ms } };
      await wait(ms, signal);
    }
  }
}

/** In milliseconds; null where asking again can't help. */
function waitBefore(error: unknown, tries: number, { firstMs, longestMs }: Patience): number | null {
  if (!isWorthRetrying(error)) return null;
  const asked = isFromServer(error) ? retryAfterMs(error.headers) : null;
  if (asked !== null) return asked <= longestMs ? asked : null;
  return Math.round(firstMs * 2 ** tries * (1 - JITTER * Math.random()));
}

function isWorthRetrying(error: unknown): boolean {
  const known = causes(error).find((cause) => cause instanceof DocentError);
  if (known) return known.code === 'model_stream_cut';
  return isFromServer(error) ? isPassing(error) : isLostConnection(error);
}

/** What fails, or ends too early, may do so because there is no such API; who takes no more requests has it. */
function isNoLimit(error: unknown): boolean {
  return error instanceof DocentError || (isFromServer(error) && faultOf(error) === 'failed');
}

function waitingFor(error: unknown, address: string): string {
  if (!isFromServer(error)) return t('{0} broke the connection off; trying again', address);
  return faultOf(error) === 'rateLimited' ? t('{0} takes no more requests for now; trying again', address) : t('{0} failed; trying again', address);
}

/** The same for the log. */
function reason(error: unknown, address: string): string {
  if (!isFromServer(error)) return `${address} broke the connection off`;
  return faultOf(error) === 'rateLimited' ? `${address} takes no more requests for now` : `${address} failed`;
}
