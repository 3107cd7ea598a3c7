import { notCompatible } from '../../openai/address.ts';
import { eventStream } from '../../openai/eventStream.ts';
import { cutOff, failing, type Line, type ServerModel } from '../../openai/exchange.ts';
import { faultOf } from '../../openai/fault.ts';
import { createRefusals } from '../../openai/refusals.ts';
import { isApiError } from '../../openai/serverWords.ts';
import { createLessons, type Lessons } from '../lessons.ts';
import type { Item } from '../../types/item.ts';
import type { Model, ModelEvent, ModelRequest } from '../model.ts';
import { answerReader } from './answer.ts';
import { createContainers, HOSTED, isGone, type Container, type KeepMade } from './container.ts';
import { toInput } from './input.ts';
import { OPTIONS, toParams } from './params.ts';
import { learned } from '../profile/learn.ts';
import { providerOf, type Profile } from '../profile/profile.ts';
import { inward } from '../inward.ts';
import { createServerModel } from '../serverModel.ts';

export interface ResponsesOptions extends ServerModel {
  /** Where Python runs: in Docent’s own session, or in a container at OpenAI, which then gets the thread’s files. */
  readonly interpreter: 'local' | 'openai';
  /** Keeps what containers are made there; left out: nobody does. */
  readonly made?: KeepMade;
}

/**
 * A model behind OpenAI's Responses API. Nothing is stored there: the whole thread is sent each time, with the model's own
 * reasoning, which comes sealed and goes back to it.
 * @param lessons what is known of it, and grows
 */
export function createResponses(options: ResponsesOptions, lessons: Lessons = createLessons()): Model {
  const { label, model, interpreter, log } = options;
  const refusals = createRefusals(OPTIONS, lessons.refused('responses'), label, log);
  const containers = createContainers(options.made ?? (async () => {}));

  async function* ask(line: Line, request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const { address } = line;
    const profile = lessons.profile('responses', providerOf(options, address, 'responses'));
    const { response, container } = await send(line, request, profile, signal);
    const fail = await failing(response);
    const answer = answerReader(profile.provider, container, fail);
    let isDone = false;
    for await (const event of eventStream(response, address, fail)) {
      isDone = event.type === 'done';
      // It answers by the other API, whatever it was asked by.
      if (event.type === 'said' && 'choices' in event.value) throw notCompatible(address);
      if (event.type === 'said') yield* answer.read(event.value);
      // One that holds files was made before.
      const cost = event.type === 'said' && event.value['type'] === 'response.created' ? (container?.charge() ?? 0) : 0;
      if (cost > 0) yield { type: 'container', cost };
      // Some proxies keep the connection open after the answer; to leave the loop closes it.
      if (answer.isOver) return;
    }
    signal.throwIfAborted();
    if (!isDone || !answer.hasBegun) throw cutOff(address);
    yield { type: 'end', reason: 'stop' };
  }

  /** What the server no longer knows, or does not take back, is left out or made anew, once. */
  async function send(line: Line, request: ModelRequest, known: Profile, signal: AbortSignal) {
    try {
      return await sendWith(line, request, known, signal);
    } catch (error) {
      if (isGone(error)) {
        containers.forget(request.threadId);
        return sendWith(line, request, known, signal);
      }
      const better = learned(known, error, request.items);
      if (better && (better.ids !== known.ids || better.refuses !== known.refuses)) {
        lessons.keepProfile('responses', better);
        log.info(`${label} refused the thread as it was; it is sent as that server takes it.`);
        return send(line, request, better, signal);
      }
      const items = withoutThoughts(request.items);
      const isRefused = refusesThoughts(error);
      if (items.length === request.items.length || !(isRefused || isUnreadable(error))) throw error;
      if (isRefused) lessons.keepProfile('responses', { ...known, refuses: new Set([...known.refuses, THOUGHTS]) });
      log.warn(`${label} can’t read its earlier reasoning; it is asked without.`);
      return send(line, { ...request, items }, known, signal);
    }
  }

  async function sendWith(line: Line, request: ModelRequest, known: Profile, signal: AbortSignal) {
    const isHosted = interpreter === 'openai' && request.tools.some(({ name }) => name === HOSTED);
    const container = isHosted ? await containers.open(line, request.threadId, request.files, signal) : null;
    const items = known.refuses.has(THOUGHTS) ? withoutThoughts(request.items) : request.items;
    const input = [...(await toInput(items, known)), ...whereFilesAre(container)];
    const response = await refusals.send(
      (refused) => toParams({ model, request, input, container: container && (container.id ?? { type: 'auto' }) }, refused),
      (params) => line.client.responses.create(params, { signal }).asResponse(),
    );
    return { response, container };
  }

  const { destination, ...shared } = createServerModel(options, (line, request, signal) => inward(ask(line, request, signal), request));
  return { ...shared, destination: destination.kind === 'remote' ? { ...destination, files: interpreter === 'openai' } : destination };
}

/** The thread says that files are at `/mnt/data/<name>`. */
function whereFilesAre(container: Container | null) {
  if (!container || container.moved.size === 0) return [];
  const lines = [...container.moved].map(([name, path]) => `${name}: ${path}`);
  return [{ type: 'message' as const, role: 'developer' as const, content: `In the container, files lie here:\n${lines.join('\n')}` }];
}

/** Stands for all that a model thought, among what its provider does not take back. */
const THOUGHTS = 'reasoning';

function withoutThoughts(items: readonly Item[]): readonly Item[] {
  return items.filter(({ type }) => type !== 'reasoning');
}

/** The seal is another account's or another model's, or broken; or the provider takes only what it has kept, and it keeps nothing. */
function isUnreadable(error: unknown): boolean {
  if (!isApiError(error)) return false;
  return error.code === 'invalid_encrypted_content' || /encrypted content .*could not be|item.* not (found|persisted)/i.test(error.message);
}

/** It takes back nothing of what it thought. */
function refusesThoughts(error: unknown): boolean {
  if (!isApiError(error) || isUnreadable(error) || faultOf(error) !== 'refused') return false;
  return /reasoning(?!.?effort)|input\[\d+\]\.(content|summary|encrypted_content|id)\b/i.test(error.message);
}
