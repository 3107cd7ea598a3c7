import * as z from 'zod';
import type { AssistantTool } from '../../core/types/assistant.ts';
import type { ToolChoice } from '../../core/types/options.ts';
import { FILTER } from '../vectorStores/filter.ts';
import { functionName } from '../request/fields.ts';

/** Tools as a response names them. */

const MAX_TOOLS = 128;
/** A function that is told to a model another way than at once. */
const NOT_YET = z.literal(false, { error: 'only false is possible here.' }).nullish();

const fileSearch = z.strictObject({
  type: z.literal('file_search'),
  vector_store_ids: z.array(z.string()).min(1).max(20),
  max_num_results: z.int().min(1).max(50).nullish(),
  filters: FILTER.nullish(),
  // There is one ranking, under all of its names.
  ranking_options: z
    .strictObject({
      ranker: z.enum(['auto', 'default-2024-11-15']).nullish(),
      score_threshold: z.number().min(0).max(1).nullish(),
      hybrid_search: z.null({ error: 'there is one ranking here, which weighs words and meaning by itself; leave it out.' }).optional(),
    })
    .nullish(),
});

export const memoryLimit = z.enum(['1g', '4g'], { error: "code has at most '4g' here. Supported values are: '1g' and '4g'." });
export const networkPolicy = z.strictObject({ type: z.literal('disabled', { error: "code has no network here. Supported values are: 'disabled'." }) });

const codeInterpreter = z.strictObject({
  type: z.literal('code_interpreter'),
  container: z.union([
    z.string(),
    z.strictObject({
      type: z.literal('auto'),
      file_ids: z.array(z.string()).max(50).nullish(),
      memory_limit: memoryLimit.nullish(),
      network_policy: networkPolicy.nullish(),
    }),
  ]),
});

const callersFunction = z.strictObject({
  type: z.literal('function'),
  name: functionName,
  description: z.string().max(4_096).nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  strict: z.boolean().nullish(),
  defer_loading: NOT_YET,
  async: NOT_YET,
});

const tool = z.discriminatedUnion('type', [fileSearch, codeInterpreter, callersFunction]);
export type GivenTool = z.infer<typeof tool>;

const nameOf = (given: GivenTool) => (given.type === 'function' ? given.name : given.type);

export const tools = z
  .array(tool)
  .max(MAX_TOOLS)
  .refine((all) => new Set(all.map(nameOf)).size === all.length, 'two tools have the same name.');

const named = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('file_search') }),
  z.strictObject({ type: z.literal('code_interpreter') }),
  z.strictObject({ type: z.literal('function'), name: z.string() }),
]);
export const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.discriminatedUnion('type', [
    ...named.options,
    z.strictObject({ type: z.literal('allowed_tools'), mode: z.enum(['auto', 'required']), tools: z.array(named).min(1).max(MAX_TOOLS) }),
  ]),
]);
export type GivenChoice = z.infer<typeof toolChoice>;

/** What may be called, and whether it has to be. */
export interface Choice {
  readonly tools: readonly GivenTool[];
  readonly choice: ToolChoice;
}

/** @param missing makes the error for a name that no tool has */
export function chosen(tools: readonly GivenTool[], given: GivenChoice, missing: (name: string) => Error): Choice {
  if (typeof given === 'string') return { tools, choice: given };
  const wanted = given.type === 'allowed_tools' ? given.tools : [given];
  const names = wanted.map((each) => (each.type === 'function' ? each.name : each.type));
  for (const name of names) if (!tools.some((each) => nameOf(each) === name)) throw missing(name);
  if (given.type !== 'allowed_tools') return { tools, choice: { name: names[0] ?? '' } };
  return { tools: tools.filter((each) => names.includes(nameOf(each))), choice: given.mode };
}

/** @param container the one in which code runs */
export function toTool(given: GivenTool, container: string | null): AssistantTool {
  switch (given.type) {
    case 'code_interpreter':
      return { type: 'code_interpreter', ...(container !== null && { container }) };
    case 'file_search': {
      const { max_num_results, ranking_options, filters } = given;
      const scoreThreshold = ranking_options?.score_threshold ?? null;
      return { type: 'file_search', maxResults: max_num_results ?? null, scoreThreshold, ...(filters && { filter: filters }) };
    }
    case 'function': {
      const { name, description, parameters, strict } = given;
      const definition = { name, description: description ?? '', parameters: parameters ?? { type: 'object', properties: {} }, strict: strict ?? null };
      return { type: 'function', definition };
    }
  }
}
