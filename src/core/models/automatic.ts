import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import type { Model } from './model.ts';

/**
 * A model on a server of which nobody knows whether it has the Responses API: the first question finds out. A server that does
 * not know its address is asked by Chat Completions from then on.
 */
export function createAutomatic(responses: Model, chatCompletions: Model, log: Log): Model {
  let current = responses;
  return {
    ...responses,
    contextTokens: (signal) => current.contextTokens(signal),
    async *respond(request, signal) {
      try {
        // What is not there says so before anything else.
        return yield* current.respond(request, signal);
      } catch (error) {
        if (current === chatCompletions || !(error instanceof DocentError) || error.code !== 'model_wrong_url') throw error;
      }
      for await (const event of chatCompletions.respond(request, signal)) {
        if (current === responses) log.info(`${responses.label} is asked by Chat Completions: its server has no Responses API.`);
        current = chatCompletions;
        yield event;
      }
    },
  };
}
