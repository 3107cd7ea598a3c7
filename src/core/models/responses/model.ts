import type { OpenAI } from 'openai';
import { checkStream, cutOff, type Line, type ServerModel } from '../../openai/exchange.ts';
import { faultOf } from '../../openai/fault.ts';
import { createRefusals } from '../../openai/refusals.ts';
import { isApiError } from '../../openai/serverWords.ts';
import type { Model, ModelEvent, ModelRequest } from '../model.ts';
import { answerReader } from './answer.ts';
import { createContainers, HOSTED, isGone, type Container } from './container.ts';
import { toInput } from './input.ts';
import { OPTIONS, toParams } from './params.ts';
import { learned } from '../profile/learn.ts';
import { newProfile, providerOf, RESPONSES_IDS, type Profile } from '../profile/profile.ts';
import { createServerModel } from '../serverModel.ts';

export interface ResponsesOptions extends ServerModel {
  /** Where Python runs: in Docent’s own session, or in a container at OpenAI, which then gets the thread’s files. */
  readonly interpreter: 'local' | 'openai';
}

/**
 * A model behind OpenAI's Responses API. Nothing is stored there: the whole thread is sent each time, with the model's own
 * reasoning, which comes sealed and goes back to it.
 */
export function createResponses(options: ResponsesOptions): Model {
  const { label, model, interpreter, log } = options;
  const refusals = createRefusals(OPTIONS, label, log);
  const containers = createContainers();
  /** Remembered, so that only one turn is asked twice. */
  let profile: Profile | null = null;

  async function* ask(line: Line, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const { address, client } = line;
    const { APIError } = await import('openai');
    profile ??= newProfile(providerOf(options, address, 'responses'), RESPONSES_IDS);
    const { stream, response, container } = await send(client, request, profile, signal);
    await checkStream(response, address);
    const answer = answerReader(profile.provider, container, (error) => new APIError(undefined, error, undefined, response.headers));
    for await (const event of stream) {
      yield* answer.read(event);
      // One that holds files was made before.
      const cost = event.type === 'response.created' ? (container?.charge() ?? 0) : 0;
      if (cost > 0) yield { type: 'container', cost };
      // Some proxies keep the connection open after the answer; to leave the loop closes it.
      if (answer.isOver) return;
    }
    signal.throwIfAborted();
    throw cutOff(address);
  }

  /** What the server no longer knows, or does not take back, is left out or made anew, once. */
  async function send(client: OpenAI, request: ModelRequest, known: Profile, signal: AbortSignal) {
    try {
      return await sendWith(client, request, known, signal);
    } catch (error) {
      if (isGone(error)) {
        containers.forget(request.threadId);
        return sendWith(client, request, known, signal);
      }
      const better = learned(known, error, request.items);
      if (better && (better.ids !== known.ids || better.refuses !== known.refuses)) {
        profile = better;
        log.info(`${label} refused the thread as it was; it is sent as that server takes it.`);
        return send(client, request, better, signal);
      }
      const items = request.items.filter(({ type }) => type !== 'reasoning');
      if (items.length === request.items.length || !isUnreadable(error)) throw error;
      log.warn(`${label} can’t read its earlier reasoning; it is asked without.`);
      return send(client, { ...request, items }, known, signal);
    }
  }

  async function sendWith(client: OpenAI, request: ModelRequest, known: Profile, signal: AbortSignal) {
    const isHosted = interpreter === 'openai' && request.tools.some(({ name }) => name === HOSTED);
    const container = isHosted ? await containers.open(client, request.threadId, request.files, signal) : null;
    const input = [...(await toInput(request.items, known)), ...whereFilesAre(container)];
    const { data: stream, response } = await refusals.send(
      (refused) => toParams({ model, request, input, container: container && (container.id ?? { type: 'auto' }) }, refused),
      (params) => client.responses.create(params, { signal }).withResponse(),
    );
    return { stream, response, container };
  }

  const { destination, ...shared } = createServerModel(options, ask);
  return { ...shared, destination: destination.kind === 'remote' ? { ...destination, files: interpreter === 'openai' } : destination };
}

/** The thread says that files are at `/mnt/data/<name>`. */
function whereFilesAre(container: Container | null) {
  if (!container || container.moved.size === 0) return [];
  const lines = [...container.moved].map(([name, path]) => `${name}: ${path}`);
  return [{ type: 'message' as const, role: 'developer' as const, content: `In the container, files lie here:\n${lines.join('\n')}` }];
}

/**
 * The seal is another account's or another model's, or broken; the provider takes only what it has kept, and it keeps nothing; or
 * it does not take back what it thought aloud.
 */
function isUnreadable(error: unknown): boolean {
  if (!isApiError(error)) return false;
  if (error.code === 'invalid_encrypted_content' || /encrypted content .*could not be|item.* not (found|persisted)/i.test(error.message)) return true;
  return faultOf(error) === 'refused' && /reasoning(?!.?effort)|input\[\d+\]\.(content|summary|encrypted_content|id)\b/i.test(error.message);
}
