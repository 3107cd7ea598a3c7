import type { OpenAI } from 'openai';

/** The list only adds to a sentence that is ready: the user must not wait for it. */
const TIMEOUT_MS = 3_000;

/** Models of other kinds; names are free, but these say what they are. */
const NO_CHAT = /audio|dall-e|embed|image|moderation|realtime|rerank|sora|transcribe|whisper|(^|[-_/])tts([-_:]|$)/i;

/** Whether one can chat with a model, told by its name: servers say nothing else about it. */
export function isChatModel(name: string): boolean {
  return !NO_CHAT.test(name);
}

/** The names of the models that a server has to chat with; none where it doesn't tell. */
export async function modelNames(client: OpenAI, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const { data } = await client.models.list({ signal, timeout: TIMEOUT_MS });
    return data.map((model) => model.id).filter(isChatModel);
  } catch {
    return [];
  }
}
