import * as z from 'zod';
import { FILE_PURPOSES } from '../../core/data/files.ts';
import { LIMITS } from '../../core/types/assistant.ts';
import { SHARED } from '../assistants.ts';
import * as fields from '../request/fields.ts';
import { metadata } from '../request/metadata.ts';
import { attributes, chunkingStrategy } from '../vectorStores/fields.ts';

/** OpenAI's objects as they were given by it; what of them has no place here is passed over. */

/** It names files of ours, too. */
const id = z.string().regex(/^[A-Za-z0-9][\w-]{0,127}$/, 'expected letters, digits, underscores and dashes.');
/** Seconds since 1970; at OpenAI some have fractions. Here: milliseconds. */
const moment = z.number().min(0).max(1e11).transform((seconds) => Math.floor(seconds) * 1_000);
const pairs = metadata.optional().transform((given) => given ?? {});

const resources = z
  .object({
    code_interpreter: z.object({ file_ids: z.array(id).nullish() }).nullish(),
    file_search: z.object({ vector_store_ids: z.array(id).nullish() }).nullish(),
  })
  .nullish()
  .transform((given) => ({
    codeInterpreterFiles: given?.code_interpreter?.file_ids ?? [],
    vectorStores: given?.file_search?.vector_store_ids ?? [],
  }));

export const ASSISTANT = z.object({ ...SHARED, id, created_at: moment, model: fields.model, tools: fields.tools(LIMITS.tools).nullish(), tool_resources: resources });
export const THREAD = z.object({ id, created_at: moment, metadata: pairs, tool_resources: resources });

const detail = z.enum(['auto', 'low', 'high']).nullish().transform((given) => given ?? 'auto');
const part = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), text: z.looseObject({ value: z.string() }) }),
  z.looseObject({ type: z.literal('refusal'), refusal: z.string() }),
  z.looseObject({ type: z.literal('image_file'), image_file: z.looseObject({ file_id: z.string(), detail }) }),
  z.looseObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: z.string(), detail }) }),
]);
export const MESSAGE = z.object({
  id,
  created_at: moment,
  thread_id: id,
  run_id: z.string().nullish(),
  role: z.enum(['user', 'assistant']),
  status: z.enum(['in_progress', 'incomplete', 'completed']).nullish(),
  content: z.array(part),
  attachments: z
    .array(z.object({ file_id: z.string().nullish(), tools: z.array(z.object({ type: z.string() })).nullish() }))
    .nullish(),
  metadata: pairs,
});
export type GivenMessage = z.infer<typeof MESSAGE>;

export const FILE = z.object({
  id,
  created_at: moment,
  bytes: z.int().min(0).nullish(),
  filename: z.string().min(1),
  purpose: z.enum(FILE_PURPOSES),
  expires_at: moment.nullish(),
});

export const STORE = z.object({
  // Other ids are no vector stores' for whoever reads assistants and threads.
  id: id.startsWith('vs_'),
  created_at: moment,
  name: z.string().nullish(),
  description: z.string().nullish(),
  status: z.string().nullish(),
  last_active_at: moment.nullish(),
  expires_after: z.object({ days: z.int().min(1) }).nullish(),
  metadata: pairs,
});

/** Of files that are older than chunking strategies nobody knows how they were cut. */
const strategy = z.union([chunkingStrategy, z.object({ type: z.literal('other') }).transform(() => null)]).nullish();
export const STORE_FILE = z.object({
  id,
  created_at: moment,
  vector_store_id: id,
  status: z.string().nullish(),
  attributes: attributes.optional().transform((given) => given ?? {}),
  chunking_strategy: strategy,
});
