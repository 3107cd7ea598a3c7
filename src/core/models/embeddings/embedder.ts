import { t } from '@vscode/l10n';
import { parseBaseUrl, shownAddress } from '../../openai/address.ts';
import { checkedKey } from '../../openai/client.ts';
import { exchange, type ServerModel } from '../../openai/exchange.ts';
import type { SilenceLimits } from '../../openai/silence.ts';
import type { Embedded, Embedder } from '../../types/embedder.ts';
import { DocentError } from '../../types/errors.ts';
import type { Log } from '../../types/log.ts';
import { createFacts } from '../ollama/about.ts';
import type { Server } from '../servers.ts';
import { prefixOf } from './prefixes.ts';
import { byOllama, byOpenAI, type AskVectors } from './request.ts';

/** Refusals that fewer or shorter texts may mend: servers have each their own words for too many, too long and too much at once. */
const TOO_MUCH: ReadonlySet<string> = new Set(['model_context_exceeded', 'model_request_too_large', 'model_refused']);
/** A text that is refused though it is no longer than this is refused for something else. */
const SHORTEST = 200;

export interface EmbedderOptions {
  readonly id: string;
  /** The server's name for the model. */
  readonly model: string;
  /** Asked for at each request and never kept. */
  apiKey(): Promise<string | undefined>;
  readonly silence?: SilenceLimits;
  readonly log: Log;
}

/** An embedding model at a server: by Ollama's own API where it is one, else by OpenAI's. */
export function createEmbedder({ baseUrl, keyHeader, api }: Server, { id, model, apiKey, silence, log }: EmbedderOptions): Embedder {
  const server: ServerModel = { id, label: model, baseUrl, model, keyHeader, apiKey, log, ...(silence && { silence }) };
  const facts = createFacts(model);
  /** So many texts at once it has taken, or refused one more. */
  let most = Infinity;

  async function apiAt(signal: AbortSignal): Promise<AskVectors> {
    if (api === 'ollama') return byOllama;
    if (api !== 'auto') return byOpenAI;
    const place = { baseUrl: parseBaseUrl(baseUrl), key: checkedKey(await apiKey()) };
    return (await facts.about(place, signal)) ? byOllama : byOpenAI;
  }

  async function ask(texts: readonly string[], signal: AbortSignal): Promise<Embedded> {
    const by = await apiAt(signal);
    const events = exchange(server, '', signal, async function* (line) {
      yield { type: 'embedded' as const, embedded: await by(line, model, texts, signal) };
    });
    for await (const event of events) if (event.type === 'embedded') return event.embedded;
    throw new DocentError('model_bad_answer', t('{0} sent no answer; try again.', baseUrl), 'retry');
  }

  async function inParts(texts: readonly string[], size: number, signal: AbortSignal): Promise<Embedded> {
    let all: Embedded = { vectors: [], tokens: 0 };
    for (let from = 0; from < texts.length; from += size) {
      const part = await embed(texts.slice(from, from + size), signal);
      all = { vectors: [...all.vectors, ...part.vectors], tokens: all.tokens === null || part.tokens === null ? null : all.tokens + part.tokens };
    }
    return all;
  }

  async function embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded> {
    if (texts.length > most) return inParts(texts, most, signal);
    try {
      return await ask(texts, signal);
    } catch (error) {
      if (!(error instanceof DocentError) || !TOO_MUCH.has(error.code)) throw error;
      const [text = ''] = texts;
      const half = Math.ceil(texts.length / 2);
      if (texts.length > 1) {
        // One long text says nothing of how many it takes.
        const parts = await inParts(texts, half, signal);
        if (error.code !== 'model_context_exceeded') most = Math.min(most, half);
        return parts;
      }
      if (text.length <= SHORTEST) throw error;
      return embed([text.slice(0, Math.ceil(text.length / 2))], signal);
    }
  }

  return {
    id,
    key: `${shownAddress(parseBaseUrl(baseUrl))} ${model}`,
    embed: (texts, purpose, signal) => embed(texts.map((text) => prefixOf(model, purpose) + text), signal),
  };
}
