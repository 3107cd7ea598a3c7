import type { ChatCompletionCreateParamsStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { transcript, type TranscriptCall, type TranscriptEntry } from '../../types/transcript.ts';
import type { ToolDefinition } from '../../types/tool.ts';
import type { ModelRequest } from '../model.ts';

/** What is sent only while the server takes it; each may be left out without loss of the answer. */
export const OPTIONS = ['stream_options', 'temperature'] as const;
export type Option = (typeof OPTIONS)[number];

/** @param refused options that this server does not take */
export function toParams(model: string, request: ModelRequest, refused: ReadonlySet<Option>): ChatCompletionCreateParamsStreaming {
  const { tools } = request;
  const { temperature } = request.options;
  return {
    model,
    messages: toMessages(request),
    stream: true,
    ...(!refused.has('stream_options') && { stream_options: { include_usage: true } }),
    ...(temperature !== null && !refused.has('temperature') && { temperature }),
    // Servers refuse an empty list.
    ...(tools.length > 0 && { tools: tools.map((definition) => ({ type: 'function' as const, function: toFunction(definition) })) }),
  };
}

function toFunction({ name, description, parameters, strict }: ToolDefinition) {
  return { name, description, parameters: { ...parameters }, ...(strict !== null && { strict }) };
}

function toMessages({ instructions, items }: ModelRequest): ChatCompletionMessageParam[] {
  const system = instructions ? [{ role: 'system' as const, content: instructions }] : [];
  return [...system, ...transcript(items).flatMap(entryMessages)];
}

/** A call is asked for in the assistant's message and answered by a message of its own, right after it. */
function entryMessages({ role, text, calls }: TranscriptEntry): ChatCompletionMessageParam[] {
  if (calls.length === 0) return [{ role, content: text }];
  return [
    { role: 'assistant', content: text || null, tool_calls: calls.map(toolCall) },
    ...calls.map(({ callId, output }) => ({ role: 'tool' as const, tool_call_id: callId, content: output })),
  ];
}

function toolCall({ callId, name, arguments: args }: TranscriptCall) {
  return { id: callId, type: 'function' as const, function: { name, arguments: args } };
}
