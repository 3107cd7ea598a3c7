import type { OpenAI } from 'openai';
import type { FunctionCall, Item } from '../../core/types/item.ts';
import { isActive, usageOf, type Run } from '../../core/types/run.ts';
import type { Usage } from '../../core/types/usage.ts';
import { toResponseFormat, toToolChoice, toTools } from './assistant.ts';
import { secondsOrNull, seconds } from './time.ts';

export type WireRun = OpenAI.Beta.Threads.Run;

/** @param calls those whose outputs the run waits for */
export function toRun(run: Run, calls: readonly Item<FunctionCall>[]): WireRun {
  const { assistant, options, status } = run;
  const ended = (...of: readonly Run['status'][]) => (of.includes(status) ? secondsOrNull(run.endedAt) : null);
  return {
    id: run.id,
    object: 'thread.run',
    created_at: seconds(run.createdAt),
    thread_id: run.threadId,
    assistant_id: assistant.id,
    status,
    required_action: status === 'requires_action' ? requiredAction(calls) : null,
    last_error: status === 'failed' ? lastError(run) : null,
    expires_at: isActive(status) ? secondsOrNull(run.expiresAt) : null,
    started_at: secondsOrNull(run.startedAt),
    cancelled_at: ended('cancelled'),
    failed_at: ended('failed'),
    completed_at: ended('completed', 'incomplete'),
    incomplete_details: status === 'incomplete' ? incompleteDetails(run) : null,
    model: assistant.model ?? run.model,
    instructions: assistant.instructions,
    tools: toTools(assistant.tools),
    metadata: { ...run.metadata },
    usage: isActive(status) ? null : toUsage(usageOf(run)),
    temperature: assistant.temperature ?? 1,
    top_p: assistant.topP ?? 1,
    max_prompt_tokens: options.maxPromptTokens,
    max_completion_tokens: options.maxCompletionTokens,
    truncation_strategy: {
      type: options.lastMessages === null ? 'auto' : 'last_messages',
      last_messages: options.lastMessages,
    },
    tool_choice: toToolChoice(options.toolChoice),
    parallel_tool_calls: options.parallelToolCalls,
    response_format: toResponseFormat(assistant.responseFormat),
  };
}

export function toUsage({ inputTokens, outputTokens }: Usage): OpenAI.Beta.Threads.Run.Usage {
  return { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens };
}

/** How the API names the kind of an error. */
export function errorKind(code: string): 'rate_limit_exceeded' | 'server_error' {
  return code === 'model_rate_limited' || code === 'model_quota_exceeded' ? 'rate_limit_exceeded' : 'server_error';
}

function lastError({ error }: Run): WireRun['last_error'] {
  if (!error) return { code: 'server_error', message: 'The run failed.' };
  const isPrompt = error.code === 'model_context_exceeded' || error.code === 'model_request_too_large';
  return { code: isPrompt ? 'invalid_prompt' : errorKind(error.code), message: error.message };
}

function incompleteDetails({ error }: Run): WireRun['incomplete_details'] {
  if (error?.code === 'model_filtered') return {};
  return { reason: error?.code === 'max_prompt_tokens' ? 'max_prompt_tokens' : 'max_completion_tokens' };
}

function requiredAction(calls: readonly Item<FunctionCall>[]): WireRun['required_action'] {
  const tool_calls = calls.map((call) => ({
    id: call.callId,
    type: 'function' as const,
    function: { name: call.name, arguments: call.arguments },
  }));
  return { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls } };
}
