import { DocentError } from '../../types/errors.ts';
import type { Log } from '../../types/log.ts';
import type { Lessons } from '../lessons.ts';
import type { Model } from '../model.ts';
import type { OllamaModel } from './model.ts';

/**
 * A model on a server of which nobody knows whether it is Ollama: it is asked once. Ollama is asked by its own API, and by OpenAI’s
 * where it has that one alone.
 * @param other asks by OpenAI’s API
 * @param lessons where the choice is kept
 */
export function createOllamaOr(ollama: OllamaModel, other: Model, lessons: Lessons, log: Log): Model {
  /** An old version, or something before it, that has nothing but OpenAI’s API. */
  let isRefused = false;

  async function isOllama(signal: AbortSignal): Promise<boolean> {
    if (isRefused) return false;
    const { api } = lessons.lesson;
    if (api !== null) return api === 'ollama' || ollama.isKnown;
    return ollama.isThere(signal);
  }

  return {
    ...other,
    async contextTokens(signal) {
      if (lessons.lesson.api !== null || isRefused) return ((await isOllama(signal)) ? ollama : other).contextTokens(signal);
      // Asked side by side, so that a slow server holds up the question once.
      const fromOther = other.contextTokens(signal);
      const [isThere, tokens] = await Promise.all([isOllama(signal), fromOther]);
      return isThere ? ollama.contextTokens(signal) : tokens;
    },
    seesImages: async (signal) => (await ((await isOllama(signal)) ? ollama : other).seesImages?.(signal)) ?? null,
    async *respond(request, signal) {
      if (!(await isOllama(signal))) return yield* other.respond(request, signal);
      try {
        for await (const event of ollama.respond(request, signal)) {
          if (lessons.lesson.api !== 'ollama' && event.type !== 'waiting' && event.type !== 'begun') {
            log.info(`${ollama.label} is asked by Ollama’s own API.`);
            lessons.learn({ api: 'ollama' });
          }
          yield event;
        }
      } catch (error) {
        if (!(error instanceof DocentError) || error.code !== 'model_wrong_url') throw error;
        isRefused = true;
        lessons.learn({ api: null });
        yield* other.respond(request, signal);
      }
    },
  };
}
