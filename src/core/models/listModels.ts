import { belowV1, parseBaseUrl, shownAddress } from '../openai/address.ts';
import { checkedKey, createClient } from '../openai/client.ts';
import { listedWindow } from '../openai/contextWindow.ts';
import { listedPrice } from '../openai/listedPrice.ts';
import { modelError } from '../openai/errors.ts';
import { isChatModel, isEmbeddingModel, listedEntries, type ListedEntry } from '../openai/modelNames.ts';
import { watchedFetch } from '../openai/watchedFetch.ts';
import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import type { Price } from '../types/usage.ts';
import { hostedModel, type Shutdown } from './catalog.ts';
import { OPENAI, type Server } from './servers.ts';

/** A model that a server has. */
export interface ListedModel {
  /** The server's name for it. */
  readonly name: string;
  /** Null where it is not known. */
  readonly contextTokens: number | null;
  readonly shutdown: Shutdown | null;
  /** What the server says that it costs; left out where it does not. */
  readonly price?: Price;
}

export interface ListOptions {
  readonly key: string | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly log: Log;
}

/** OpenAI lists all it ever had; of those for a chat, some serve other ends. */
const OPENAI_CHAT = /^gpt-(?!.*(search|live))|^o\d/;

/** What a server has, of either kind. */
export interface ListedModels {
  /** Those that can be asked, in the server's order. */
  readonly models: readonly ListedModel[];
  /** The names of those that turn texts into vectors. */
  readonly embeddingModels: readonly string[];
}

/** @throws DocentError with the one sentence for what went wrong */
export async function listModels(server: Server, options: ListOptions): Promise<ListedModels> {
  const entries = await entriesOf(server, options);
  return { models: entries.flatMap((entry) => listed(server, entry)), embeddingModels: entries.filter(isEmbeddingModel).map(({ id }) => id) };
}

async function entriesOf(server: Server, options: ListOptions): Promise<readonly ListedEntry[]> {
  try {
    return await listAt(server, options);
  } catch (error) {
    const below = belowV1(server.baseUrl);
    if (below === null || !isWrongUrl(error)) throw error;
    return await listAt({ ...server, baseUrl: below }, options).catch((other: unknown) => {
      throw isWrongUrl(other) ? error : other;
    });
  }
}

function isWrongUrl(error: unknown): boolean {
  return error instanceof DocentError && error.code === 'model_wrong_url';
}

async function listAt(server: Server, { key, timeoutMs, signal, log }: ListOptions): Promise<readonly ListedEntry[]> {
  const url = parseBaseUrl(server.baseUrl);
  const address = shownAddress(url);
  const checked = checkedKey(key);
  const silence = { first: timeoutMs, next: timeoutMs };
  const client = await createClient(url, checked, watchedFetch(address, silence, log), server.keyHeader);
  try {
    const body: unknown = await client.get('/models', { signal, timeout: timeoutMs, maxRetries: 0 });
    return listedEntries(body);
  } catch (error) {
    signal?.throwIfAborted();
    throw await modelError(error, { address, model: '', key: checked }, async () => []);
  }
}

function listed({ name: server }: Server, entry: ListedEntry): readonly ListedModel[] {
  const { id, shutdown_date: date } = entry;
  if (!isChatModel(entry) || (server === OPENAI && !OPENAI_CHAT.test(id))) return [];
  const { contextTokens, shutdown } = server === OPENAI ? hostedModel(id) : { contextTokens: contextOf(entry), shutdown: null };
  const ends = typeof date === 'string' && date !== '' ? { ...(shutdown?.date === date && shutdown), date } : shutdown;
  const price = listedPrice(entry);
  return [{ name: id, contextTokens, shutdown: ends, ...(price && { price }) }];
}

/** llama.cpp's list tells for how much a model was made. */
function contextOf(entry: ListedEntry): number | null {
  const { meta } = entry;
  const trained = typeof meta === 'object' && meta !== null && 'n_ctx_train' in meta ? meta.n_ctx_train : null;
  return listedWindow(entry) ?? (typeof trained === 'number' ? trained : null);
}
