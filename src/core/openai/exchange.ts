import { t } from '@vscode/l10n';
import type { OpenAI } from 'openai';
import { ANSWER } from '../limits/limits.ts';
import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import { parseBaseUrl, shownAddress } from './address.ts';
import { checkedKey, createClient, type KeyHeader } from './client.ts';
import type { ContextWindow } from './contextWindow.ts';
import { modelError } from './errors.ts';
import type { Fail } from './eventStream.ts';
import { modelNames } from './modelNames.ts';
import { PATIENCE, withRetry, type Patience } from './retry.ts';
import { SILENCE_LIMITS, type SilenceLimits } from './silence.ts';
import { watchedFetch, type SentRequest, type WatchedFetch } from './watchedFetch.ts';

/** A model behind a server. */
export interface ServerModel {
  readonly id: string;
  readonly label: string;
  /** As set by the user, e.g. `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  /** The server's name for the model. */
  readonly model: string;
  /** Asked for at each turn and never kept. */
  apiKey(): Promise<string | undefined>;
  /** Default: `authorization`. */
  readonly keyHeader?: KeyHeader;
  /** Whether the user has said that it sends on what it is asked, wherever it listens itself; default: no. */
  readonly isRemote?: boolean;
  /** Whether it may be that the server has no such API: then what fails is not asked again, since another API may answer. */
  readonly isTrial?: () => boolean;
  /** What is known of how much it reads, shared by all who ask it; left out: its own. */
  readonly window?: ContextWindow;
  /** Told of each request with what it was sent for. */
  sent?(threadId: string, request: SentRequest): void;
  readonly silence?: SilenceLimits;
  readonly patience?: Patience;
  readonly log: Log;
}

/** What a turn talks through. */
export interface Line {
  /** The base URL, as shown. */
  readonly address: string;
  readonly client: OpenAI;
  readonly watch: WatchedFetch;
}

/**
 * One turn with a server, asked again where that may help.
 * @throws DocentError with the one sentence for what went wrong, `AbortError` where the signal was aborted
 */
export async function* exchange<Event extends { readonly type: string }>(
  server: ServerModel,
  threadId: string,
  signal: AbortSignal,
  ask: (line: Line) => AsyncIterable<Event>,
) {
  const { baseUrl, model, apiKey, keyHeader, isTrial, silence = SILENCE_LIMITS, patience = PATIENCE, log } = server;
  const url = parseBaseUrl(baseUrl);
  const address = shownAddress(url);
  const key = checkedKey(await apiKey());
  const watch = watchedFetch(address, silence, log, {
    most: ANSWER.stream,
    onSend: (request) => server.sent?.(threadId, request),
  });
  const client = await createClient(url, key, watch, keyHeader);
  try {
    yield* withRetry(() => ask({ address, client, watch }), { address, patience, isTrial, signal, log }, ({ type }) => type !== 'begun' && type !== 'waiting');
    signal.throwIfAborted();
  } catch (error) {
    if (signal.aborted) throw new DOMException('The answer was stopped.', 'AbortError');
    throw await modelError(error, { address, model, key }, () => modelNames(client, signal));
  }
}

/** Makes errors of failures that come inside of an answer, as the SDK makes them of others. */
export async function failing({ headers }: Response): Promise<Fail> {
  const { APIError } = await import('openai');
  return (body) => new APIError(undefined, typeof body === 'object' && body !== null ? body : { message: String(body) }, undefined, headers);
}

/** The stream ended although the answer had not. */
export function cutOff(address: string): DocentError {
  return new DocentError('model_stream_cut', t('The answer from {0} ended too early; try again.', address), 'retry');
}
