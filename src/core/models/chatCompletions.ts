import type { OpenAI } from 'openai';
import { isLoopback, notCompatible, parseBaseUrl, shownAddress } from '../openai/address.ts';
import { checkedKey, createClient } from '../openai/client.ts';
import { createContextWindow } from '../openai/contextWindow.ts';
import { modelError, refuses } from '../openai/errors.ts';
import { modelNames } from '../openai/modelNames.ts';
import { SILENCE_LIMITS, watchedFetch, type SilenceLimits } from '../openai/watchedFetch.ts';
import { ContextExceeded, DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import { answerReader } from './chatCompletions/answer.ts';
import { OPTIONS, toParams, type Option } from './chatCompletions/params.ts';
import type { Destination, Model, ModelEvent, ModelRequest } from './model.ts';

/** After an answer its usage may follow; some proxies send nothing more and keep the connection open. */
const AFTER_ANSWER_MS = 1_000;

export interface ChatCompletionsOptions {
  readonly id: string;
  readonly label: string;
  /** As set by the user, e.g. `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  /** The server's name for the model. */
  readonly model: string;
  /** Asked for at each turn and never kept. */
  apiKey(): Promise<string | undefined>;
  readonly silence?: SilenceLimits;
  readonly log: Log;
}

/** A model behind any server that speaks OpenAI's Chat Completions: Ollama, LM Studio, llama.cpp, vLLM, gateways, OpenAI. */
export function createChatCompletions(options: ChatCompletionsOptions): Model {
  const { id, label, baseUrl, model, apiKey, silence = SILENCE_LIMITS, log } = options;
  const window = createContextWindow(model);
  /** Remembered, so that only one turn is asked twice. */
  const refused = new Set<Option>();

  /** Sends the request; an option that the server refuses is left out from then on. */
  async function send(client: OpenAI, request: ModelRequest, signal: AbortSignal) {
    for (;;) {
      const params = toParams(model, request, refused);
      try {
        return await client.chat.completions.create(params, { signal }).withResponse();
      } catch (error) {
        const option = OPTIONS.find((name) => name in params && refuses(error, name));
        if (!option) throw error;
        refused.add(option);
        log.warn(`${label} does not take “${option}”; it is asked without.`);
      }
    }
  }

  async function* respond(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const url = parseBaseUrl(baseUrl);
    const address = shownAddress(url);
    const key = checkedKey(await apiKey());
    const watch = watchedFetch(address, silence, log);
    const client = await createClient(url, key, watch);
    try {
      const { data: chunks, response } = await send(client, request, signal);
      if (!mayStream(response)) {
        await response.body?.cancel();
        throw notCompatible(address);
      }
      const answer = answerReader();
      try {
        for await (const chunk of chunks) {
          yield* answer.read(chunk);
          if (answer.reason) watch.limit(AFTER_ANSWER_MS);
        }
      } catch (error) {
        // The answer is whole; what happens to its connection then is nobody's concern.
        if (!answer.reason) throw error;
      }
      signal.throwIfAborted();
      if (!answer.reason) throw new DocentError('model_stream_cut', `The answer from ${address} ended too early; try again.`, 'retry');
      if (answer.usage) yield { type: 'usage', usage: answer.usage };
      yield { type: 'end', reason: answer.reason };
    } catch (error) {
      if (signal.aborted) throw new DOMException('The answer was stopped.', 'AbortError');
      const known = await modelError(error, { address, model, key }, () => modelNames(client, signal));
      if (known instanceof ContextExceeded) window.learn(known.contextTokens);
      throw known;
    }
  }

  return {
    ...{ id, label, isLanguageModel: true, destination: destinationOf(baseUrl), price: null, respond },
    contextTokens: async (signal) => window.tokens(parseBaseUrl(baseUrl), checkedKey(await apiKey()), signal),
  };
}

/** What is no address goes nowhere; it counts as remote until it is put right. */
function destinationOf(baseUrl: string): Destination {
  const url = URL.parse(baseUrl.trim());
  if (url && isLoopback(url)) return { kind: 'local' };
  return { kind: 'remote', host: url?.host || baseUrl };
}

/** A web page or one JSON document is no stream; other types are, since some servers name theirs wrongly. */
function mayStream(response: Response): boolean {
  return !/html|json/.test(response.headers.get('content-type') ?? '');
}
