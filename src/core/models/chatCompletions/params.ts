import type { ChatCompletionCreateParamsStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { ReasoningEffort, ResponseFormatJSONObject, ResponseFormatJSONSchema } from 'openai/resources/shared';
import type { ResponseFormat, ToolChoice } from '../../types/options.ts';
import type { ToolDefinition } from '../../types/tool.ts';
import type { CallStyle } from '../callStyle.ts';
import type { ModelRequest } from '../model.ts';

/** What is sent only while the server takes it; each may be left out, or told by another name, without loss of the answer. */
export const OPTIONS = ['stream_options', 'temperature', 'top_p', 'reasoning_effort', 'verbosity', 'parallel_tool_calls', 'max_tokens'] as const;
export type Option = (typeof OPTIONS)[number];

/** @param refused options that this server does not take */
export function toParams(
  model: string,
  { tools, options }: ModelRequest,
  messages: ChatCompletionMessageParam[],
  style: CallStyle,
  refused: ReadonlySet<Option>,
): ChatCompletionCreateParamsStreaming {
  const { temperature, topP, reasoningEffort, responseFormat, toolChoice, parallelToolCalls, maxOutputTokens, verbosity } = options;
  const takes = (option: Option) => !refused.has(option);
  return {
    model,
    messages,
    stream: true,
    ...(takes('stream_options') && { stream_options: { include_usage: true } }),
    ...(temperature !== null && takes('temperature') && { temperature }),
    ...(topP !== null && takes('top_p') && { top_p: topP }),
    ...(reasoningEffort !== null && takes('reasoning_effort') && { reasoning_effort: reasoningEffort as ReasoningEffort }),
    ...(verbosity && takes('verbosity') && { verbosity }),
    ...(responseFormat.type !== 'text' && { response_format: toFormat(responseFormat) }),
    // The old name is the one that all servers know; OpenAI's newer models want the new one.
    ...(maxOutputTokens !== null && { [takes('max_tokens') ? 'max_tokens' : 'max_completion_tokens']: maxOutputTokens }),
    // Servers refuse an empty list, and what says how to use it.
    ...(tools.length > 0 && style === 'native' && {
      tools: tools.map((definition) => ({ type: 'function' as const, function: toFunction(definition) })),
      ...(toolChoice !== 'auto' && { tool_choice: toChoice(toolChoice) }),
      ...(!parallelToolCalls && takes('parallel_tool_calls') && { parallel_tool_calls: false }),
    }),
  };
}

function toFunction({ name, description, parameters, strict }: ToolDefinition) {
  return { name, description, parameters: { ...parameters }, ...(strict !== null && { strict }) };
}

function toChoice(choice: ToolChoice) {
  return typeof choice === 'string' ? choice : { type: 'function' as const, function: { name: choice.name } };
}

function toFormat(format: Exclude<ResponseFormat, { type: 'text' }>): ResponseFormatJSONObject | ResponseFormatJSONSchema {
  if (format.type === 'json_object') return { type: 'json_object' };
  const { name, description, schema, strict } = format;
  return { type: 'json_schema', json_schema: { name, schema: { ...schema }, strict, ...(description !== null && { description }) } };
}
