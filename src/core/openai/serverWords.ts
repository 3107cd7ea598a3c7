import type { APIError } from 'openai';
import { oneLine } from '../text/oneLine.ts';

/** Enough for a sentence or two; some servers send a whole stack or prompt. */
const WORDS_CHARS = 300;

/** Whether a thrown value is one of the SDK's; told by shape, since its classes are loaded late. */
export function isApiError(thrown: unknown): thrown is APIError {
  return thrown instanceof Error && 'status' in thrown && 'requestID' in thrown;
}

/**
 * What the server itself said, as one bounded line without a full stop; '' where that was nothing or a web page.
 * @param key never repeated, though servers do
 */
export function serverWords(error: APIError, key: string | null): string {
  // Without a JSON body the SDK's message is the status and the body as it came.
  const text = bodyText(error.error) ?? error.message.replace(/^\d{3} /, '');
  if (/^\s*</.test(text) || /^(status code|\(no status)/.test(text)) return '';
  return oneLine(key ? text.replaceAll(key, '…') : text, WORDS_CHARS);
}

/** OpenAI: `{message}`; FastAPI: `{detail}`; Ollama's own: a string; Gemini: a list of `{error}`. */
function bodyText(body: unknown): string | null {
  if (typeof body === 'string') return body;
  if (typeof body !== 'object' || body === null) return null;
  if (Array.isArray(body) && body.length === 1) return bodyText(body[0]);
  if ('error' in body && body.error) return bodyText(body.error);
  const text = 'message' in body ? body.message : 'detail' in body ? body.detail : body;
  return typeof text === 'string' ? text : JSON.stringify(text);
}
