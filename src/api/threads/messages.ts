import { Hono } from 'hono';
import * as z from 'zod';
import type { Docent } from '../../core/docent.ts';
import { attachments } from '../../core/runs/history.ts';
import { ThreadBusy } from '../../core/types/errors.ts';
import type { Item, Message, NewMessage } from '../../core/types/item.ts';
import type { Thread } from '../../core/types/thread.ts';
import { badRequest, found } from '../errors.ts';
import * as fields from '../request/fields.ts';
import { BY_METADATA, listObject, listQuery, pageQuery } from '../request/lists.ts';
import { metadata } from '../request/metadata.ts';
import type { ApiParts } from '../parts.ts';
import { createResources } from '../resources.ts';
import { existingThread, refuseWhileActive } from './routes.ts';
import { body, query } from '../request/validate.ts';
import { contextOf, hasLinks, NO_CONTEXT, toMessage, type WireMessage } from '../wire/message.ts';

const UPDATE = z.strictObject({ metadata: metadata.optional() });
const LIST = listQuery({ ...BY_METADATA, run_id: z.string().nullable().default(null) });

/** `/threads/{thread}/messages` */
export function createMessageRoutes({ docent }: ApiParts): Hono {
  const app = new Hono();

  app.get('/:thread/messages', async (c) => {
    const { run_id, ...page } = query(c, LIST);
    const { id } = await existingThread(docent, c.req.param('thread'));
    const { data, hasMore } = await docent.items.messages(id, run_id, pageQuery(page));
    return c.json(listObject({ data: await wireMessages(docent, id, data), hasMore }));
  });
  app.post('/:thread/messages', async (c) => {
    const given = await body(c, fields.message);
    const thread = await existingThread(docent, c.req.param('thread'));
    await refuseWhileActive(docent, thread.id, (runId) => whileActive(thread.id, runId));
    const added = await addMessages(docent, thread, await newMessages(docent, thread, [given]));
    const [wire] = await wireMessages(docent, thread.id, added);
    return c.json(wire);
  });
  app.get('/:thread/messages/:id', async (c) => {
    const message = await existingMessage(docent, c.req.param('thread'), c.req.param('id'));
    const [wire] = await wireMessages(docent, message.threadId, [message]);
    return c.json(wire);
  });
  app.post('/:thread/messages/:id', async (c) => {
    const { metadata } = await body(c, UPDATE);
    const before = await existingMessage(docent, c.req.param('thread'), c.req.param('id'));
    const message = metadata ? await docent.items.setMetadata(before.threadId, before.id, metadata) : before;
    const [wire] = await wireMessages(docent, before.threadId, [found(message, 'message', before.id)]);
    return c.json(wire);
  });
  app.delete('/:thread/messages/:id', async (c) => {
    const { id, threadId } = await existingMessage(docent, c.req.param('thread'), c.req.param('id'));
    await refuseWhileActive(docent, threadId, (runId) => `Can't delete messages of ${threadId} while a run ${runId} is active.`);
    await docent.items.delete(threadId, id);
    return c.json({ id, object: 'thread.message.deleted', deleted: true });
  });
  return app;
}

/** Messages as core has them; what is attached to them becomes the thread's. */
export async function newMessages(docent: Docent, thread: Thread, given: readonly fields.GivenMessage[]): Promise<readonly NewMessage[]> {
  const resources = createResources(docent);
  const isAttaching = given.some((message) => message.attachments?.length);
  const taken = isAttaching ? attachments(await docent.items.withFiles(thread.id, null)) : [];
  const messages = await resources.messages(given, taken);
  await resources.attach(thread, messages);
  return messages;
}

async function addMessages({ runs }: Docent, { id }: Thread, messages: readonly NewMessage[]): Promise<readonly Item[]> {
  try {
    return await runs.add(id, messages);
  } catch (error) {
    if (error instanceof ThreadBusy) throw badRequest(whileActive(id, error.runId));
    throw error;
  }
}

function whileActive(threadId: string, runId: string): string {
  return `Can't add messages to ${threadId} while a run ${runId} is active.`;
}

async function existingMessage(docent: Docent, threadId: string, id: string): Promise<Item<Message>> {
  await existingThread(docent, threadId);
  const item = await docent.items.get(threadId, id);
  return found(item?.type === 'message' ? item : null, 'message', id);
}

/** What runs have made shows in their messages: so for each run of the page its items are looked at, and the thread's files where a text links to one. */
export async function wireMessages({ items, runs }: Docent, threadId: string, messages: readonly Item[]): Promise<WireMessage[]> {
  const ids = [...new Set(messages.flatMap(({ runId, imported }) => (imported ? [] : (runId ?? []))))];
  const made = new Map(await Promise.all(ids.map(async (id) => [id, { run: await runs.get(id), items: await items.ofRun(id) }] as const)));
  const wired: WireMessage[] = [];
  for (const item of messages) {
    if (item.type !== 'message') continue;
    const own = made.get(item.runId ?? '');
    const before = own?.items.slice(0, own.items.findIndex(({ id }) => id === item.id)) ?? [];
    const earlier = own && hasLinks(item) ? await items.withFiles(threadId, item.id) : [];
    wired.push(toMessage(item, own?.run ?? null, own ? contextOf(item, before, earlier) : NO_CONTEXT));
  }
  return wired;
}
