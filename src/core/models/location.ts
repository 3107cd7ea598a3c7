import { parseBaseUrl } from '../openai/address.ts';
import { checkedKey } from '../openai/client.ts';
import type { ServerModel } from '../openai/exchange.ts';
import { asker, soon } from '../openai/probe.ts';

/** A server on this machine answers at once; the question waits no longer. In milliseconds. */
const WAIT_MS = 2_000;

/** Asks a server on this machine which host a model is passed on to: Ollama passes some on, whatever they are called here, and says so. Null: to none, as far as it tells. */
export function createLocator({ baseUrl, model, apiKey }: Pick<ServerModel, 'baseUrl' | 'model' | 'apiKey'>): (signal: AbortSignal) => Promise<string | null> {
  /** Undefined until it was told. */
  let told: string | null | undefined;

  async function ask(): Promise<void> {
    try {
      const about = await asker(parseBaseUrl(baseUrl), checkedKey(await apiKey()))('/api/show', { model });
      const host = typeof about === 'object' && about !== null && 'remote_host' in about ? about.remote_host : null;
      told = typeof host === 'string' && host !== '' ? (URL.parse(host)?.host ?? host) : null;
    } catch {
      // What is wrong with it, the question itself is told.
    }
  }

  return async (signal) => {
    if (told === undefined) await soon(ask(), WAIT_MS, signal);
    return told ?? null;
  };
}
