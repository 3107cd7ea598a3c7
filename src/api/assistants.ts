import { Hono } from 'hono';
import * as z from 'zod';
import type { Docent } from '../core/docent.ts';
import { LIMITS, PLAIN_ASSISTANT, type Assistant } from '../core/types/assistant.ts';
import { newId } from '../core/types/id.ts';
import { found } from './errors.ts';
import * as fields from './request/fields.ts';
import { BY_METADATA, listObject, listQuery, pageQuery } from './request/lists.ts';
import { metadata } from './request/metadata.ts';
import type { ApiParts } from './parts.ts';
import { createResources } from './resources.ts';
import { body, query } from './request/validate.ts';
import { toAssistant } from './wire/assistant.ts';

export const SHARED = {
  name: z.string().max(LIMITS.name).nullish(),
  description: z.string().max(LIMITS.description).nullish(),
  instructions: fields.instructions.nullish(),
  tools: fields.tools(LIMITS.tools).nullish(),
  metadata: metadata.optional(),
  temperature: fields.temperature.nullish(),
  top_p: fields.topP.nullish(),
  reasoning_effort: fields.reasoningEffort.nullish(),
  response_format: fields.responseFormat.nullish(),
};
const CREATE = z.strictObject({ model: fields.model, ...SHARED, tool_resources: fields.newToolResources.nullish() });
const UPDATE = z.strictObject({ model: fields.model.optional(), ...SHARED, tool_resources: fields.toolResources.nullish() });
const LIST = listQuery(BY_METADATA);

/** `/assistants` */
export function createAssistantRoutes({ docent }: ApiParts): Hono {
  const { assistants: rows } = docent;
  const resources = createResources(docent);
  const app = new Hono();
  const wire = (assistant: Assistant) => assistantObject(docent, assistant);
  const get = async (id: string) => found(await rows.get(id), 'assistant', id);

  app.get('/', async (c) => {
    const { data, hasMore } = await rows.list(pageQuery(query(c, LIST)));
    return c.json(listObject({ data: data.map(wire), hasMore }));
  });
  app.post('/', async (c) => {
    const { tool_resources, ...given } = await body(c, CREATE);
    const toolResources = await resources.create(tool_resources, null);
    const assistant: Assistant = { ...PLAIN_ASSISTANT, id: newId('asst_'), createdAt: Date.now(), toolResources, ...changes(given) };
    await rows.save(assistant);
    return c.json(wire(assistant));
  });
  app.get('/:id', async (c) => c.json(wire(await get(c.req.param('id')))));
  app.post('/:id', async (c) => {
    const { tool_resources, ...given } = await body(c, UPDATE);
    const before = await get(c.req.param('id'));
    const toolResources = { ...before.toolResources, ...(await resources.change(tool_resources)) };
    const assistant: Assistant = { ...before, toolResources, ...changes(given) };
    await rows.save(assistant);
    return c.json(wire(assistant));
  });
  app.delete('/:id', async (c) => {
    const id = c.req.param('id');
    found((await rows.delete(id)) || null, 'assistant', id);
    return c.json({ id, object: 'assistant.deleted', deleted: true });
  });
  return app;
}

export function assistantObject(docent: Docent, assistant: Assistant) {
  return toAssistant(assistant, assistant.model ?? docent.model(assistant, 'api').label);
}

/** What was given, as core has it: what was left out is left out, null is what an assistant has where nothing is said. */
export function changes(given: Omit<z.infer<typeof UPDATE>, 'tool_resources'>): Partial<Assistant> {
  const { name, description, instructions, tools, temperature, top_p, reasoning_effort, response_format } = given;
  return {
    ...(given.model !== undefined && { model: given.model }),
    ...(name !== undefined && { name: name ?? '' }),
    ...(description !== undefined && { description: description ?? '' }),
    ...(instructions !== undefined && { instructions: instructions ?? '' }),
    ...(tools !== undefined && { tools: tools ?? [] }),
    ...(given.metadata !== undefined && { metadata: given.metadata }),
    ...(temperature !== undefined && { temperature }),
    ...(top_p !== undefined && { topP: top_p }),
    ...(reasoning_effort !== undefined && { reasoningEffort: reasoning_effort }),
    ...(response_format !== undefined && { responseFormat: response_format ?? PLAIN_ASSISTANT.responseFormat }),
  };
}
