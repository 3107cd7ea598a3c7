import { parseBaseUrl, shownAddress } from '../openai/address.ts';
import { checkedKey, createClient } from '../openai/client.ts';
import { listedWindow } from '../openai/contextWindow.ts';
import { modelError } from '../openai/errors.ts';
import { isChatModel } from '../openai/modelNames.ts';
import { watchedFetch } from '../openai/watchedFetch.ts';
import type { Log } from '../types/log.ts';
import { hostedModel, type Shutdown } from './catalog.ts';
import { OPENAI, type Server } from './servers.ts';

/** A model that a server has. */
export interface ListedModel {
  /** The server's name for it. */
  readonly name: string;
  /** Null where it is not known. */
  readonly contextTokens: number | null;
  readonly shutdown: Shutdown | null;
}

export interface ListOptions {
  readonly key: string | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  readonly log: Log;
}

/** What a server may tell of a model besides OpenAI's own fields and its window. */
interface Told {
  readonly id: string;
  readonly shutdown_date?: string | null;
  readonly meta?: { readonly n_ctx_train?: unknown } | null;
}

/** OpenAI lists all it ever had; of those for a chat, some serve other ends. */
const OPENAI_CHAT = /^gpt-(?!.*(search|live))|^o\d/;

/**
 * The models of a server that can be asked, in its order.
 * @throws DocentError with the one sentence for what went wrong
 */
export async function listModels(server: Server, { key, timeoutMs, signal, log }: ListOptions): Promise<readonly ListedModel[]> {
  const url = parseBaseUrl(server.baseUrl);
  const address = shownAddress(url);
  const checked = checkedKey(key);
  const silence = { first: timeoutMs, next: timeoutMs };
  const client = await createClient(url, checked, watchedFetch(address, silence, log), server.keyHeader);
  try {
    const page = await client.models.list({ signal, timeout: timeoutMs, maxRetries: 0 });
    return page.getPaginatedItems().flatMap((model) => listed(server, model as Told));
  } catch (error) {
    signal?.throwIfAborted();
    throw await modelError(error, { address, model: '', key: checked }, async () => []);
  }
}

function listed({ name: server }: Server, told: Told): readonly ListedModel[] {
  const { id } = told;
  if (!isChatModel(id) || (server === OPENAI && !OPENAI_CHAT.test(id))) return [];
  const { contextTokens, shutdown } = server === OPENAI ? hostedModel(id) : { contextTokens: contextOf(told), shutdown: null };
  const date = told.shutdown_date;
  return [{ name: id, contextTokens, shutdown: date ? { ...(shutdown?.date === date && shutdown), date } : shutdown }];
}

/** llama.cpp's list tells for how much a model was made. */
function contextOf(told: Told): number | null {
  const trained = told.meta?.n_ctx_train;
  return listedWindow(told) ?? (typeof trained === 'number' ? trained : null);
}
