import * as z from 'zod';

/** Items as clients put them in, with what OpenAI allows of each. */

/** As OpenAI documents it. */
const MAX_TEXT = 10_485_760;
/** Far more than a thread has. */
const MAX_ITEMS = 10_000;

export const longText = z.string().max(MAX_TEXT);

/** Whose id an item had elsewhere, and how it ended there; here it gets its own. */
const ENVELOPE = { id: z.string().nullish(), status: z.enum(['in_progress', 'completed', 'incomplete']).nullish() };
/** Hosted calls know some more ways to end. */
const CALL = { id: z.string().nullish(), status: z.enum(['in_progress', 'searching', 'interpreting', 'completed', 'incomplete', 'failed']).nullish() };

const inputText = z.strictObject({ type: z.literal('input_text'), text: longText });
const outputText = z.strictObject({
  type: z.literal('output_text'),
  text: longText,
  annotations: z.array(z.unknown()).nullish(),
  logprobs: z.array(z.unknown()).nullish(),
});
const refusal = z.strictObject({ type: z.literal('refusal'), refusal: longText });
const inputImage = z
  .strictObject({
    type: z.literal('input_image'),
    image_url: z.url({ protocol: /^(https?|data)$/, error: 'expected a web address or a data URL.' }).nullish(),
    file_id: z.string().nullish(),
    detail: z.enum(['auto', 'low', 'high']).nullish(),
  })
  .refine(({ image_url, file_id }) => Boolean(image_url) !== Boolean(file_id), 'give either image_url or file_id.');
const inputFile = z
  .strictObject({
    type: z.literal('input_file'),
    file_id: z.string().nullish(),
    file_data: z.string().nullish(),
    file_url: z.null({ error: 'this server fetches nothing; upload the file, or give it as file_data.' }).optional(),
    filename: z.string().max(512).nullish(),
  })
  .refine(({ file_id, file_data }) => Boolean(file_id) !== Boolean(file_data), 'give either file_id or file_data.');
const part = z.discriminatedUnion('type', [inputText, outputText, refusal, inputImage, inputFile]);
export type GivenPart = z.infer<typeof part>;

const message = z
  .strictObject({
    type: z.literal('message'),
    role: z.enum(['user', 'assistant', 'system', 'developer']),
    content: z.union([longText, z.array(part).max(512)]),
    phase: z.enum(['commentary', 'final_answer']).nullish(),
    ...ENVELOPE,
  })
  .superRefine(({ role, content }, context) => {
    if (typeof content === 'string') return;
    const allowed = role === 'assistant' ? ['output_text', 'refusal', 'input_text'] : ['input_text', 'input_image', 'input_file'];
    content.forEach(({ type }, index) => {
      if (allowed.includes(type)) return;
      const message = `a message of the role '${role}' has no part '${type}'. Supported values are: ${allowed.map((each) => `'${each}'`).join(', ')}.`;
      context.addIssue({ code: 'custom', path: ['content', index, 'type'], message });
    });
  });
export type GivenMessage = z.infer<typeof message>;

const functionCall = z.strictObject({
  type: z.literal('function_call'),
  call_id: z.string().min(1),
  name: z.string().min(1).max(128),
  arguments: longText,
  ...ENVELOPE,
});
const functionCallOutput = z.strictObject({
  type: z.literal('function_call_output'),
  call_id: z.string().min(1),
  output: z.union([longText, z.array(inputText)]),
  ...ENVELOPE,
});
const reasoning = z.strictObject({
  type: z.literal('reasoning'),
  summary: z.array(z.strictObject({ type: z.literal('summary_text'), text: longText })),
  content: z.array(z.strictObject({ type: z.literal('reasoning_text'), text: longText })).nullish(),
  encrypted_content: z.string().nullish(),
  ...ENVELOPE,
});
const result = z.strictObject({
  file_id: z.string().optional(),
  filename: z.string().optional(),
  score: z.number().optional(),
  text: longText.optional(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
});
const fileSearchCall = z.strictObject({
  type: z.literal('file_search_call'),
  queries: z.array(longText),
  results: z.array(result).nullish(),
  ...CALL,
});
const codeOutput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('logs'), logs: longText }),
  z.strictObject({ type: z.literal('image'), url: z.string() }),
]);
const codeInterpreterCall = z.strictObject({
  type: z.literal('code_interpreter_call'),
  code: longText.nullable(),
  container_id: z.string(),
  outputs: z.array(codeOutput).nullish(),
  ...CALL,
});
const compaction = z.strictObject({ type: z.literal('compaction'), encrypted_content: z.string(), id: z.string().nullish() });
const reference = z.strictObject({ type: z.literal('item_reference'), id: z.string() });

/** Messages may leave their type out, and so may references. */
function typed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || ('type' in value && value.type !== null)) return value;
  if ('role' in value) return { ...value, type: 'message' };
  return Object.keys(value).every((key) => key === 'id' || key === 'type') && 'id' in value ? { ...value, type: 'item_reference' } : value;
}

const item = z.preprocess(
  typed,
  z.discriminatedUnion('type', [message, functionCall, functionCallOutput, reasoning, fileSearchCall, codeInterpreterCall, compaction, reference]),
);
export type GivenInput = z.infer<typeof item>;

export const items = z.array(item).max(MAX_ITEMS);

/** What is said in one string is a message of the user's. */
export const input = z.union([
  longText.transform((text): GivenInput[] => [{ type: 'message', role: 'user', content: text }]),
  items,
]);
