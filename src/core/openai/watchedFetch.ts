import { t } from '@vscode/l10n';
import { budgetOf, named, type Limit } from '../limits/budget.ts';
import { ANSWER } from '../limits/limits.ts';
import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import { patientDispatcher, type SilenceLimits } from './silence.ts';

/** A request as it goes out. */
export interface SentRequest {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A `fetch` for one turn with one server. */
export interface WatchedFetch {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** From now on a silence may last only so long, in milliseconds. */
  limit(ms: number): void;
}

/** What differs between those who ask. */
export interface WatchOptions {
  /** How much may come in one answer; default: a document. */
  readonly most?: Limit;
  onSend?(request: SentRequest): void;
}

/**
 * Gives up on a server that has fallen silent, or that does not stop. Bytes are counted, not events: the comments with which servers
 * keep a connection alive never get through the SDK, and a small compressed body can become one event without end. Each answer's
 * status is logged.
 */
export function watchedFetch(address: string, limits: SilenceLimits, log: Log, { most = ANSWER.document, onSend }: WatchOptions = {}): WatchedFetch {
  const silence = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let { next } = limits;

  const dispatcher = patientDispatcher(limits);

  const wait = (ms: number, setBy?: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(silentFor(address, ms, setBy)), ms);
  };

  /** The same bytes. Closed before the first of them was read, it closes the connection, too, which a generator's stream does not. */
  function watched(body: ReadableStream<Uint8Array>, most: Limit): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    const budget = budgetOf(most);
    let hasBegun = false;
    return new ReadableStream(
      {
        async pull(controller) {
          if (hasBegun) wait(next, next === limits.next ? limits.setBy?.next : undefined);
          hasBegun = true;
          try {
            const { done, value } = await reader.read();
            if (done) controller.close();
            else if (budget.take(value.length)) controller.enqueue(value);
            else {
              void reader.cancel();
              throw tooMuch(address, most);
            }
          } finally {
            clearTimeout(timer);
          }
        },
        async cancel(reason) {
          clearTimeout(timer);
          await reader.cancel(reason);
        },
      },
      // Read only when somebody waits: the server's silence counts, not the time that the reader takes.
      { highWaterMark: 0 },
    );
  }

  return {
    limit(ms) {
      next = ms;
      wait(ms);
    },
    async fetch(input, init) {
      const started = performance.now();
      const signal = init?.signal ? AbortSignal.any([init.signal, silence.signal]) : silence.signal;
      wait(limits.first, limits.setBy?.first);
      // Files that are uploaded are no text; they are the user's own.
      if (typeof init?.body === 'string') {
        const headers = Object.fromEntries(new Headers(init.headers));
        const url = input instanceof Request ? input.url : String(input);
        onSend?.({ at: Date.now(), method: init.method ?? 'GET', url, headers, body: init.body });
      }
      try {
        // Keys and questions are for the server that the user has named, and for no other.
        const response = await fetch(input, { ...init, signal, redirect: 'manual', ...(dispatcher && { dispatcher }) } as RequestInit);
        log.info(`${address} answered ${response.status} after ${Math.round(performance.now() - started)} ms`);
        const elsewhere = response.headers.get('location');
        if (response.status >= 300 && response.status < 400 && elsewhere !== null) {
          await response.body?.cancel();
          throw sentOn(address, elsewhere);
        }
        // What a server says went wrong is read at once, whatever it is.
        if (response.body) return new Response(watched(response.body, response.ok ? most : ANSWER.document), response);
        clearTimeout(timer);
        return response;
      } catch (error) {
        clearTimeout(timer);
        throw error;
      }
    },
  };
}

function sentOn(address: string, elsewhere: string): DocentError {
  const there = URL.parse(elsewhere, address)?.origin ?? t('another address');
  const message = t('{0} sends requests on to {1}; if you trust that server, set its base URL instead.', address, there);
  return new DocentError('model_wrong_url', message, 'configureModel');
}

/** A server sent more than anything of use has. */
export function tooMuch(address: string, most: Limit, at: 'answer' | 'piece' = 'answer'): DocentError {
  const message =
    at === 'answer'
      ? t('{0} sent more than {1} in one answer, so that it was stopped; try again, or choose another server.', address, named(most))
      : t('{0} sent more than {1} in one piece, so that it was stopped; try again, or choose another server.', address, named(most));
  return new DocentError('model_too_much', message, 'configureModel');
}

/** @param setBy the setting that lets it take longer */
function silentFor(address: string, ms: number, setBy?: string): DocentError {
  const message =
    setBy === undefined
      ? t('{0} has sent nothing for {1} seconds; try again, or choose a smaller model.', address, ms / 1000)
      : t('{0} has sent nothing for {1} seconds; try again, choose a smaller model, or let it take longer by {2}.', address, ms / 1000, setBy);
  return new DocentError('model_silent', message, 'retry');
}
