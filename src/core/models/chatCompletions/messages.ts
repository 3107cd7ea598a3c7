import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { ImagePart } from '../transcript.ts';
import { imageUrl } from '../imageUrl.ts';
import type { ModelRequest } from '../model.ts';
import { toTextMessages } from './textMessages.ts';
import { outward, type OutwardCall, type OutwardEntry } from '../profile/outward.ts';
import type { Profile } from '../profile/profile.ts';

/** A thread as messages, for servers that call tools. */
export async function toMessages({ instructions, items }: ModelRequest, profile: Profile): Promise<ChatCompletionMessageParam[]> {
  const system = instructions ? [{ role: 'system' as const, content: instructions }] : [];
  return [...system, ...(await Promise.all(outward(items, profile).map(entryMessages))).flat()];
}

/** The same for servers that call no tools. */
export async function toMessagesInWords(request: ModelRequest): Promise<ChatCompletionMessageParam[]> {
  return Promise.all(
    toTextMessages(request).map(async ({ role, content, images }) => (role === 'user' && images.length > 0 ? { role, content: await withImages(content, images) } : { role, content })),
  );
}

/** A call is asked for in the assistant's message and answered by a message of its own, right after it. */
async function entryMessages({ role, text, images, calls, own }: OutwardEntry): Promise<ChatCompletionMessageParam[]> {
  if (role === 'user') return [{ role, content: images.length === 0 ? text : await withImages(text, images) }];
  if (calls.length === 0) return [{ ...own, role, content: text }];
  return [
    { ...own, role, content: text || null, tool_calls: calls.map(toolCall) },
    ...calls.map(({ callId, output }) => ({ role: 'tool' as const, tool_call_id: callId, content: output })),
  ];
}

async function withImages(text: string, images: readonly ImagePart[]): Promise<ChatCompletionContentPart[]> {
  const urls = await Promise.all(images.map(async ({ source, detail }) => ({ url: await imageUrl(source), detail })));
  return [{ type: 'text', text }, ...urls.flatMap(({ url, detail }) => (url === null ? [] : [{ type: 'image_url' as const, image_url: { url, detail } }]))];
}

/** What came within the function goes back there. */
function toolCall({ callId, name, arguments: args, own: { function: inFunction, ...own } }: OutwardCall) {
  return { ...own, id: callId, type: 'function' as const, function: { ...(inFunction as object | undefined), name, arguments: args } };
}
