import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { pageOf } from '../../core/data/page.ts';
import type { Docent } from '../../core/docent.ts';
import { isActive, type Run } from '../../core/types/run.ts';
import type { KeptResponse } from '../../core/types/response.ts';
import { ApiError, badRequest, found } from '../errors.ts';
import { listObject, listQuery } from '../request/lists.ts';
import type { ApiParts } from '../parts.ts';
import { body, query } from '../request/validate.ts';
import { createCompaction } from './compact.ts';
import { CREATE, included, type GivenResponse, type Includable } from './createFields.ts';
import { createEventLogs, type EventLog } from './eventLog.ts';
import { countTokens } from './inputTokens.ts';
import { wireItem, type ItemView } from './items.ts';
import { errorOf, toResponse, type WireResponse } from './object.ts';
import { outputOf } from './output.ts';
import { streamLog, streamResponse, tell } from './stream.ts';
import { startResponse, type Underway } from './underway.ts';

const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const RETRIEVE = z.strictObject({
  include: included,
  stream: flag.default(false),
  starting_after: z.coerce.number<string>().pipe(z.int().min(0)).optional(),
  include_obfuscation: z.literal('false', { error: 'this server pads nothing; only false is possible.' }).optional(),
});
const ITEMS = listQuery({ include: included });

/** `/responses` */
export function createResponseRoutes(parts: ApiParts): Hono {
  const { docent } = parts;
  const logs = createEventLogs();
  const app = new Hono();

  app.post('/', async (c) => {
    const given = await body(c, CREATE);
    if (given.background && given.store === false) throw badRequest("Background requires that 'store' is true.", { param: 'background', code: 'invalid_value' });
    const underway = await startResponse(parts, given);
    const view = viewOf(docent, underway.kept, []);
    const tidy = async () => {
      await underway.ended;
      await underway.tidy().catch((error: unknown) => parts.log.warn(`What was made for ${underway.kept.id} could not be removed: ${String(error)}`));
    };
    if (given.background) return inBackground(c, parts, underway, view, logs.open(underway.kept.id), given.stream ?? false, tidy);
    const { signal } = c.req.raw;
    const leave = () => void docent.runs.cancel(underway.kept.threadId);
    if (given.stream) return streamResponse(c, parts, underway, view, { left: leave, over: () => void tidy() });
    signal.addEventListener('abort', leave);
    try {
      return c.json(await wholeResponse(parts, underway, view));
    } finally {
      signal.removeEventListener('abort', leave);
      await tidy();
    }
  });

  app.post('/compact', createCompaction(parts));
  app.post('/input_tokens', countTokens(parts));

  app.get('/:id', async (c) => {
    const { include, stream, starting_after } = query(c, RETRIEVE);
    const { kept, run } = await existingResponse(docent, c.req.param('id'));
    if (stream) return streamLog(c, logged(logs.get(kept.id), kept), starting_after ?? -1);
    if (starting_after !== undefined) throw badRequest("Invalid 'starting_after': it is for streams alone.", { param: 'starting_after', code: 'invalid_value' });
    return c.json(await current(docent, kept, run, include));
  });

  app.delete('/:id', async (c) => {
    const { kept, run } = await existingResponse(docent, c.req.param('id'));
    if (isActive(run.status)) await docent.runs.cancel(kept.threadId);
    await docent.responses.delete(kept.id);
    if (!kept.inConversation && (await docent.responses.count(kept.threadId)) === 0) await docent.deleteThread(kept.threadId);
    return c.json({ id: kept.id, object: 'response', deleted: true });
  });

  app.post('/:id/cancel', async (c) => {
    const { kept, run } = await existingResponse(docent, c.req.param('id'));
    if (kept.asked['background'] !== true) throw badRequest('Cannot cancel a synchronous response.');
    if (isActive(run.status)) await docent.runs.cancel(kept.threadId);
    const ended = (await docent.runs.get(run.id)) ?? run;
    return c.json(await current(docent, kept, ended, []));
  });

  app.get('/:response/input_items', async (c) => {
    const { include, ...page } = query(c, ITEMS);
    const { kept, run } = await existingResponse(docent, c.req.param('response'));
    const items = await docent.items.list(kept.threadId);
    const last = items.findLastIndex(({ id }) => kept.input.includes(id));
    const first = items.findIndex(({ runId }) => runId === run.id);
    const read = items.slice(0, last >= 0 ? last + 1 : first >= 0 ? first : items.length);
    const { data, hasMore } = pageOf(read, page);
    const view = viewOf(docent, kept, include);
    const wired = await Promise.all(data.map((item) => wireItem(item, read.slice(0, read.indexOf(item)), view)));
    return c.json(listObject({ data: wired.map((item) => ({ ...item, id: item.id ?? '' })), hasMore }));
  });
  return app;
}

