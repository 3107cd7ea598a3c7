import type { OpenAI } from 'openai';
import { parseBaseUrl, shownAddress } from '../../../openai/address.ts';
import { checkedKey, createClient, type KeyHeader } from '../../../openai/client.ts';
import { withRetry, type Patience } from '../../../openai/retry.ts';
import { LONGEST_MS, SILENCE_LIMITS } from '../../../openai/silence.ts';
import { watchedFetch } from '../../../openai/watchedFetch.ts';
import type { Log } from '../../../types/log.ts';
import { hostedError } from './errors.ts';

/** Where OpenAI's API is, with vector stores: as the user has set it. */
export interface HostedService {
  /** As shown: `OpenAI`, `Azure OpenAI`. */
  readonly label: string;
  readonly baseUrl: string;
  readonly keyHeader: KeyHeader;
  /** Asked for at each request and never kept. */
  apiKey(): Promise<string | undefined>;
}

/** Many requests go out one after the other, and limits by the minute are met again and again: each waits until it is let through. */
const PATIENCE: Patience = { retries: 12, firstMs: 500, longestMs: 10 * 60_000 };

/** A service as it is asked. */
export interface Line {
  /** As shown. */
  readonly label: string;
  readonly address: string;
  /**
   * One request, asked again where that may help.
   * @param work may be called several times; is told whether it may have been done already
   * @throws DocentError with one sentence, AbortError
   */
  ask<T>(work: (client: OpenAI, mayBeDone: boolean) => PromiseLike<T>, options: AskOptions): Promise<T>;
}

export interface AskOptions {
  readonly signal: AbortSignal;
  /** Whether bytes go there that may take long; default: no. */
  readonly isUpload?: boolean;
}

/** @throws DocentError `model_wrong_url` */
export function createLine({ label, baseUrl, keyHeader, apiKey }: HostedService, log: Log, patience = PATIENCE): Line {
  const url = parseBaseUrl(baseUrl);
  const address = shownAddress(url);
  return {
    label,
    address,
    async ask(work, { signal, isUpload = false }) {
      let tries = 0;
      let key: string | null = null;
      async function* once() {
        signal.throwIfAborted();
        key = checkedKey(await apiKey());
        const watch = watchedFetch(address, isUpload ? { ...SILENCE_LIMITS, first: LONGEST_MS } : SILENCE_LIMITS, log);
        const client = await createClient(url, key, watch, keyHeader);
        yield { type: 'done' as const, value: await work(client, tries++ > 0) };
      }
      try {
        for await (const event of withRetry(once, { address, patience, signal, log })) if (event.type === 'done') return event.value;
        throw new Error('Nothing was asked.');
      } catch (error) {
        if (signal.aborted) throw new DOMException('It was stopped.', 'AbortError');
        throw hostedError(error, { label, address, key });
      }
    },
  };
}
