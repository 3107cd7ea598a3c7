import type { OpenAI } from 'openai';

/** The list only adds to a sentence that is ready: the user must not wait for it. */
const TIMEOUT_MS = 3_000;

/** Models of other kinds, told by their names: servers say nothing else about them. */
const NO_CHAT = /audio|dall-e|embed|image|moderation|realtime|sora|transcribe|tts|whisper/i;

/** The names of the models that a server has to chat with; none where it doesn't tell. */
export async function modelNames(client: OpenAI, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const { data } = await client.models.list({ signal, timeout: TIMEOUT_MS });
    return data.map((model) => model.id).filter((name) => !NO_CHAT.test(name));
  } catch {
    return [];
  }
}