async function wholeResponse(parts: ApiParts, underway: Underway, view: ItemView): Promise<WireResponse> {
  const { docent } = parts;
  const run = await underway.ended;
  const output = await outputOf(run, await docent.items.list(underway.kept.threadId), view);
  // What has answered nothing is no answer.
  if (output.length === 0 && (run.status === 'failed' || run.status === 'expired')) throw refusal(run);
  return toResponse(underway.kept, run, output);
}

function refusal(run: Run): ApiError {
  const { code, message } = errorOf(run);
  if (code === 'rate_limit_exceeded') return new ApiError(429, message, { code });
  if (code === 'invalid_prompt') return new ApiError(400, message, { code: 'context_length_exceeded', param: 'input' });
  const ours = run.error?.code ?? 'server_error';
  return ours.startsWith('model_') || ours === 'internal' ? new ApiError(500, message, { code: ours }) : new ApiError(400, message, { code: ours });
}

/** Goes on whether somebody waits for it or not. */
async function inBackground(c: Context, parts: ApiParts, underway: Underway, view: ItemView, log: EventLog, isStreamed: boolean, over: () => void): Promise<Response> {
  const end = () => {
    log.end();
    over();
  };
  tell(parts, underway, view, { event: log.add, end });
  if (isStreamed) return streamLog(c, log, -1);
  return c.json(toResponse(underway.kept, underway.run, []));
}

function logged(log: EventLog | null, { id, asked }: KeptResponse): EventLog {
  if (log) return log;
  const why = asked['background'] === true ? 'its events are kept for 30 minutes, and not beyond the end of the server' : 'only responses in the background are kept as streams';
  throw badRequest(`Response '${id}' can’t be streamed again: ${why}. Retrieve it without stream.`, { param: 'stream' });
}

/** A response as it is now. */
async function current(docent: Docent, kept: KeptResponse, run: Run, include: readonly Includable[]): Promise<WireResponse> {
  const output = await outputOf(run, await docent.items.list(kept.threadId), viewOf(docent, kept, include));
  return toResponse(kept, run, output);
}

/** @param include what the request wants besides what the response was asked with */
function viewOf(docent: Docent, { asked }: KeptResponse, include: readonly Includable[]): ItemView {
  const given = asked as Partial<GivenResponse>;
  return {
    docent,
    include: new Set([...include, ...(given.include ?? [])]),
    stores: (given.tools ?? []).flatMap((tool) => (tool.type === 'file_search' ? tool.vector_store_ids : [])),
    summarises: Boolean(given.reasoning?.summary ?? given.reasoning?.generate_summary),
  };
}

/** @throws ApiError 404 */
async function existingResponse({ responses, runs }: Docent, id: string): Promise<{ readonly kept: KeptResponse; readonly run: Run }> {
  const kept = await responses.get(id);
  const run = kept && (await runs.get(kept.runId));
  if (!kept || !run) throw new ApiError(404, `Response with id '${id}' not found.`);
  return { kept, run: found(run, 'response', id) };
}
