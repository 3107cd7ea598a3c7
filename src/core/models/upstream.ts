import { belowV1, parseBaseUrl, shownAddress } from '../openai/address.ts';
import { checkedKey, createClient } from '../openai/client.ts';
import { modelNames } from '../openai/modelNames.ts';
import { SILENCE_LIMITS, type SilenceLimits } from '../openai/silence.ts';
import { watchedFetch } from '../openai/watchedFetch.ts';
import type { Log } from '../types/log.ts';
import { createAtServer } from './atServer.ts';
import { hostedModel } from './catalog.ts';
import { shortMemory, type Memory } from './lessons.ts';
import type { Model } from './model.ts';
import { OPENAI, serverAt, type Api } from './servers.ts';

/** So long the names of a server's models are taken to be right, in milliseconds: users add models while it runs. */
const FRESH_MS = 10_000;

export interface UpstreamOptions {
  /** Of an OpenAI-compatible server. */
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  /** The API by which its models are asked; default: as is usual at that address. */
  readonly api?: Api;
  /** The model that answers where one is asked for that the server doesn't have; null: the server is asked, and refuses. */
  readonly fallback: string | null;
  /** Default: as usual. */
  readonly silence?: SilenceLimits;
  /** Where what was learned of its models is kept; default: nowhere. */
  readonly memory?: Memory;
  readonly log: Log;
}

/** All models of one server, by its own names. */
export interface Upstream {
  model(name: string | null): Model;
  names(): Promise<readonly string[]>;
}

/** @throws DocentError `model_wrong_url` */
export async function createUpstream({ baseUrl, apiKey, api, fallback, silence = SILENCE_LIMITS, memory = shortMemory(), log }: UpstreamOptions): Promise<Upstream> {
  const server = serverAt(baseUrl, api);
  const url = parseBaseUrl(server.baseUrl);
  const models = new Map<string, Model>();
  let known: readonly string[] = [];
  let asked = 0;

  async function namesAt(place: URL): Promise<readonly string[]> {
    const client = await createClient(place, checkedKey(apiKey), watchedFetch(shownAddress(place), silence, log), server.keyHeader);
    return modelNames(client, new AbortController().signal);
  }

  async function names(): Promise<readonly string[]> {
    asked = Date.now();
    const below = belowV1(server.baseUrl);
    let answered = await namesAt(url);
    if (answered.length === 0 && below !== null) answered = await namesAt(parseBaseUrl(below));
    // A server that is down for a moment still has its models.
    if (answered.length > 0) known = answered;
    return known;
  }

  function create(name: string): Model {
    const price = server.name === OPENAI ? hostedModel(name).price : null;
    return createAtServer(server, { id: name, model: name, apiKey: async () => apiKey, log, interpreter: 'local', price, memory, silence });
  }

  await names();
  return {
    names,
    model(name) {
      const isKnown = name !== null && known.includes(name);
      if (!isKnown && Date.now() - asked > FRESH_MS) void names();
      const used = isKnown ? name : (fallback ?? name ?? '');
      const model = models.get(used) ?? create(used);
      models.set(used, model);
      return model;
    },
  };
}
