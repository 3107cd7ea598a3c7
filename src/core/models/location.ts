import { parseBaseUrl } from '../openai/address.ts';
import { checkedKey } from '../openai/client.ts';
import type { ServerModel } from '../openai/exchange.ts';
import { asker, soon } from '../openai/probe.ts';
import type { Price } from '../types/usage.ts';
import type { Model } from './model.ts';

/** A server on this machine answers at once; the question waits no longer. In milliseconds. */
const WAIT_MS = 2_000;

/**
 * A model of a server on this machine, which is asked where it runs: Ollama passes some on, whatever they are called here, and says so.
 * @param price where it costs something
 */
export function withLocation(model: Model, price: Price | null, server: Pick<ServerModel, 'baseUrl' | 'model' | 'apiKey'>): Model {
  /** Null until it was told. */
  let told: Model | null = null;
  return {
    ...model,
    async located(signal) {
      if (told) return told;
      const answer = await soon(remoteHost(server), WAIT_MS, signal);
      if (answer === null) return model;
      told = answer.host === null ? model : { ...model, price, destination: { kind: 'remote', host: answer.host, files: false } };
      return told;
    },
  };
}

/** Null where the server does not answer; a host of null is this machine. */
async function remoteHost({ baseUrl, model, apiKey }: Pick<ServerModel, 'baseUrl' | 'model' | 'apiKey'>): Promise<{ readonly host: string | null } | null> {
  try {
    const about = await asker(parseBaseUrl(baseUrl), checkedKey(await apiKey()))('/api/show', { model });
    const host = typeof about === 'object' && about !== null && 'remote_host' in about ? about.remote_host : null;
    return { host: typeof host === 'string' && host !== '' ? (URL.parse(host)?.host ?? host) : null };
  } catch {
    return null; // What is wrong with it, the question itself is told.
  }
}
