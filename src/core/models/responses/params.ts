import type {
  FunctionTool,
  ResponseCreateParamsStreaming,
  ResponseFormatTextConfig,
  ResponseIncludable,
  ResponseInput,
  Tool,
  ToolChoiceFunction,
  ToolChoiceOptions,
  ToolChoiceTypes,
} from 'openai/resources/responses/responses';
import type { ReasoningEffort } from 'openai/resources/shared';
import type { ResponseFormat, ToolChoice } from '../../types/options.ts';
import type { ToolDefinition } from '../../types/tool.ts';
import type { ModelRequest } from '../model.ts';
import { HOSTED } from './container.ts';

/** What is sent only while the model takes it; each may be left out without loss of the answer. */
export const OPTIONS = [
  ...(['temperature', 'top_p', 'reasoning.summary', 'reasoning.effort', 'include'] as const),
  ...(['prompt_cache_key', 'stream_options', 'parallel_tool_calls', 'text.verbosity'] as const),
];
export type Option = (typeof OPTIONS)[number];

/** The API takes no smaller limit. */
const MIN_OUTPUT_TOKENS = 16;

/** Models know OpenAI's own code interpreter by this name alone. */
const HOSTED_NAME = 'The code interpreter is your python tool.';

/** A container by its id, or one that OpenAI makes when code runs. */
export type HostedContainer = string | { readonly type: 'auto' };

/** How a thread is sent. */
export interface Sending {
  readonly model: string;
  readonly request: ModelRequest;
  readonly input: ResponseInput;
  /** Where the code runs; null where the code interpreter is a function like others. */
  readonly container: HostedContainer | null;
}

/**
 * A request that leaves nothing behind at OpenAI. What changes least comes first, so that the provider's cache holds it.
 * @param refused options that this model does not take
 */
export function toParams({ model, request, input, container }: Sending, refused: ReadonlySet<Option>): ResponseCreateParamsStreaming {
  const { instructions, tools, options, assistantId } = request;
  const { temperature, topP, reasoningEffort, responseFormat, toolChoice, parallelToolCalls, maxOutputTokens, verbosity } = options;
  const takes = (option: Option) => !refused.has(option);
  const include: ResponseIncludable[] = ['reasoning.encrypted_content'];
  if (container !== null) include.push('code_interpreter_call.outputs');
  const reasoning = {
    ...(takes('reasoning.summary') && { summary: 'auto' as const }),
    ...(reasoningEffort !== null && takes('reasoning.effort') && { effort: reasoningEffort as ReasoningEffort }),
  };
  const text = {
    ...(responseFormat.type !== 'text' && { format: toFormat(responseFormat) }),
    ...(verbosity && takes('text.verbosity') && { verbosity }),
  };
  return {
    instructions: container === null ? instructions : `${instructions}\n\n${HOSTED_NAME}`,
    model,
    input,
    stream: true,
    store: false,
    ...(tools.length > 0 && {
      tools: tools.map((definition) => toTool(definition, container)),
      ...(toolChoice !== 'auto' && { tool_choice: toChoice(toolChoice, container) }),
      ...(!parallelToolCalls && takes('parallel_tool_calls') && { parallel_tool_calls: false }),
    }),
    ...(takes('include') && { include }),
    ...(Object.keys(reasoning).length > 0 && { reasoning }),
    ...(temperature !== null && takes('temperature') && { temperature }),
    ...(topP !== null && takes('top_p') && { top_p: topP }),
    ...(Object.keys(text).length > 0 && { text }),
    ...(maxOutputTokens !== null && { max_output_tokens: Math.max(maxOutputTokens, MIN_OUTPUT_TOKENS) }),
    ...(takes('prompt_cache_key') && { prompt_cache_key: assistantId }),
    // Padding against eavesdroppers who count bytes; it doubles the stream.
    ...(takes('stream_options') && { stream_options: { include_obfuscation: false } }),
  };
}

function toTool({ name, description, parameters, strict }: ToolDefinition, container: HostedContainer | null): Tool {
  if (name === HOSTED && container !== null) return { type: 'code_interpreter', container: typeof container === 'string' ? container : { ...container } };
  // Left out, the API takes it as true and refuses schemas that are not strict.
  return { type: 'function', name, description, parameters: { ...parameters }, strict: strict ?? false } satisfies FunctionTool;
}

function toChoice(choice: ToolChoice, container: HostedContainer | null): ToolChoiceOptions | ToolChoiceTypes | ToolChoiceFunction {
  if (typeof choice === 'string') return choice;
  return choice.name === HOSTED && container !== null ? { type: 'code_interpreter' } : { type: 'function', name: choice.name };
}

function toFormat(format: Exclude<ResponseFormat, { type: 'text' }>): ResponseFormatTextConfig {
  if (format.type === 'json_object') return { type: 'json_object' };
  const { name, description, schema, strict } = format;
  return { type: 'json_schema', name, schema: { ...schema }, strict, ...(description !== null && { description }) };
}
