import { Hono } from 'hono';
import * as z from 'zod';
import type { Docent } from '../../core/docent.ts';
import type { NewMessage } from '../../core/types/item.ts';
import { isActive, type Run } from '../../core/types/run.ts';
import { TITLE_LENGTH, type Thread } from '../../core/types/thread.ts';
import { badRequest, found } from '../errors.ts';
import * as fields from '../request/fields.ts';
import { BY_METADATA, listObject, listQuery, pageQuery } from '../request/lists.ts';
import { metadata } from '../request/metadata.ts';
import type { ApiParts } from '../parts.ts';
import { createResources, THREAD_STORE_DAYS } from '../resources.ts';
import { body, query } from '../request/validate.ts';
import { toThread } from '../wire/assistant.ts';

export const CREATE_THREAD = z.strictObject({
  messages: fields.messages,
  metadata: metadata.default({}),
  tool_resources: fields.newToolResources.nullish(),
});
const UPDATE = z.strictObject({ metadata: metadata.optional(), tool_resources: fields.toolResources.nullish() });

const FILTERS = { ...BY_METADATA, assistant_id: z.string().nullable().default(null) };
const LIST = listQuery(FILTERS);
/** As many as one request deletes at the most, and unless it says otherwise. */
const MOST_DELETED = 100;
const DELETE = listQuery(FILTERS, { standard: MOST_DELETED, most: MOST_DELETED });

/** `/threads` */
export function createThreadRoutes(parts: ApiParts): Hono {
  const { docent } = parts;
  const resources = createResources(docent);
  const app = new Hono();

  app.get('/', async (c) => {
    const { data, hasMore } = await listThreads(docent, query(c, LIST));
    return c.json(listObject({ data: data.map(toThread), hasMore }));
  });
  // OpenAI had no way to find and delete what one had lost sight of.
  app.delete('/', async (c) => {
    const given = query(c, DELETE);
    const { created_before, created_after, assistant_id, metadata } = given;
    const isNarrowed = created_before !== null || created_after !== null || assistant_id !== null || Object.keys(metadata).length > 0;
    if (!isNarrowed) throw badRequest('Say which threads to delete: by created_before, created_after, assistant_id or metadata[key].', { code: 'missing_required_parameter' });
    const { data, hasMore } = await listThreads(docent, given);
    const deleted: string[] = [];
    for (const { id } of data) {
      if (await activeRun(docent, id)) continue;
      await docent.deleteThread(id);
      deleted.push(id);
    }
    return c.json(listObject({ data: deleted.map(deletedObject), hasMore }));
  });
  app.post('/', async (c) => c.json(toThread(await createThread(parts, await body(c, CREATE_THREAD)))));
  app.get('/:id', async (c) => c.json(toThread(await existingThread(docent, c.req.param('id')))));
  app.post('/:id', async (c) => {
    const { metadata, tool_resources } = await body(c, UPDATE);
    const { id } = await existingThread(docent, c.req.param('id'));
    const changed = await resources.change(tool_resources);
    const thread = await docent.threads.update(id, ({ toolResources }) => ({
      toolResources: { ...toolResources, ...changed },
      ...(metadata && { metadata }),
    }));
    return c.json(toThread(found(thread, 'thread', id)));
  });
  app.delete('/:id', async (c) => {
    const { id } = await existingThread(docent, c.req.param('id'));
    await refuseWhileActive(docent, id, (runId) => `Can't delete ${id} while a run ${runId} is active.`);
    await docent.deleteThread(id);
    return c.json(deletedObject(id));
  });
  return app;
}

function deletedObject(id: string) {
  return { id, object: 'thread.deleted', deleted: true } as const;
}

/** The threads that scripts have made: in the editor there are others, which are its user's. */
function listThreads({ threads }: Docent, { assistant_id, ...page }: z.infer<typeof LIST>) {
  return threads.page({ origin: 'api', assistantId: assistant_id }, pageQuery(page));
}

/** Makes a thread of a script's own, with its messages. */
export async function createThread({ docent }: ApiParts, given: z.infer<typeof CREATE_THREAD>): Promise<Thread> {
  const resources = createResources(docent);
  const messages = await resources.messages(given.messages ?? [], []);
  const toolResources = await resources.create(given.tool_resources, THREAD_STORE_DAYS);
  const thread = await docent.threads.create({ origin: 'api', workspace: await docent.workspace.id(), title: titleOf(messages), toolResources, metadata: given.metadata });
  if (messages.length > 0) await docent.runs.add(thread.id, messages);
  return resources.attach(thread, messages);
}

/** @throws ApiError 404 */
export async function existingThread({ threads }: Docent, id: string): Promise<Thread> {
  return found(await threads.get(id), 'thread', id);
}

/** @throws ApiError where the thread is being answered */
export async function refuseWhileActive(docent: Docent, threadId: string, message: (runId: string) => string): Promise<void> {
  const run = await activeRun(docent, threadId);
  if (run) throw badRequest(message(run.id));
}

async function activeRun({ runs }: Docent, threadId: string): Promise<Run | null> {
  const { data } = await runs.list(threadId, { limit: 1, order: 'desc', after: null, before: null });
  const [run] = data;
  return run && isActive(run.status) ? run : null;
}

/** What a list of threads shows: the first words. */
export function titleOf(messages: readonly Pick<NewMessage, 'content'>[]): string {
  const text = messages.flatMap(({ content }) => content).find((part) => part.type === 'text');
  return text?.type === 'text' ? text.text.trim().split('\n', 1).join('').slice(0, TITLE_LENGTH) : '';
}
