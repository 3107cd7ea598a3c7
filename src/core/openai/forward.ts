import { bytes } from '../limits/budget.ts';
import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import { parseBaseUrl, shownAddress } from './address.ts';
import { checkedKey, type KeyHeader } from './client.ts';
import { connectionError } from './connectionError.ts';
import { SILENCE_LIMITS, type SilenceLimits } from './silence.ts';
import { watchedFetch } from './watchedFetch.ts';

/** A request that is not Docent's own: its sender's words go on as they are. */
export interface Forwarded {
  readonly method: string;
  /** Below the server's base URL, e.g. `/chat/completions`, with its escapes. */
  readonly path: string;
  /** With its question mark; '' for none. */
  readonly query: string;
  /** Without a key: the server's own is added. */
  readonly headers: Headers;
  readonly body: ArrayBuffer | null;
  /** Ends the request, and its answer. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request on to one server, and gives its answer as it comes, whatever it says.
 * @throws DocentError where no answer came, or one that leads elsewhere
 */
export type Forward = (request: Forwarded) => Promise<Response>;

export interface ForwardOptions {
  /** Of an OpenAI-compatible server. */
  readonly baseUrl: string;
  readonly keyHeader: KeyHeader;
  /** Asked for at each request and never kept. */
  apiKey(): Promise<string | undefined>;
  /** Default: as usual. */
  readonly silence?: SilenceLimits;
  readonly log: Log;
}

/** What is sent on is never held here: how much it may be is its sender's business. */
const UNREAD = bytes(Infinity);

/** @throws DocentError `model_wrong_url` */
export function createForward({ baseUrl, keyHeader, apiKey, silence = SILENCE_LIMITS, log }: ForwardOptions): Forward {
  const address = shownAddress(parseBaseUrl(baseUrl));
  return async ({ method, path, query, headers, body, signal }) => {
    const key = checkedKey(await apiKey());
    const sent = new Headers(headers);
    if (key !== null) sent.set(keyHeader, keyHeader === 'authorization' ? `Bearer ${key}` : key);
    try {
      return await watchedFetch(address, silence, log, { most: UNREAD }).fetch(address + path + query, { method, headers: sent, body, signal });
    } catch (error) {
      if (signal.aborted) throw new DocentError('client_gone', 'The client did not wait for the answer.', null, error);
      throw error instanceof DocentError ? error : connectionError(error, address);
    }
  };
}
