import { Hono } from 'hono';
import * as z from 'zod';
import type { Docent } from '../../core/docent.ts';
import { openCalls } from '../../core/runs/submission.ts';
import type { StartRun } from '../../core/runs/runs.ts';
import { ThreadBusy } from '../../core/types/errors.ts';
import { isActive, type Run } from '../../core/types/run.ts';
import { badRequest, found } from '../errors.ts';
import * as fields from '../request/fields.ts';
import { BY_METADATA, listObject, listQuery, pageQuery } from '../request/lists.ts';
import { newMessages } from '../threads/messages.ts';
import { metadata } from '../request/metadata.ts';
import type { ApiParts } from '../parts.ts';
import { POLL_AFTER } from '../poll.ts';
import { createResources } from '../resources.ts';
import { RUN, startOf } from './fields.ts';
import { streamRun } from './sse.ts';
import { CREATE_THREAD, createThread, existingThread, refuseWhileActive } from '../threads/routes.ts';
import { body, query } from '../request/validate.ts';
import { toThread } from '../wire/assistant.ts';
import { toRun, type WireRun } from '../wire/run.ts';

const CREATE = z.strictObject({
  ...RUN,
  additional_instructions: fields.instructions.nullish(),
  additional_messages: fields.messages,
});
const CREATE_WITH_THREAD = z.strictObject({
  ...RUN,
  thread: CREATE_THREAD.nullish(),
  tool_resources: fields.toolResources.nullish(),
});
const INCLUDE = z.strictObject({ include: fields.withPassages });
const UPDATE = z.strictObject({ metadata: metadata.optional() });
const SUBMIT = z.strictObject({
  tool_outputs: z.array(z.strictObject({ tool_call_id: z.string().nullish(), output: z.string().nullish() })),
  stream: z.boolean().nullish(),
});
const LIST = listQuery(BY_METADATA);

/** `/threads/runs` and `/threads/{thread}/runs` */
export function createRunRoutes(parts: ApiParts): Hono {
  const { docent, modelId } = parts;
  const { runs } = docent;
  const app = new Hono();

  app.post('/runs', async (c) => {
    const { thread: given, tool_resources, ...run } = await body(c, CREATE_WITH_THREAD);
    const { include } = query(c, INCLUDE);
    const assistant = await existingAssistant(docent, run.assistant_id);
    const toolResources = { ...assistant.toolResources, ...(await createResources(docent).change(tool_resources)) };
    const asked = startOf({ ...assistant, toolResources }, run, modelId);
    const thread = await createThread(parts, given ?? { metadata: {} });
    const start: StartRun = { ...asked, thread, input: [] };
    if (!run.stream) return c.json(await wireRun(docent, await begin(docent, start)));
    return streamRun(c, parts, { threadId: thread.id, thread: toThread(thread), items: [], withPassages: include, begin: () => begin(docent, start) });
  });

  app.get('/:thread/runs', async (c) => {
    const page = pageQuery(query(c, LIST));
    const { id } = await existingThread(docent, c.req.param('thread'));
    const { data, hasMore } = await runs.list(id, page);
    return c.json(listObject({ data: await Promise.all(data.map((run) => wireRun(docent, run))), hasMore }));
  });
  app.post('/:thread/runs', async (c) => {
    const { additional_messages, ...run } = await body(c, CREATE);
    const { include } = query(c, INCLUDE);
    const thread = await existingThread(docent, c.req.param('thread'));
    const assistant = await existingAssistant(docent, run.assistant_id);
    const asked = startOf(assistant, run, modelId);
    await refuseWhileActive(docent, thread.id, (runId) => alreadyActive(thread.id, runId));
    const input = await newMessages(docent, thread, additional_messages ?? []);
    const start: StartRun = { ...asked, thread: await existingThread(docent, thread.id), input };
    if (!run.stream) return c.json(await wireRun(docent, await begin(docent, start)));
    const items = await docent.items.list(thread.id);
    return streamRun(c, parts, { threadId: thread.id, thread: null, items, withPassages: include, begin: () => begin(docent, start) });
  });

  app.get('/:thread/runs/:id', async (c) => {
    const run = await existingRun(docent, c.req.param('thread'), c.req.param('id'));
    return c.json(await wireRun(docent, run), 200, POLL_AFTER);
  });
  app.post('/:thread/runs/:id', async (c) => {
    const { metadata } = await body(c, UPDATE);
    const run = await existingRun(docent, c.req.param('thread'), c.req.param('id'));
    return c.json(await wireRun(docent, (metadata && (await runs.setMetadata(run.id, metadata))) ?? run));
  });
  app.post('/:thread/runs/:id/cancel', async (c) => {
    const run = await existingRun(docent, c.req.param('thread'), c.req.param('id'));
    if (!isActive(run.status)) throw badRequest(`Cannot cancel run with status '${run.status}'.`);
    await runs.cancel(run.threadId);
    const ended = await existingRun(docent, run.threadId, run.id);
    if (isActive(ended.status)) throw badRequest(`Cannot cancel run '${run.id}': another window or server works on it; stop it there.`);
    return c.json(await wireRun(docent, ended));
  });
  app.post('/:thread/runs/:id/submit_tool_outputs', async (c) => {
    const { tool_outputs, stream } = await body(c, SUBMIT);
    const { id, threadId } = await existingRun(docent, c.req.param('thread'), c.req.param('id'));
    const outputs = tool_outputs.map(({ tool_call_id, output }) => ({ callId: tool_call_id ?? '', output: output ?? '' }));
    const submit = () => runs.submit(id, outputs);
    if (!stream) return c.json(await wireRun(docent, await submit()));
    const items = await docent.items.list(threadId);
    return streamRun(c, parts, { threadId, thread: null, items, withPassages: false, begin: submit });
  });
  return app;
}

/** @throws ApiError 404 */
export async function existingRun(docent: Docent, threadId: string, id: string): Promise<Run> {
  await existingThread(docent, threadId);
  const run = await docent.runs.get(id);
  return found(run?.threadId === threadId ? run : null, 'run', id);
}

async function existingAssistant({ assistants }: Docent, id: string) {
  return found(await assistants.get(id), 'assistant', id);
}

async function begin({ runs }: Docent, start: StartRun): Promise<Run> {
  try {
    return await runs.start(start);
  } catch (error) {
    if (error instanceof ThreadBusy) throw badRequest(alreadyActive(start.thread.id, error.runId));
    throw error;
  }
}

function alreadyActive(threadId: string, runId: string): string {
  return `Thread ${threadId} already has an active run ${runId}.`;
}

async function wireRun({ items }: Docent, run: Run): Promise<WireRun> {
  return toRun(run, run.status === 'requires_action' ? openCalls(await items.ofRun(run.id), run.id) : []);
}
