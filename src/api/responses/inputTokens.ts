import type { Context } from 'hono';
import * as z from 'zod';
import { itemsOf } from '../../core/runs/fileHeads.ts';
import { requestItemsTokens } from '../../core/runs/count.ts';
import type { Docent } from '../../core/docent.ts';
import type { Item } from '../../core/types/item.ts';
import type { ApiParts } from '../parts.ts';
import { body } from '../request/validate.ts';
import { ASKED, type GivenQuestion } from './createFields.ts';
import { checkCalls, entriesOf } from './entries.ts';
import { placeOf } from './place.ts';
import { askingOf, checkStores } from './start.ts';

const COUNT = z.strictObject(ASKED);

/** About how many tokens a response would read, by Docent's own count: nobody is asked. */
export function countTokens(parts: ApiParts) {
  return async (c: Context): Promise<Response> => {
    const given = await body(c, COUNT);
    const { docent } = parts;
    await checkStores(parts, given.tools);
    const { items, threadId } = await asRead(parts, given);
    const { assistant } = askingOf(parts, given, threadId, null);
    const tools = docent.tools(assistant).map(({ definition }) => definition);
    return c.json({ object: 'response.input_tokens', input_tokens: requestItemsTokens(assistant.instructions, tools, items) });
  };
}

/** The thread as a model would read it. What is made for that does not stay. */
async function asRead(parts: ApiParts, given: GivenQuestion): Promise<{ readonly threadId: string; readonly items: readonly Item[] }> {
  const { docent } = parts;
  const { thread, before, isNew } = await placeOf(parts, { previous: given.previous_response_id ?? null, conversation: given.conversation ?? null, isStored: false, title: '' });
  try {
    const entries = await entriesOf(docent, given.input ?? [], { threadId: thread.id, before, hasCode: hasCode(given) });
    checkCalls(before, entries);
    return { threadId: thread.id, items: [...before, ...(await itemsOf(entries, thread.id))] };
  } finally {
    await forget(docent, isNew ? thread.id : null);
  }
}

async function forget(docent: Docent, threadId: string | null): Promise<void> {
  if (threadId !== null) await docent.deleteThread(threadId);
}

function hasCode({ tools }: GivenQuestion): boolean {
  return tools?.some(({ type }) => type === 'code_interpreter') ?? false;
}
