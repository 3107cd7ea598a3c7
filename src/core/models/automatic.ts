import { DocentError, ResponsesOnly } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import type { Model } from './model.ts';

/** What a server answers where it has no Responses API, or calls no tools there: Chat Completions can do without. */
const ALWAYS: Readonly<Record<string, string>> = {
  model_wrong_url: 'its server has no Responses API',
  model_without_tools: 'it calls no tools by itself',
};
/** The same of one whose Responses API has never answered yet: many have half of it. */
const AT_FIRST: Readonly<Record<string, string>> = {
  model_refused: 'its server refuses what is asked by Responses',
  model_failed: 'its server fails where it is asked by Responses',
  model_stream_cut: 'its server gives no answer where it is asked by Responses',
  model_bad_answer: 'its server can’t be read where it is asked by Responses',
};

/**
 * A model on a server of which nobody knows by which API it answers: the first question finds out. Where the API is of no use, the
 * other one is asked from then on; a server that says that a model is to be asked by Responses is heeded, whatever was asked first.
 * @param first the one of the two that is asked first
 */
export function createAutomatic(responses: Model, chatCompletions: Model, log: Log, first = responses): Model {
  let current = first;
  let hasResponses = false;

  /** Why the other API is to be asked; null where that is of no use. */
  function reasonToMove(error: unknown, asked: Model): string | null {
    if (!(error instanceof DocentError)) return null;
    if (asked === chatCompletions) return error instanceof ResponsesOnly ? 'it calls tools there alone' : null;
    return ALWAYS[error.code] ?? (hasResponses ? null : (AT_FIRST[error.code] ?? null));
  }

  return {
    ...first,
    contextTokens: (signal) => current.contextTokens(signal),
    async *respond(request, signal) {
      const asked = current;
      let refusal: unknown;
      let reason: string | null;
      try {
        // What is not there says so before anything else.
        for await (const event of asked.respond(request, signal)) {
          if (asked === responses && event.type !== 'waiting' && event.type !== 'begun') hasResponses = true;
          yield event;
        }
        return;
      } catch (error) {
        refusal = error;
        reason = reasonToMove(error, asked);
        if (reason === null) throw error;
      }
      const other = asked === responses ? chatCompletions : responses;
      try {
        for await (const event of other.respond(request, signal)) {
          if (current !== other) log.info(`${first.label} is asked by ${other === responses ? 'Responses' : 'Chat Completions'}: ${reason}.`);
          current = other;
          yield event;
        }
      } catch (error) {
        // It was sent to what is not there: what it said before is what went wrong.
        throw other === responses && error instanceof DocentError && error.code === 'model_wrong_url' ? refusal : error;
      }
    },
  };
}
