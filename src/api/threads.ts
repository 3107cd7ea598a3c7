import { Hono } from 'hono';
import * as z from 'zod';
import type { Docent } from '../core/docent.ts';
import type { NewMessage } from '../core/types/item.ts';
import { isActive } from '../core/types/run.ts';
import { TITLE_LENGTH, type Thread } from '../core/types/thread.ts';
import { badRequest, found } from './errors.ts';
import * as fields from './fields.ts';
import { metadata } from './metadata.ts';
import type { ApiParts } from './parts.ts';
import { createResources, THREAD_STORE_DAYS } from './resources.ts';
import { body } from './validate.ts';
import { toThread } from './wire/assistant.ts';

export const CREATE_THREAD = z.strictObject({
  messages: fields.messages,
  metadata: metadata.default({}),
  tool_resources: fields.newToolResources.nullish(),
});
const UPDATE = z.strictObject({ metadata: metadata.optional(), tool_resources: fields.toolResources.nullish() });

/** `/threads` */
export function createThreadRoutes(parts: ApiParts): Hono {
  const { docent } = parts;
  const resources = createResources(docent);
  const app = new Hono();

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
    return c.json({ id, object: 'thread.deleted', deleted: true });
  });
  return app;
}

/** Makes a thread of a script's own, with its messages. */
export async function createThread({ docent }: ApiParts, given: z.infer<typeof CREATE_THREAD>): Promise<Thread> {
  const resources = createResources(docent);
  const messages = await resources.messages(given.messages ?? [], []);
  const toolResources = await resources.create(given.tool_resources, THREAD_STORE_DAYS);
  const thread = await docent.threads.create({ origin: 'api', workspace: await docent.workspace.id(), title: titleOf(messages), toolResources, metadata: given.metadata });
  if (messages.length > 0) await docent.runs.addMessages(thread.id, messages);
  return resources.attach(thread, messages);
}

/** @throws ApiError 404 */
export async function existingThread({ threads }: Docent, id: string): Promise<Thread> {
  return found(await threads.get(id), 'thread', id);
}

/** @throws ApiError where the thread is being answered */
export async function refuseWhileActive({ runs }: Docent, threadId: string, message: (runId: string) => string): Promise<void> {
  const { data } = await runs.list(threadId, { limit: 1, order: 'desc', after: null, before: null });
  const [run] = data;
  if (run && isActive(run.status)) throw badRequest(message(run.id));
}

/** What a list of threads shows: the first words. */
function titleOf(messages: readonly NewMessage[]): string {
  const text = messages.flatMap(({ content }) => content).find((part) => part.type === 'text');
  return text?.type === 'text' ? text.text.trim().split('\n', 1).join('').slice(0, TITLE_LENGTH) : '';
}
