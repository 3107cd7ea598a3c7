import * as z from 'zod';
import type { ResponseFormat } from '../../core/types/options.ts';
import * as fields from '../request/fields.ts';
import { metadata, text as shortText } from '../request/metadata.ts';
import { input, longText } from './inputFields.ts';
import { toolChoice, tools } from './toolFields.ts';

/** What else of its items a response shows. */
const INCLUDABLE = ['file_search_call.results', 'code_interpreter_call.outputs', 'reasoning.encrypted_content', 'message.input_image.image_url'] as const;
export type Includable = (typeof INCLUDABLE)[number];
const include = z.array(z.enum(INCLUDABLE));
/** In a query one value is no array. */
export const included = z
  .union([include, z.enum(INCLUDABLE).transform((one) => [one])])
  .nullish()
  .transform((values): readonly Includable[] => values ?? []);

const format = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({
    type: z.literal('json_schema'),
    name: z.string().regex(fields.NAME, 'expected 1 to 64 letters, digits, underscores and dashes.'),
    description: z.string().nullish(),
    schema: fields.object,
    strict: z.boolean().nullish(),
  }),
]);
const textConfig = z.strictObject({ format: format.nullish(), verbosity: z.enum(['low', 'medium', 'high']).nullish() });
const summary = z.enum(['auto', 'concise', 'detailed']).nullish();

/** What OpenAI has besides. A client that sets it to nothing asks for nothing. */
const notServed = z.unknown().refine((value) => value === null || value === undefined, { error: 'this server does not have it; leave it out.', params: { code: 'unsupported_parameter' } });

/** What a response is asked with, and what its tokens are counted by. */
export const ASKED = {
  model: fields.model.nullish(),
  input: input.nullish(),
  instructions: longText.nullish(),
  tools: tools.nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  previous_response_id: z.string().nullish(),
  conversation: z.union([z.string(), z.strictObject({ id: z.string() }).transform(({ id }) => id)]).nullish(),
  reasoning: z.strictObject({ effort: fields.reasoningEffort.nullish(), summary, generate_summary: summary }).nullish(),
  text: textConfig.nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
};

export const CREATE = z.strictObject({
  ...ASKED,
  include: include.nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  max_tool_calls: z.int().min(1).nullish(),
  temperature: fields.temperature.nullish(),
  top_p: fields.topP.nullish(),
  metadata: metadata.default({}),
  store: z.boolean().nullish(),
  background: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .strictObject({ include_obfuscation: z.literal(false, { error: 'this server pads nothing; only false is possible.' }).nullish() })
    .nullish(),
  service_tier: z.enum(['auto', 'default']).nullish(),
  prompt_cache_key: shortText.nullish(),
  safety_identifier: shortText.nullish(),
  user: shortText.nullish(),
  top_logprobs: z.literal(0, { error: "this server tells no probabilities. Supported values are: 0." }).nullish(),
  prompt: notServed.optional(),
  prompt_cache_retention: notServed.optional(),
  context_management: notServed.optional(),
  moderation: notServed.optional(),
});
export type GivenResponse = z.infer<typeof CREATE>;
export type GivenQuestion = Pick<GivenResponse, keyof typeof ASKED>;

export function toFormat(given: z.infer<typeof format> | null | undefined): ResponseFormat {
  if (given?.type !== 'json_schema') return given ?? { type: 'text' };
  const { name, description, schema, strict } = given;
  return { type: 'json_schema', name, description: description ?? null, schema, strict: strict ?? null };
}
