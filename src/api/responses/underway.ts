import type { StartRun } from '../../core/runs/runs.ts';
import { ThreadBusy } from '../../core/types/errors.ts';
import type { RunEvent } from '../../core/types/events.ts';
import { newId } from '../../core/types/id.ts';
import { textPart, type Item } from '../../core/types/item.ts';
import { isActive, type Run } from '../../core/types/run.ts';
import type { KeptResponse } from '../../core/types/response.ts';
import { titleOf } from '../threads/routes.ts';
import type { ApiParts } from '../parts.ts';
import { badRequest } from '../errors.ts';
import { containerFor } from './container.ts';
import type { GivenResponse } from './createFields.ts';
import { checkCalls, entriesOf } from './entries.ts';
import type { GivenInput } from './inputFields.ts';
import { placeOf, type Place } from './place.ts';
import { askingOf, checkStores } from './start.ts';

/** A response that this process has begun. */
export interface Underway {
  readonly kept: KeptResponse;
  readonly run: Run;
  /** What stands in its thread, with what came with it. */
  readonly before: readonly Item[];
  /** Tells the events of its thread, from the first on; to be called once, at once. @returns what ends that */
  follow(listener: (event: RunEvent) => void): () => void;
  /** Resolves when the run has ended, and all of it is kept. */
  readonly ended: Promise<Run>;
  /** Removes what was only made for it. To be called when its end has been told. */
  tidy(): Promise<void>;
}

/** What goes on at the end of one thread does so one after the other, else two would take themselves for the next. */
const turns = new Map<string, Promise<unknown>>();

async function inTurn<T>(key: string | null, work: () => Promise<T>): Promise<T> {
  if (key === null) return work();
  const mine = (turns.get(key) ?? Promise.resolve()).then(work, work);
  const settled = mine.catch(() => undefined);
  turns.set(key, settled);
  try {
    return await mine;
  } finally {
    if (turns.get(key) === settled) turns.delete(key);
  }
}

/** What a list of threads shows: the first words of the user's. */
function titleFrom(input: readonly GivenInput[]): string {
  const question = input.find((item) => item.type === 'message' && item.role === 'user');
  if (question?.type !== 'message') return '';
  const { content } = question;
  return titleOf([{ content: typeof content === 'string' ? [textPart(content)] : content.flatMap((part) => (part.type === 'input_text' ? [textPart(part.text)] : [])) }]);
}

/** Starts a response. @throws ApiError */
export async function startResponse(parts: ApiParts, given: GivenResponse): Promise<Underway> {
  const { docent } = parts;
  await checkStores(parts, given.tools);
  const previous = given.previous_response_id ?? null;
  const before = previous === null ? null : await docent.responses.get(previous);
  return inTurn(before?.threadId ?? given.conversation ?? null, async () => {
    const isStored = given.store ?? true;
    const place = await placeOf(parts, { previous, conversation: given.conversation ?? null, isStored, title: titleFrom(given.input ?? []) });
    try {
      return await startAt(parts, given, place);
    } catch (error) {
      // A thread that was made for it holds nothing, and nobody knows it.
      if (place.isNew) await docent.deleteThread(place.thread.id);
      throw error;
    }
  });
}

async function startAt(parts: ApiParts, given: GivenResponse, { thread, before, inConversation, isTemporary }: Place): Promise<Underway> {
  const { docent } = parts;
  const hasCode = given.tools?.some(({ type }) => type === 'code_interpreter') ?? false;
  const input = await entriesOf(docent, given.input ?? [], { threadId: thread.id, before, hasCode });
  checkCalls(before, input);
  if (before.length + input.length === 0) throw badRequest("Missing required parameter: 'input'.", { param: 'input', code: 'missing_required_parameter' });
  const container = await containerFor(docent, given.tools ?? [], before);
  const asking = askingOf(parts, given, thread.id, container?.id ?? null);
  const start: StartRun = { ...asking, thread, input, metadata: given.metadata };

  const early: RunEvent[] = [];
  let listener: (event: RunEvent) => void = (event) => void early.push(event);
  const ended = Promise.withResolvers<Run>();
  const added: Item[] = [];
  const run = { id: '' };
  const unsubscribe = docent.runs.subscribe((threadId, event) => {
    if (threadId !== thread.id) return;
    if (event.type === 'item.done' && event.item.runId === null) added.push(event.item);
    listener(event);
    if (event.type === 'run' && (run.id === '' || event.run.id === run.id) && !isActive(event.run.status)) {
      unsubscribe();
      ended.resolve(event.run);
    }
  });
  try {
    const started = await docent.runs.start(start);
    run.id = started.id;
    const { input: _, ...asked } = given;
    const kept: KeptResponse = {
      id: newId('resp_'),
      runId: started.id,
      threadId: thread.id,
      input: added.map(({ id }) => id),
      inConversation,
      asked,
      createdAt: started.createdAt,
    };
    if (!isTemporary && given.store !== false) await docent.responses.add(kept);
    return {
      kept,
      run: started,
      before: [...before, ...added],
      ended: ended.promise,
      follow(listen) {
        for (const event of early.splice(0)) listen(event);
        listener = listen;
        return () => {
          listener = () => {};
        };
      },
      async tidy() {
        if (container?.isNew && !(await docent.items.ofRun(started.id)).some(({ type }) => type === 'code_interpreter_call')) await docent.containers.delete(container.id);
        if (isTemporary) await docent.deleteThread(thread.id);
      },
    };
  } catch (error) {
    unsubscribe();
    if (container?.isNew) await docent.containers.delete(container.id);
    if (!(error instanceof ThreadBusy)) throw error;
    const message = inConversation ? 'Another process is currently operating on this conversation. Please retry in a few seconds.' : error.message;
    throw badRequest(message, { param: inConversation ? 'conversation' : 'previous_response_id', code: 'conversation_locked' });
  }
}
