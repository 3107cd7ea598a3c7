import { t } from '@vscode/l10n';
import { parseBaseUrl } from '../../openai/address.ts';
import { checkedKey } from '../../openai/client.ts';
import { isFromServer } from '../../openai/errors.ts';
import { cutOff, failing, type Line, type ServerModel } from '../../openai/exchange.ts';
import { faultOf } from '../../openai/fault.ts';
import { rootOf } from '../../openai/probe.ts';
import { estimateTokens } from '../../text/tokens.ts';
import { ContextExceeded } from '../../types/errors.ts';
import { inSomeStyle, type CallStyle } from '../callStyle.ts';
import { answerReader } from '../chatCompletions/answer.ts';
import { createLessons, type Lessons } from '../lessons.ts';
import type { Model, ModelEvent, ModelRequest } from '../model.ts';
import { CHAT_IDS, newProfile, providerOf } from '../profile/profile.ts';
import { createServerModel } from '../serverModel.ts';
import { createFacts, type About, type Place } from './about.ts';
import { chunks } from './lines.ts';
import { untilAnswer } from './loading.ts';
import { toMessages, toMessagesInWords, type OllamaMessage } from './messages.ts';
import { KEEP_ALIVE_MS, toParams } from './params.ts';
import { largestWindow, nextWindow, windowFor, type Known } from './window.ts';

/** Until the server has told. */
const UNKNOWN: About = { trained: null, set: null, capabilities: null, isElsewhere: false };
/** An image, as most models that see count it. */
const IMAGE_TOKENS = 1_100;

/** A model at a server that may be Ollama. */
export interface OllamaModel extends Model {
  /** Whether the server is Ollama; asked once, and no longer than a second. */
  isThere(signal: AbortSignal): Promise<boolean>;
  /** Whether it has shown itself to be. */
  readonly isKnown: boolean;
}

/**
 * A model by Ollama’s own API: the one by which a window can be chosen. It is as large as a request needs, and as the model and the
 * machine allow.
 * @param lessons what is known of it, and grows
 */
export function createOllama(server: ServerModel, lessons: Lessons = createLessons()): OllamaModel {
  const { label, model, baseUrl, log } = server;
  const facts = createFacts(model);
  /** How many tokens of the model’s there are to one of our count; never less than one. */
  let ratio = 1;

  const placeAt = async (url: URL): Promise<Place> => ({ baseUrl: url, key: checkedKey(await server.apiKey()) });

  async function knownAt(place: Place, signal: AbortSignal): Promise<Known & About> {
    const [about, loaded] = await Promise.all([facts.about(place, signal), facts.loaded(place, signal)]);
    return { ...(about ?? UNKNOWN), loaded, memory: lessons.lesson.largestWindow ?? null };
  }

  /** Asks for a window that the request fits into; for another one where that was refused. */
  async function* send({ address, client }: Line, request: ModelRequest, style: CallStyle, signal: AbortSignal) {
    const place = await placeAt(new URL(address));
    const known = await knownAt(place, signal);
    const used = known.capabilities?.includes('tools') === false ? 'text' : style;
    const profile = newProfile(providerOf(server, address, 'api/chat'), CHAT_IDS);
    const messages = used === 'native' ? await toMessages(request, profile) : await toMessagesInWords(request);
    const tokens = tokensOf(messages, used === 'native' ? request.tools : []);
    const { maxOutputTokens } = request.options;
    const keeps = known.loaded?.until === undefined || known.loaded.until === null || known.loaded.until < Date.now() + KEEP_ALIVE_MS;
    let window = windowFor(tokens * ratio, maxOutputTokens, known);
    for (;;) {
      const body = toParams(request, { model, messages, style: used, about: known, window, keeps });
      const sent = client.post(`${rootOf(address)}/api/chat`, { body, signal }).asResponse();
      yield* untilAnswer(sent, { label, window, look: () => facts.look(place) });
      try {
        return { response: await sent, window, tokens, provider: profile.provider };
      } catch (error) {
        window = otherWindow(error, window, tokens * ratio, known);
      }
    }
  }

  /** @throws the error where another window is of no use */
  function otherWindow(error: unknown, window: number | null, tokens: number, known: Known): number {
    const fault = isFromServer(error) ? faultOf(error) : null;
    const to = fault === 'contextExceeded' ? 'larger' : fault === 'noMemory' ? 'smaller' : null;
    const other = to && window !== null && nextWindow(window, to, known);
    if (!other) throw error;
    log.info(`${label} is asked with a window of ${other} tokens: ${to === 'larger' ? 'the request is longer than it was taken to be' : 'there is no memory for more'}.`);
    if (to === 'larger') return other;
    lessons.learn({ largestWindow: other });
    if (tokens < other) return other;
    // Whoever fills the window can do with less.
    throw new ContextExceeded(t('This thread is too long for the memory of the machine that “{0}” runs on; start a new one, or choose a smaller model.', label), other, error);
  }

  async function* stream(line: Line, request: ModelRequest, style: CallStyle, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const { response, window, tokens, provider } = yield* send(line, request, style, signal);
    const fail = await failing(response);
    const answer = answerReader((name) => request.tools.some((tool) => tool.name === name), fail);
    yield { type: 'begun' };
    for await (const chunk of chunks(response, line.address, fail)) {
      if (!answer.hasBegun) facts.used(window);
      yield* answer.read(chunk);
      if (answer.reason) break;
    }
    signal.throwIfAborted();
    const { reason, usage } = answer;
    if (!reason) throw cutOff(line.address);
    yield* answer.end(provider);
    if (usage) {
      ratio = Math.max(ratio, usage.inputTokens / tokens);
      yield { type: 'usage', usage: window === null ? usage : { ...usage, window } };
    }
    yield { type: 'end', reason };
  }

  const asked = createServerModel(server, (line, request, signal) => inSomeStyle(server, lessons, request, (style) => stream(line, request, style, signal)));
  return {
    ...asked,
    get isKnown() {
      return facts.isOllama;
    },
    isThere: async (signal) => (await facts.about(await placeAt(parseBaseUrl(baseUrl)), signal)) !== null,
    async seesImages(signal) {
      const { capabilities } = await knownAt(await placeAt(parseBaseUrl(baseUrl)), signal);
      return capabilities && capabilities.includes('vision');
    },
    contextTokens: async (signal) => largestWindow(await knownAt(await placeAt(parseBaseUrl(baseUrl)), signal)),
  };
}

function tokensOf(messages: readonly OllamaMessage[], tools: ModelRequest['tools']): number {
  const images = messages.reduce((sum, { images: shown = [] }) => sum + shown.length, 0);
  const texts = messages.map(({ images: _, ...message }) => message);
  return estimateTokens(JSON.stringify(texts)) + (tools.length > 0 ? estimateTokens(JSON.stringify(tools)) : 0) + images * IMAGE_TOKENS;
}
