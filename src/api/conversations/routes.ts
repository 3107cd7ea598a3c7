import { Hono } from 'hono';
import * as z from 'zod';
import { pageOf } from '../../core/data/page.ts';
import type { Docent } from '../../core/docent.ts';
import { ThreadBusy } from '../../core/types/errors.ts';
import type { Item } from '../../core/types/item.ts';
import type { Thread } from '../../core/types/thread.ts';
import { ApiError, badRequest } from '../errors.ts';
import { listObject, listQuery } from '../request/lists.ts';
import { metadata } from '../request/metadata.ts';
import type { ApiParts } from '../parts.ts';
import { included, type Includable } from '../responses/createFields.ts';
import { entriesOf } from '../responses/entries.ts';
import { conversationId } from '../responses/ids.ts';
import { items, type GivenInput } from '../responses/inputFields.ts';
import { wireItem, type ItemView } from '../responses/items.ts';
import { existingConversation } from '../responses/place.ts';
import { refuseWhileActive } from '../threads/routes.ts';
import { body, query } from '../request/validate.ts';
import { seconds } from '../wire/time.ts';

/** As OpenAI documents it. */
const MAX_AT_ONCE = 20;
const given = items.max(MAX_AT_ONCE);

const CREATE = z.strictObject({ items: given.nullish(), metadata: metadata.default({}) });
const UPDATE = z.strictObject({ metadata });
const ADD = z.strictObject({ items: given });
const SHOWN = z.strictObject({ include: included });
const LIST = listQuery({ include: included });

/** `/conversations`: threads under another name, and their items. */
export function createConversationRoutes({ docent }: ApiParts): Hono {
  const app = new Hono();

  app.post('/', async (c) => {
    const { items: first, metadata } = await body(c, CREATE);
    const thread = await docent.threads.create({ origin: 'api', workspace: await docent.workspace.id(), title: '', metadata });
    try {
      await add(docent, thread, first ?? []);
    } catch (error) {
      await docent.deleteThread(thread.id);
      throw error;
    }
    return c.json(conversationObject(thread));
  });
  app.get('/:id', async (c) => c.json(conversationObject(await existingConversation(docent, c.req.param('id')))));
  app.post('/:id', async (c) => {
    const { metadata } = await body(c, UPDATE);
    const thread = await existingConversation(docent, c.req.param('id'));
    return c.json(conversationObject((await docent.threads.update(thread.id, { metadata })) ?? thread));
  });
  app.delete('/:id', async (c) => {
    const id = c.req.param('id');
    const thread = await existingConversation(docent, id);
    await refuseWhileActive(docent, thread.id, () => LOCKED);
    await docent.deleteThread(thread.id);
    return c.json({ id, object: 'conversation.deleted', deleted: true });
  });

  app.get('/:conversation/items', async (c) => {
    const { include, ...page } = query(c, LIST);
    const thread = await existingConversation(docent, c.req.param('conversation'));
    const all = await docent.items.list(thread.id);
    const { data, hasMore } = pageOf(all, page);
    return c.json(listObject({ data: await wired(docent, data, all, include), hasMore }));
  });
  app.post('/:conversation/items', async (c) => {
    const { include } = query(c, SHOWN);
    const { items: more } = await body(c, ADD);
    const thread = await existingConversation(docent, c.req.param('conversation'));
    const added = await add(docent, thread, more);
    return c.json(listObject({ data: await wired(docent, added, await docent.items.list(thread.id), include), hasMore: false }));
  });
  app.get('/:conversation/items/:item', async (c) => {
    const { include } = query(c, SHOWN);
    const thread = await existingConversation(docent, c.req.param('conversation'));
    const item = await existingItem(docent, thread, c.req.param('item'));
    const [wire] = await wired(docent, [item], await docent.items.list(thread.id), include);
    return c.json(wire);
  });
  app.delete('/:conversation/items/:item', async (c) => {
    const thread = await existingConversation(docent, c.req.param('conversation'));
    const { id } = await existingItem(docent, thread, c.req.param('item'));
    await refuseWhileActive(docent, thread.id, () => LOCKED);
    await docent.items.delete(thread.id, id);
    return c.json(conversationObject(thread));
  });
  return app;
}

const LOCKED = 'Another process is currently operating on this conversation. Please retry in a few seconds.';

function conversationObject({ id, createdAt, metadata }: Thread) {
  return { id: conversationId(id), object: 'conversation', created_at: seconds(createdAt), metadata: { ...metadata } };
}

async function add(docent: Docent, thread: Thread, given: readonly GivenInput[]): Promise<readonly Item[]> {
  if (given.length === 0) return [];
  const before = await docent.items.list(thread.id);
  try {
    return await docent.runs.add(thread.id, await entriesOf(docent, given, { threadId: thread.id, before, hasCode: false, param: 'items' }));
  } catch (error) {
    if (error instanceof ThreadBusy) throw badRequest(LOCKED, { code: 'conversation_locked' });
    throw error;
  }
}

async function wired(docent: Docent, data: readonly Item[], all: readonly Item[], include: readonly Includable[]) {
  const view: ItemView = { docent, include: new Set(include), stores: [], summarises: false };
  return Promise.all(
    data.map(async (item) => {
      const before = all.slice(0, all.findIndex(({ id }) => id === item.id));
      return { ...(await wireItem(item, before, view)), id: item.id };
    }),
  );
}

/** @throws ApiError 404 */
async function existingItem({ items }: Docent, { id: threadId }: Thread, id: string): Promise<Item> {
  const item = await items.get(threadId, id);
  if (!item) throw new ApiError(404, `Item with id '${id}' not found.`);
  return item;
}
