import type { OpenAI } from 'openai';
import { isFromServer } from '../../openai/errors.ts';
import { checkStream, cutOff, type Line, type ServerModel } from '../../openai/exchange.ts';
import { faultOf } from '../../openai/fault.ts';
import { createRefusals } from '../../openai/refusals.ts';
import { answerReader } from './answer.ts';
import { toMessages } from './messages.ts';
import { OPTIONS, toParams, type CallStyle } from './params.ts';
import { withTextCalls } from './textCalls.ts';
import { toTextMessages } from './textMessages.ts';
import type { Model, ModelEvent, ModelRequest } from '../model.ts';
import { learned } from '../profile/learn.ts';
import { CHAT_IDS, newProfile, providerOf, type Profile } from '../profile/profile.ts';
import { createServerModel } from '../serverModel.ts';

/** After an answer its usage may follow; some proxies send nothing more and keep the connection open. */
const AFTER_ANSWER_MS = 1_000;

/** A model behind any server that speaks OpenAI's Chat Completions: Ollama, LM Studio, llama.cpp, vLLM, gateways. */
export function createChatCompletions(server: ServerModel): Model {
  const { label, model, log } = server;
  const refusals = createRefusals(OPTIONS, label, log);
  /** Both are remembered, so that only one turn is asked twice. */
  let style: CallStyle = 'native';
  let profile: Profile | null = null;

  async function* ask(line: Line, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const isText = style === 'text';
    try {
      const answer = stream(line, request, signal);
      yield* isText ? withTextCalls(answer, request.tools) : answer;
    } catch (error) {
      if (isText || !isFromServer(error) || faultOf(error) !== 'noTools') throw error;
      style = 'text';
      log.warn(`${label} can’t call tools; it is told of them in words.`);
      yield* ask(line, request, signal);
    }
  }

  /** What a refusal tells of the provider is heeded, as long as it is something new. */
  async function send(client: OpenAI, request: ModelRequest, known: Profile, signal: AbortSignal) {
    const messages = style === 'native' ? await toMessages(request, known) : toTextMessages(request);
    try {
      return await refusals.send(
        (refused) => toParams(model, request, messages, style, refused),
        (params) => client.chat.completions.create(params, { signal }).withResponse(),
      );
    } catch (error) {
      const better = style === 'native' ? learned(known, error, request.items) : null;
      if (!better) throw error;
      profile = better;
      log.info(`${label} refused the thread as it was; it is sent as that server takes it.`);
      return send(client, request, better, signal);
    }
  }

  async function* stream({ address, client, watch }: Line, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const provider = providerOf(server, address, 'chat/completions');
    profile ??= newProfile(provider, CHAT_IDS);
    const { data: chunks, response } = await send(client, request, profile, signal);
    await checkStream(response, address);
    const answer = answerReader();
    try {
      yield { type: 'begun' };
      for await (const chunk of chunks) {
        yield* answer.read(chunk);
        if (answer.reason) watch.limit(AFTER_ANSWER_MS);
      }
    } catch (error) {
      // The answer is whole; what happens to its connection then is nobody's concern.
      if (!answer.reason) throw error;
    }
    signal.throwIfAborted();
    if (!answer.reason) throw cutOff(address);
    yield* answer.sealed(provider);
    if (answer.usage) yield { type: 'usage', usage: answer.usage };
    yield { type: 'end', reason: answer.reason };
  }

  return createServerModel(server, ask);
}
