import type { OpenAI } from 'openai';

/** The list only adds to a sentence that is ready: the user must not wait for it. */
const TIMEOUT_MS = 3_000;

/** The names of the models a server has; none where it doesn't tell. */
export async function modelNames(client: OpenAI, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const { data } = await client.models.list({ signal, timeout: TIMEOUT_MS, maxRetries: 0 });
    return data.map((model) => model.id);
  } catch {
    return [];
  }
}
