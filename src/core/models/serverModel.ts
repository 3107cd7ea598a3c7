import { checkedKey } from '../openai/client.ts';
import { belowV1, parseBaseUrl } from '../openai/address.ts';
import { createContextWindow } from '../openai/contextWindow.ts';
import { exchange, type Line, type ServerModel } from '../openai/exchange.ts';
import { BadCall, ContextExceeded, DocentError } from '../types/errors.ts';
import { withoutSecrets } from '../text/secrets/secrets.ts';
import type { Destination, Model, ModelEvent, ModelRequest } from './model.ts';
import { corrected } from './corrected.ts';
import { readerOf } from './reader.ts';

/** Asks a server once, and tells its answer as it comes. */
export type Ask = (line: Line, request: ModelRequest, signal: AbortSignal) => AsyncIterable<ModelEvent>;

/** A model that can’t write a call in three tries will not in a fourth. */
const MOST_CORRECTIONS = 2;

/** What all models behind servers have in common, whichever API they are asked by. */
export function createServerModel(server: ServerModel, ask: Ask): Model {
  const { id, label, baseUrl, model, apiKey, log } = server;
  const { window = createContextWindow(model) } = server;
  /** Where its API is: at its address, or below it. */
  let place = server;

  async function* answer(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const asked = place;
    try {
      yield* exchange(asked, request.threadId, signal, (line) => ask(line, request, signal));
    } catch (error) {
      const below = belowV1(asked.baseUrl);
      if (below === null || !isWrongUrl(error)) throw error;
      const there: ServerModel = { ...asked, baseUrl: below };
      try {
        for await (const event of exchange(there, request.threadId, signal, (line) => ask(line, request, signal))) {
          place = there;
          yield event;
        }
      } catch (other) {
        throw isWrongUrl(other) ? error : other;
      }
    }
  }

  return {
    id,
    label,
    isLanguageModel: true,
    destination: destinationOf(baseUrl, model, server.isRemote),
    price: null,
    contextTokens: async (signal) => window.tokens(parseBaseUrl(place.baseUrl), checkedKey(await apiKey()), signal),
    seesImages: async (signal) => window.images(parseBaseUrl(place.baseUrl), checkedKey(await apiKey()), signal),
    async *respond(request, signal) {
      let asked = request;
      for (let corrections = 0; ; corrections++) {
        let hasBegun = false;
        try {
          for await (const event of answer(asked, signal)) {
            hasBegun ||= event.type === 'text' || event.type === 'call';
            yield event;
          }
          return;
        } catch (error) {
          if (error instanceof ContextExceeded) window.learn(error.contextTokens);
          if (!(error instanceof BadCall) || hasBegun || corrections >= MOST_CORRECTIONS) throw error;
          log.info(`${label} wrote a call that can’t be read; it is told so.`);
          asked = corrected(asked, error);
        }
      }
    },
  };
}

function isWrongUrl(error: unknown): boolean {
  return error instanceof DocentError && error.code === 'model_wrong_url';
}

/** What is no address goes nowhere; it counts as remote until it is put right. */
function destinationOf(baseUrl: string, model: string, isRemote = false): Destination {
  const url = URL.parse(baseUrl.trim());
  const host = url ? readerOf(url, model, isRemote) : '';
  return host === null ? { kind: 'local' } : { kind: 'remote', host: host || withoutSecrets(baseUrl), files: false };
}
