import type { Docent } from '../../core/docent.ts';
import { isActive } from '../../core/types/run.ts';
import type { Item } from '../../core/types/item.ts';
import type { KeptResponse } from '../../core/types/response.ts';
import type { Thread } from '../../core/types/thread.ts';
import { ApiError, badRequest } from '../errors.ts';
import type { ApiParts } from '../parts.ts';
import { threadIdOf } from './ids.ts';

/** Where a response is to stand. */
export interface Place {
  readonly thread: Thread;
  /** What stands in the thread. */
  readonly before: readonly Item[];
  readonly inConversation: boolean;
  /** Whether it was made for the response. */
  readonly isNew: boolean;
  /** Whether the thread goes with the response, of which nothing is to stay. */
  readonly isTemporary: boolean;
}

export interface PlaceQuestion {
  readonly previous: string | null;
  readonly conversation: string | null;
  readonly isStored: boolean;
  /** What a new thread is called. */
  readonly title: string;
}

/**
 * Finds the thread for a response: that of the conversation; that of the response before it, or where the thread has gone on since, or
 * nothing is to stay, a branch of it; or a new one.
 * @throws ApiError
 */
export async function placeOf(parts: ApiParts, { previous, conversation, isStored, title }: PlaceQuestion): Promise<Place> {
  const { docent } = parts;
  if (previous !== null && conversation !== null) {
    const message = "Mutually exclusive parameters: 'previous_response_id' and 'conversation'. Give one of them.";
    throw badRequest(message, { param: 'previous_response_id', code: 'mutually_exclusive_parameters' });
  }
  if (conversation !== null) {
    const thread = await existingConversation(docent, conversation);
    return { thread, before: await docent.items.list(thread.id), inConversation: true, isNew: false, isTemporary: false };
  }
  if (previous !== null) return placeAfter(docent, await previousResponse(docent, previous), isStored, title);
  const workspace = await docent.workspace.id();
  const thread = await docent.threads.create({ origin: 'api', workspace, title });
  return { thread, before: [], inConversation: false, isNew: true, isTemporary: !isStored };
}

async function placeAfter(docent: Docent, before: KeptResponse, isStored: boolean, title: string): Promise<Place> {
  const items = await docent.items.list(before.threadId);
  const last = items.findLastIndex((item) => item.runId === before.runId || before.input.includes(item.id));
  const next = items[last + 1]?.id ?? null;
  const own = isStored && next === null && !before.inConversation ? await docent.threads.get(before.threadId) : null;
  const thread = own ?? (await docent.threads.fork(before.threadId, { before: next, title }));
  return { thread, before: own ? items : await docent.items.list(thread.id), inConversation: false, isNew: own === null, isTemporary: !isStored };
}

async function previousResponse({ responses, runs }: Docent, id: string): Promise<KeptResponse> {
  const details = { param: 'previous_response_id', code: 'previous_response_not_found' };
  const response = await responses.get(id);
  if (!response) throw badRequest(`Previous response with id '${id}' not found.`, details);
  const run = await runs.get(response.runId);
  if (run && isActive(run.status)) throw badRequest(`Response '${id}' has not ended yet: wait for it, or cancel it.`, { param: 'previous_response_id' });
  return response;
}

/** @throws ApiError 404 */
export async function existingConversation({ threads }: Docent, id: string): Promise<Thread> {
  const threadId = threadIdOf(id);
  const thread = threadId === null ? null : await threads.get(threadId);
  if (thread?.origin !== 'api') throw new ApiError(404, `Conversation with id '${id}' not found.`);
  return thread;
}
