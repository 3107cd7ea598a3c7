import { parsedJson } from '../../text/json.ts';
import { imageUrl } from '../imageUrl.ts';
import { toTextMessages } from '../chatCompletions/textMessages.ts';
import type { ModelRequest } from '../model.ts';
import { outward, type OutwardEntry } from '../profile/outward.ts';
import type { Profile } from '../profile/profile.ts';
import type { ImagePart } from '../transcript.ts';

/** A message as Ollama takes it: arguments are objects, images are bytes. */
export interface OllamaMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
  /** Base64. */
  readonly images?: readonly string[];
  readonly tool_calls?: readonly { readonly id: string; readonly function: { readonly name: string; readonly arguments: unknown } }[];
  readonly tool_name?: string;
  readonly tool_call_id?: string;
}

/** A thread as messages; what the model thought goes back with its turn. */
export async function toMessages({ instructions, items }: ModelRequest, profile: Profile): Promise<readonly OllamaMessage[]> {
  const system = instructions ? [{ role: 'system' as const, content: instructions }] : [];
  return [...system, ...(await Promise.all(outward(items, profile).map(entryMessages))).flat()];
}

/** The same for a model that calls no tools: many that see are such. */
export async function toMessagesInWords(request: ModelRequest): Promise<readonly OllamaMessage[]> {
  return Promise.all(toTextMessages(request).map(({ role, content, images }) => said(role, content, images)));
}

async function said(role: OllamaMessage['role'], content: string, images: readonly ImagePart[]): Promise<OllamaMessage> {
  const bytes = (await Promise.all(images.map(base64))).filter((image) => image !== null);
  return { role, content, ...(bytes.length > 0 && { images: bytes }) };
}

async function entryMessages({ role, text, images, calls, own }: OutwardEntry): Promise<readonly OllamaMessage[]> {
  if (role === 'user') return [await said(role, text, images)];
  if (calls.length === 0) return [{ ...own, role, content: text }];
  return [
    { ...own, role, content: text, tool_calls: calls.map(({ callId, name, arguments: args }) => ({ id: callId, function: { name, arguments: parsedJson(args) } })) },
    ...calls.map(({ callId, name, output }) => ({ role: 'tool' as const, content: output, tool_name: name, tool_call_id: callId })),
  ];
}

/** Null for what is not on this machine: Ollama fetches nothing, and the text names it. */
async function base64({ source }: ImagePart): Promise<string | null> {
  const url = await imageUrl(source);
  return (url && /^data:[^,]*;base64,(.*)$/s.exec(url)?.[1]) ?? null;
}
