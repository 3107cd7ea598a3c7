import * as z from 'zod';

/** Limits of the Assistants API, so that what works here works there: characters, entries. */
const NAME_LENGTH = 256;
const DESCRIPTION_LENGTH = 512;
const TOOLS = 128;
const METADATA = { entries: 16, key: 64, value: 512 };
export const INSTRUCTIONS_LENGTH = 256_000;

/** One sentence says what a field takes: to who completes it, and to who got it wrong. */
const text = (max: number, sentence: string) => z.string(sentence).trim().min(1, sentence).max(max, sentence).describe(sentence);
const number = (max: number, sentence: string) => z.number(sentence).min(0, sentence).max(max, sentence).optional().describe(sentence);
const names = (sentence: string, examples: readonly string[]) =>
  z.array(z.string(sentence).min(1, sentence), sentence).max(TOOLS, sentence).optional().describe(sentence).meta({ examples });

const RESPONSE_FORMAT = 'What answers have to be: text, json_object, or type: json_schema with a name and a schema below json_schema.';
const METADATA_SENTENCE = `Up to ${METADATA.entries} texts of your own, each below a key; write numbers in quotes: version: "1.0".`;

/** What the front matter of an assistant's file may say; the only place where that is written. */
export const fields = z.strictObject(
  {
    name: text(NAME_LENGTH, `The name by which one chooses the assistant: a text of up to ${NAME_LENGTH} characters.`),
    description: text(DESCRIPTION_LENGTH, `What the assistant is for: a text of up to ${DESCRIPTION_LENGTH} characters.`).optional(),
    model: text(NAME_LENGTH, 'The model that answers, as server/model; left out: the one chosen in the settings.').optional(),
    temperature: number(2, 'How varied answers are: a number from 0 to 2; reasoning models take none.'),
    top_p: number(1, 'Only words within this share of probability: a number from 0 to 1; reasoning models take none.'),
    reasoning_effort: text(NAME_LENGTH, 'How hard a reasoning model thinks, in its own words, such as low or high.')
      .optional()
      .meta({ examples: ['none', 'minimal', 'low', 'medium', 'high'] }),
    response_format: z
      .union(
        [
          z.enum(['text', 'json_object']),
          z.strictObject({
            type: z.literal('json_schema'),
            json_schema: z.strictObject({
              name: z.string(),
              description: z.string().optional(),
              schema: z.record(z.string(), z.unknown()).optional(),
              strict: z.boolean().optional(),
            }),
          }),
        ],
        RESPONSE_FORMAT,
      )
      .optional()
      .describe(RESPONSE_FORMAT)
      .meta({ examples: ['text', 'json_object'] }),
    tools: names('What the assistant may use: a list of file_search, code_interpreter and names of the editor’s tools.', [
      'file_search',
      'code_interpreter',
    ]),
    vector_stores: names('What file_search searches: a list of names of vector stores; left out: workspace.', ['workspace']),
    metadata: z
      .record(z.string().max(METADATA.key, METADATA_SENTENCE), z.string(METADATA_SENTENCE).max(METADATA.value, METADATA_SENTENCE), METADATA_SENTENCE)
      .refine((entries) => Object.keys(entries).length <= METADATA.entries, METADATA_SENTENCE)
      .optional()
      .describe(METADATA_SENTENCE),
  },
  { error: ({ code }) => (code === 'invalid_type' ? 'The front matter is a list of keys with their values, such as name: My Assistant.' : undefined) },
);

export type Fields = z.infer<typeof fields>;
