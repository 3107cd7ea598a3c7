import * as z from 'zod';
import { LIMITS, type AssistantTool } from '../../core/types/assistant.ts';
import type { ResponseFormat, ToolChoice } from '../../core/types/options.ts';
import { metadata } from './metadata.ts';
import { chunking } from '../vectorStores/fields.ts';

/** Fields that several requests share, with the limits that OpenAI documents; each gives what core understands. */

export const instructions = z.string().max(LIMITS.instructions);
export const temperature = z.number().min(0).max(2);
export const topP = z.number().min(0).max(1);
export const reasoningEffort = z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']);
export const model = z.string().min(1).max(LIMITS.name);

export const NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const OURS: readonly string[] = ['file_search', 'code_interpreter'];
export const functionName = z
  .string()
  .regex(NAME, 'expected 1 to 64 letters, digits, underscores and dashes.')
  .refine((name) => !OURS.includes(name), 'a tool of the API has this name.');
export const object = z.record(z.string(), z.unknown());

const tool = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('code_interpreter') }),
  z.strictObject({
    type: z.literal('file_search'),
    file_search: z
      .strictObject({
        max_num_results: z.int().min(1).max(50).nullish(),
        ranking_options: z
          .strictObject({ ranker: z.enum(['auto', 'default_2024_08_21']).nullish(), score_threshold: z.number().min(0).max(1) })
          .nullish(),
      })
      .nullish(),
  }),
  z.strictObject({
    type: z.literal('function'),
    function: z.strictObject({
      name: functionName,
      description: z.string().max(4_096).nullish(),
      parameters: object.nullish(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

export function tools(most: number) {
  return z
    .array(tool)
    .max(most)
    .refine((all) => new Set(all.map(nameOf)).size === all.length, 'two tools have the same name.')
    .transform((all) => all.map(toTool));
}

function nameOf(given: z.infer<typeof tool>): string {
  return given.type === 'function' ? given.function.name : given.type;
}

function toTool(given: z.infer<typeof tool>): AssistantTool {
  switch (given.type) {
    case 'code_interpreter':
      return { type: 'code_interpreter' };
    case 'file_search': {
      const { max_num_results = null, ranking_options } = given.file_search ?? {};
      return { type: 'file_search', maxResults: max_num_results, scoreThreshold: ranking_options?.score_threshold ?? null };
    }
    case 'function': {
      const { name, description, parameters, strict } = given.function;
      // A function without parameters takes an empty object.
      const definition = { name, description: description ?? '', parameters: parameters ?? { type: 'object', properties: {} }, strict: strict ?? null };
      return { type: 'function', definition };
    }
  }
}

export const responseFormat = z
  .union([
    z.literal('auto'),
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text') }),
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(NAME, 'expected 1 to 64 letters, digits, underscores and dashes.'),
          description: z.string().nullish(),
          schema: object.nullish(),
          strict: z.boolean().nullish(),
        }),
      }),
    ]),
  ])
  .transform((format): ResponseFormat => {
    if (format === 'auto' || format.type === 'text') return { type: 'text' };
    if (format.type === 'json_object') return format;
    const { name, description, schema, strict } = format.json_schema;
    return { type: 'json_schema', name, description: description ?? null, schema: schema ?? {}, strict: strict ?? null };
  });

export const toolChoice = z
  .union([
    z.enum(['none', 'auto', 'required']),
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('file_search') }),
      z.strictObject({ type: z.literal('code_interpreter') }),
      z.strictObject({ type: z.literal('function'), function: z.strictObject({ name: z.string() }) }),
    ]),
  ])
  .transform((choice): ToolChoice => {
    if (typeof choice === 'string') return choice;
    return { name: choice.type === 'function' ? choice.function.name : choice.type };
  });

/** Null: as many messages as fit. */
export const truncation = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('auto'), last_messages: z.null().optional() }),
    z.strictObject({ type: z.literal('last_messages'), last_messages: z.int().min(1) }),
  ])
  .transform(({ last_messages }) => last_messages ?? null);

/** What a model can be asked with at the least, says OpenAI. */
export const tokenLimit = z.int().min(256);

const detail = z.enum(['auto', 'low', 'high']).nullish();
const text = z.string().min(1).max(256_000);
const part = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text }),
  z.strictObject({ type: z.literal('image_file'), image_file: z.strictObject({ file_id: z.string(), detail }) }),
  z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: z.url({ protocol: /^(https?|data)$/, error: 'expected a web address or a data URL.' }), detail }) }),
]);
const attachment = z.strictObject({
  file_id: z.string(),
  // What no tool works on would be attached in vain.
  tools: z.array(z.strictObject({ type: z.enum(['code_interpreter', 'file_search']) })).min(1),
});

export const message = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.union([text.transform((value) => [{ type: 'text' as const, text: value }]), z.array(part).min(1).max(512)]),
  attachments: z.array(attachment).max(500).nullish(),
  metadata: metadata.default({}),
});
export type GivenMessage = z.infer<typeof message>;

export const messages = z.array(message).nullish();

const fileIds = z.array(z.string()).max(20);
const storeIds = z.array(z.string()).max(1);
const newStore = z.strictObject({
  file_ids: z.array(z.string()).max(10_000).nullish(),
  chunking_strategy: chunking,
  metadata: metadata.default({}),
});
export type GivenStore = z.infer<typeof newStore>;

/** As an assistant or a thread is changed: files and stores that there are. */
export const toolResources = z.strictObject({
  code_interpreter: z.strictObject({ file_ids: fileIds.nullish() }).nullish(),
  file_search: z.strictObject({ vector_store_ids: storeIds.nullish() }).nullish(),
});

/** As one is made: a store may be made along with it. */
export const newToolResources = z.strictObject({
  code_interpreter: z.strictObject({ file_ids: fileIds.nullish() }).nullish(),
  file_search: z
    .strictObject({ vector_store_ids: storeIds.nullish(), vector_stores: z.array(newStore).max(1).nullish() })
    .refine((given) => !(given.vector_store_ids?.length && given.vector_stores?.length), 'give either vector_store_ids or vector_stores.')
    .nullish(),
});
export type GivenResources = z.infer<typeof newToolResources>;

/** The one thing that steps can bring along. */
const PASSAGES = 'step_details.tool_calls[*].file_search.results[*].content';
const include = z.array(z.literal(PASSAGES));
/** Whether the text of found passages goes along; in a query one value is no array. */
export const withPassages = z
  .union([include, z.literal(PASSAGES).transform((one) => [one])])
  .nullish()
  .transform((values) => Boolean(values?.length));
