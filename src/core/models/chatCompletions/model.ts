import type { OpenAI } from 'openai';
import { eventStream } from '../../openai/eventStream.ts';
import { cutOff, failing, type Line, type ServerModel } from '../../openai/exchange.ts';
import { createRefusals } from '../../openai/refusals.ts';
import { answerReader } from './answer.ts';
import { toMessages, toMessagesInWords } from './messages.ts';
import { OPTIONS, toParams } from './params.ts';
import { inSomeStyle, type CallStyle } from '../callStyle.ts';
import { createLessons, type Lessons } from '../lessons.ts';
import type { Model, ModelEvent, ModelRequest } from '../model.ts';
import { learned } from '../profile/learn.ts';
import { providerOf, type Profile } from '../profile/profile.ts';
import { createServerModel } from '../serverModel.ts';

/** After an answer its usage may follow; some proxies send nothing more and keep the connection open. */
const AFTER_ANSWER_MS = 1_000;

/**
 * A model behind any server that speaks OpenAI's Chat Completions: Ollama, LM Studio, llama.cpp, vLLM, gateways.
 * @param lessons what is known of it, and grows
 */
export function createChatCompletions(server: ServerModel, lessons: Lessons = createLessons()): Model {
  const { label, model, log } = server;
  const refusals = createRefusals(OPTIONS, lessons.refused('chatCompletions'), label, log);

  /** What a refusal tells of the provider is heeded, as long as it is something new. */
  async function send(client: OpenAI, request: ModelRequest, style: CallStyle, known: Profile, signal: AbortSignal) {
    const messages = style === 'native' ? await toMessages(request, known) : await toMessagesInWords(request);
    try {
      return await refusals.send(
        (refused) => toParams(model, request, messages, style, refused),
        (params) => client.chat.completions.create(params, { signal }).asResponse(),
      );
    } catch (error) {
      const better = style === 'native' ? learned(known, error, request.items) : null;
      if (!better) throw error;
      lessons.keepProfile('chatCompletions', better);
      log.info(`${label} refused the thread as it was; it is sent as that server takes it.`);
      return send(client, request, style, better, signal);
    }
  }

  async function* stream({ address, client, watch }: Line, request: ModelRequest, style: CallStyle, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const provider = providerOf(server, address, 'chat/completions');
    const response = await send(client, request, style, lessons.profile('chatCompletions', provider), signal);
    const fail = await failing(response);
    const answer = answerReader((name) => request.tools.some((tool) => tool.name === name), fail);
    let isDone = false;
    try {
      yield { type: 'begun' };
      for await (const event of eventStream(response, address, fail)) {
        isDone = event.type === 'done';
        if (event.type === 'said') yield* answer.read(event.value);
        if (answer.reason) watch.limit(AFTER_ANSWER_MS);
      }
    } catch (error) {
      // The answer is whole; what happens to its connection then is nobody's concern.
      if (!answer.reason) throw error;
    }
    signal.throwIfAborted();
    // Some servers end without saying why; a connection that is closed says nothing.
    const reason = answer.reason ?? (isDone && answer.hasBegun ? 'stop' : null);
    if (!reason) throw cutOff(address);
    yield* answer.end(provider);
    if (answer.usage) yield { type: 'usage', usage: answer.usage };
    yield { type: 'end', reason };
  }

  return createServerModel(server, (line, request, signal) => inSomeStyle(server, lessons, request, (style) => stream(line, request, style, signal)));
}
