import type { ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { transcript, type TranscriptCall, type TranscriptEntry } from '../../types/transcript.ts';
import type { ModelRequest } from '../model.ts';

/** A thread as messages, for servers that call tools. */
export function toMessages({ instructions, items }: ModelRequest): ChatCompletionMessageParam[] {
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
