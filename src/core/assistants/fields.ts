import { t } from '@vscode/l10n';
import * as z from 'zod';
import { LIMITS } from '../types/assistant.ts';

/** One sentence says what a field takes: to who completes it, and to who got it wrong. */
const text = (max: number, sentence: string) => z.string(sentence).trim().min(1, sentence).max(max, sentence).describe(sentence);
const number = (max: number, sentence: string) => z.number(sentence).min(0, sentence).max(max, sentence).optional().describe(sentence);
const names = (sentence: string, examples: readonly string[]) =>
  z.array(z.string(sentence).min(1, sentence), sentence).max(LIMITS.tools, sentence).optional().describe(sentence).meta({ examples });

const RESPONSE_FORMAT = t('What answers have to be: text, json_object, or type: json_schema with a name and a schema below json_schema.');
/** What is offered is a question of one or two lines, in a list that one overlooks. */
const SUGGESTIONS = { count: 12, length: 300 };
const SUGGESTIONS_SENTENCE = t('Questions that are offered before the first question, below answers and by a slash: a list of up to {0}, each of up to {1} characters.', SUGGESTIONS.count, SUGGESTIONS.length);
const METADATA_SENTENCE = t('Up to {0} texts of your own, each below a key; write numbers in quotes: version: "1.0".', LIMITS.metadata.entries);

/** What the front matter of an assistant's file may say; the only place where that is written. */
export const fields = z.strictObject(
  {
    name: text(LIMITS.name, t('The name by which one chooses the assistant: a text of up to {0} characters.', LIMITS.name)),
    description: text(LIMITS.description, t('What the assistant is for: a text of up to {0} characters.', LIMITS.description)).optional(),
    model: text(LIMITS.name, t('The model that answers, as server/model; left out: the one chosen in the settings.')).optional(),
    temperature: number(2, t('How varied answers are: a number from 0 to 2; reasoning models take none.')),
    top_p: number(1, t('Only words within this share of probability: a number from 0 to 1; reasoning models take none.')),
    reasoning_effort: text(LIMITS.name, t('How hard a reasoning model thinks, in its own words, such as low or high.'))
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
    tools: names(t('What the assistant may use: a list of file_search, code_interpreter and names of the editor’s tools.'), [
      'file_search',
      'code_interpreter',
    ]),
    vector_stores: names(t('What file_search searches: a list of names of vector stores; left out: workspace.'), ['workspace']),
    suggestions: z
      .array(text(SUGGESTIONS.length, SUGGESTIONS_SENTENCE), SUGGESTIONS_SENTENCE)
      .max(SUGGESTIONS.count, SUGGESTIONS_SENTENCE)
      .optional()
      .describe(SUGGESTIONS_SENTENCE),
    metadata: z
      .record(z.string().max(LIMITS.metadata.key, METADATA_SENTENCE), z.string(METADATA_SENTENCE).max(LIMITS.metadata.value, METADATA_SENTENCE), METADATA_SENTENCE)
      .refine((entries) => Object.keys(entries).length <= LIMITS.metadata.entries, METADATA_SENTENCE)
      .optional()
      .describe(METADATA_SENTENCE),
  },
  { error: ({ code }) => (code === 'invalid_type' ? t('The front matter is a list of keys with their values, such as name: My Assistant.') : undefined) },
);

export type Fields = z.infer<typeof fields>;
