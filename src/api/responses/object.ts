import type { Response, ResponseError, ResponseOutputItem, ResponseUsage } from 'openai/resources/responses/responses';
import { isActive, usageOf, type Run } from '../../core/types/run.ts';
import type { KeptResponse } from '../../core/types/response.ts';
import type { Usage } from '../../core/types/usage.ts';
import { errorKind } from '../wire/run.ts';
import { seconds, secondsOrNull } from '../wire/time.ts';
import type { GivenResponse } from './createFields.ts';
import { conversationId } from './ids.ts';

/** As it is sent; the text that clients read as `output_text` they put together themselves. */
export type WireResponse = Omit<Response, 'output_text'> & { readonly store: boolean };

/** A response as it is now. */
export function toResponse(kept: KeptResponse, run: Run, output: readonly ResponseOutputItem[]): WireResponse {
  const asked = kept.asked as Partial<GivenResponse>;
  const status = statusOf(run, asked.background ?? false);
  return {
    id: kept.id,
    object: 'response',
    created_at: seconds(kept.createdAt),
    status,
    background: asked.background ?? false,
    completed_at: status === 'completed' ? secondsOrNull(run.endedAt) : null,
    error: status === 'failed' ? errorOf(run) : null,
    incomplete_details: status === 'incomplete' ? { reason: run.error?.code === 'model_filtered' ? 'content_filter' : 'max_output_tokens' } : null,
    access_programs: null,
    instructions: asked.instructions ?? null,
    max_output_tokens: asked.max_output_tokens ?? null,
    max_tool_calls: asked.max_tool_calls ?? null,
    model: asked.model ?? run.model,
    output: [...output],
    parallel_tool_calls: asked.parallel_tool_calls ?? true,
    previous_response_id: asked.previous_response_id ?? null,
    conversation: kept.inConversation ? { id: conversationId(kept.threadId) } : null,
    prompt_cache_key: asked.prompt_cache_key ?? null,
    reasoning: { effort: asked.reasoning?.effort ?? null, summary: asked.reasoning?.summary ?? asked.reasoning?.generate_summary ?? null },
    safety_identifier: asked.safety_identifier ?? null,
    service_tier: 'default',
    store: asked.store ?? true,
    temperature: asked.temperature ?? 1,
    text: { format: formatOf(asked), verbosity: asked.text?.verbosity ?? 'medium' },
    tool_choice: (asked.tool_choice ?? 'auto') as Response['tool_choice'],
    tools: (asked.tools ?? []).map(wireTool),
    top_p: asked.top_p ?? 1,
    truncation: asked.truncation ?? 'auto',
    ...(!isActive(run.status) && { usage: toUsage(usageOf(run)) }),
    ...(asked.user && { user: asked.user }),
    metadata: { ...asked.metadata },
  };
}

/** Only what runs in the background is ever seen to wait. */
function statusOf({ status }: Run, isInBackground: boolean): NonNullable<Response['status']> {
  switch (status) {
    case 'queued':
      return isInBackground ? 'queued' : 'in_progress';
    case 'cancelling':
    case 'requires_action':
      return 'in_progress';
    case 'expired':
      return 'failed';
    default:
      return status;
  }
}

export function errorOf({ error }: Run): ResponseError {
  if (!error) return { code: 'server_error', message: 'The response failed.' };
  const isPrompt = error.code === 'model_context_exceeded' || error.code === 'model_request_too_large';
  return { code: isPrompt ? 'invalid_prompt' : errorKind(error.code), message: error.message };
}

function formatOf({ text }: Partial<GivenResponse>): NonNullable<Response['text']>['format'] {
  const format = text?.format;
  if (format?.type !== 'json_schema') return format ?? { type: 'text' };
  const { name, description, schema, strict } = format;
  return { type: 'json_schema', name, schema, strict: strict ?? false, ...(description && { description }) };
}

/** As it was given, with what has to be there. */
function wireTool(tool: NonNullable<GivenResponse['tools']>[number]): Response['tools'][number] {
  if (tool.type !== 'function') return withoutNulls(tool) as unknown as Response['tools'][number];
  const { name, description, parameters, strict } = tool;
  return { type: 'function', name, description: description ?? null, parameters: parameters ?? null, strict: strict ?? null };
}

/** What is null was left out in another way. */
function withoutNulls(value: object): object {
  const entries = Object.entries(value).filter(([, inner]) => inner !== null && inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]): [string, unknown] => [key, typeof inner === 'object' && !Array.isArray(inner) ? withoutNulls(inner as object) : inner]));
}

export function toUsage({ inputTokens, cachedTokens, cacheWriteTokens = 0, outputTokens, reasoningTokens }: Usage): ResponseUsage {
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cachedTokens, cache_write_tokens: cacheWriteTokens },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
  };
}
