import * as z from 'zod';
import type { StartRun } from '../../core/runs/runs.ts';
import type { Assistant, AssistantTool } from '../../core/types/assistant.ts';
import type { ToolChoice } from '../../core/types/options.ts';
import { badRequest } from '../errors.ts';
import * as fields from '../request/fields.ts';
import { metadata } from '../request/metadata.ts';
import type { ApiParts } from '../parts.ts';

/** Ten minutes, as clients of the API are used to. In milliseconds. */
const TIME_LIMIT = 600_000;
/** Fewer than an assistant's, says OpenAI. */
const MAX_TOOLS = 20;

/** What both ways to start a run take. */
export const RUN = {
  assistant_id: z.string(),
  model: fields.model.nullish(),
  instructions: fields.instructions.nullish(),
  tools: fields.tools(MAX_TOOLS).nullish(),
  metadata: metadata.default({}),
  temperature: fields.temperature.nullish(),
  top_p: fields.topP.nullish(),
  reasoning_effort: fields.reasoningEffort.nullish(),
  response_format: fields.responseFormat.nullish(),
  max_prompt_tokens: fields.tokenLimit.nullish(),
  max_completion_tokens: fields.tokenLimit.nullish(),
  truncation_strategy: fields.truncation.nullish(),
  tool_choice: fields.toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  stream: z.boolean().nullish(),
};
type Given = z.infer<z.ZodObject<typeof RUN>> & { readonly additional_instructions?: string | null | undefined };

/**
 * A run as it is asked for, on whatever thread: the assistant's, with what the run wants otherwise.
 * @throws ApiError where that does not go together
 */
export function startOf(assistant: Assistant, given: Given, modelId: ApiParts['modelId']): Omit<StartRun, 'thread' | 'input'> {
  const tools = given.tools ?? assistant.tools;
  const toolChoice = given.tool_choice ?? 'auto';
  checkToolChoice(toolChoice, tools);
  const instructions = [given.instructions ?? assistant.instructions, given.additional_instructions ?? ''].filter(Boolean).join('\n\n');
  return {
    metadata: given.metadata,
    timeLimit: TIME_LIMIT,
    assistant: {
      ...assistant,
      instructions,
      tools,
      model: modelId(given.model ?? assistant.model),
      temperature: given.temperature ?? assistant.temperature,
      topP: given.top_p ?? assistant.topP,
      reasoningEffort: given.reasoning_effort ?? assistant.reasoningEffort,
      responseFormat: given.response_format ?? assistant.responseFormat,
    },
    options: {
      toolChoice,
      parallelToolCalls: given.parallel_tool_calls ?? true,
      maxPromptTokens: given.max_prompt_tokens ?? null,
      maxCompletionTokens: given.max_completion_tokens ?? null,
      lastMessages: given.truncation_strategy ?? null,
    },
  };
}

/** @throws ApiError where a tool has to be called that the run does not have */
function checkToolChoice(choice: ToolChoice, tools: readonly AssistantTool[]): void {
  const refused = (why: string) => badRequest(`Invalid 'tool_choice': ${why}.`, { param: 'tool_choice', code: 'invalid_value' });
  if (choice === 'required' && tools.length === 0) throw refused('the run has no tools');
  if (typeof choice === 'string' || tools.some((tool) => (tool.type === 'function' ? tool.definition.name : tool.type) === choice.name)) return;
  throw refused(`the run has no tool '${choice.name}'`);
}
