import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import { transcript, type ImagePart, type TranscriptCall, type TranscriptEntry } from '../transcript.ts';
import { imageUrl } from '../imageUrl.ts';
import type { ModelRequest } from '../model.ts';

/** A thread as messages, for servers that call tools. */
export async function toMessages({ instructions, items }: ModelRequest): Promise<ChatCompletionMessageParam[]> {
  const system = instructions ? [{ role: 'system' as const, content: instructions }] : [];
  return [...system, ...(await Promise.all(transcript(items).map(entryMessages))).flat()];
}

/** A call is asked for in the assistant's message and answered by a message of its own, right after it. */
async function entryMessages({ role, text, images, calls }: TranscriptEntry): Promise<ChatCompletionMessageParam[]> {
  if (role === 'user') return [{ role, content: images.length === 0 ? text : await withImages(text, images) }];
  if (calls.length === 0) return [{ role, content: text }];
  return [
    { role, content: text || null, tool_calls: calls.map(toolCall) },
    ...calls.map(({ callId, output }) => ({ role: 'tool' as const, tool_call_id: callId, content: output })),
  ];
}

async function withImages(text: string, images: readonly ImagePart[]): Promise<ChatCompletionContentPart[]> {
  const urls = await Promise.all(images.map(async ({ source, detail }) => ({ url: await imageUrl(source), detail })));
  return [{ type: 'text', text }, ...urls.flatMap(({ url, detail }) => (url === null ? [] : [{ type: 'image_url' as const, image_url: { url, detail } }]))];
}

function toolCall({ callId, name, arguments: args }: TranscriptCall) {
  return { id: callId, type: 'function' as const, function: { name, arguments: args } };
}
