import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import type { Model } from './model.ts';

/** What a server answers where it has no Responses API, or calls no tools there: Chat Completions can do without. */
const REASONS: Readonly<Record<string, string>> = {
  model_wrong_url: 'its server has no Responses API',
  model_without_tools: 'it calls no tools by itself',
};

/**
 * A model on a server of which nobody knows whether it has the Responses API: the first question finds out. Where that is of no use
 * it is asked by Chat Completions from then on.
 */
export function createAutomatic(responses: Model, chatCompletions: Model, log: Log): Model {
  let current = responses;
  return {
    ...responses,
    contextTokens: (signal) => current.contextTokens(signal),
    async *respond(request, signal) {
      let reason: string | undefined;
      try {
        // What is not there says so before anything else.
        return yield* current.respond(request, signal);
      } catch (error) {
        reason = current === responses && error instanceof DocentError ? REASONS[error.code] : undefined;
        if (!reason) throw error;
      }
      for await (const event of chatCompletions.respond(request, signal)) {
        if (current === responses) log.info(`${responses.label} is asked by Chat Completions: ${reason}.`);
        current = chatCompletions;
        yield event;
      }
    },
  };
}
