import type { Context } from 'hono';
import * as z from 'zod';
import { PLAIN_ASSISTANT } from '../../core/types/assistant.ts';
import { newId } from '../../core/types/id.ts';
import { messageText } from '../../core/types/item.ts';
import { usageOf } from '../../core/types/run.ts';
import { badRequest } from '../errors.ts';
import type { ApiParts } from '../parts.ts';
import { body } from '../request/validate.ts';
import { seconds } from '../wire/time.ts';
import { compacted } from './compaction.ts';
import { ASKED, CREATE } from './createFields.ts';
import { errorOf, toUsage } from './object.ts';
import { startResponse } from './underway.ts';

const { model, input, instructions, previous_response_id } = ASKED;
const COMPACT = z.strictObject({ model, input, instructions, previous_response_id, prompt_cache_key: CREATE.shape.prompt_cache_key });

const ORDER = [
  'Write down in short what was said above, for somebody who goes on from there and has not read it.',
  'Keep every fact, name, number, file, decision and open question that may be needed; leave out how it was said.',
  'Answer with that text alone.',
].join(' ');

/** A thread in short, as its model writes it: one item that stands for all before it. */
export function createCompaction(parts: ApiParts) {
  const { docent, modelId } = parts;
  return async (c: Context): Promise<Response> => {
    const given = await body(c, COMPACT);
    const answering = docent.model({ ...PLAIN_ASSISTANT, id: '', createdAt: 0, model: modelId(given.model ?? null) }, 'api');
    if (!answering.isLanguageModel) {
      throw badRequest('Search only can’t write a summary: start the server with --upstream URL, and a model does.', { code: 'no_model' });
    }
    const order = { type: 'message', role: 'user', content: ORDER } as const;
    const underway = await startResponse(parts, { ...given, input: [...(given.input ?? []), order], store: false, metadata: {} });
    const run = await underway.ended;
    const items = await docent.items.ofRun(run.id);
    await underway.tidy();
    const summary = items.flatMap((item) => (item.type === 'message' ? [messageText(item)] : [])).join('\n\n').trim();
    if (run.status !== 'completed' || summary === '') throw badRequest(`No summary was written. ${errorOf(run).message}`, { code: errorOf(run).code });
    const output = [{ id: newId('cmp_'), type: 'compaction', encrypted_content: compacted(summary) }];
    return c.json({ id: newId('resp_'), object: 'response.compaction', created_at: seconds(Date.now()), output, usage: toUsage(usageOf(run)) });
  };
}
