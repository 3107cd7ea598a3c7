import { t } from '@vscode/l10n';
import { DocentError, ResponsesOnly } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import { createLessons, type Lessons, type OpenAIApi } from './lessons.ts';
import type { Model, ModelEvent } from './model.ts';

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

/** How the API to ask by is named to the user. */
const NAMES: Readonly<Record<OpenAIApi, string>> = { responses: 'Responses', chatCompletions: 'Chat Completions' };

/**
 * A model on a server of which nobody knows by which API it answers: the first question finds out. Where the API is of no use, the
 * other one is asked from then on; a server that says that a model is to be asked by Responses is heeded, whatever was asked first.
 * @param first the one of the two that is asked first
 * @param lessons where the choice is kept
 */
export function createAutomatic(responses: Model, chatCompletions: Model, log: Log, first = responses, lessons: Lessons = createLessons()): Model {
  const models = { responses, chatCompletions };
  const usual: OpenAIApi = first === responses ? 'responses' : 'chatCompletions';
  function current(): OpenAIApi {
    const { api } = lessons.lesson;
    return api === null || api === 'ollama' ? usual : api;
  }

  /** Why the other API is to be asked; null where that is of no use. */
  function reasonToMove(error: unknown, asked: OpenAIApi): string | null {
    if (!(error instanceof DocentError)) return null;
    if (asked === 'responses') return ALWAYS[error.code] ?? (lessons.lesson.api === 'responses' ? null : (AT_FIRST[error.code] ?? null));
    if (error instanceof ResponsesOnly) return 'it calls tools there alone';
    // What was true once may be so no longer.
    return usual === 'responses' && error.code === 'model_wrong_url' ? 'its server has no Chat Completions' : null;
  }

  return {
    ...first,
    contextTokens: (signal) => models[current()].contextTokens(signal),
    async *respond(request, signal) {
      const asked = current();
      let refusal: unknown;
      let reason: string | null;
      try {
        // What is not there says so before anything else.
        for await (const event of models[asked].respond(request, signal)) {
          if (asked === 'responses' && isAnswer(event)) lessons.learn({ api: 'responses' });
          yield event;
        }
        return;
      } catch (error) {
        refusal = error;
        reason = reasonToMove(error, asked);
        if (reason === null) throw error;
      }
      const other = asked === 'responses' ? 'chatCompletions' : 'responses';
      try {
        for await (const event of models[other].respond(request, signal)) {
          if (isAnswer(event) && lessons.lesson.api !== other) {
            log.info(`${first.label} is asked by ${NAMES[other]}: ${reason}.`);
            lessons.learn({ api: other });
          }
          yield event;
        }
      } catch (error) {
        // It was sent to what is not there: what it said before is what went wrong.
        if (other === 'responses') throw error instanceof DocentError && error.code === 'model_wrong_url' ? refusal : error;
        throw isRefusal(error) && lessons.lesson.api === null ? refusedByBoth(error) : error;
      }
    },
  };
}

/** A request that is taken is not answered yet. */
function isAnswer({ type }: ModelEvent): boolean {
  return type !== 'waiting' && type !== 'begun';
}

function isRefusal(error: unknown): error is DocentError {
  return error instanceof DocentError && error.constructor === DocentError && (error.code in AT_FIRST || error.code === 'model_wrong_url');
}

function refusedByBoth({ code, message, action, cause }: DocentError): DocentError {
  const said = t('{0} It was asked by both of OpenAI’s APIs: {1} in docent.model.servers asks it by one alone.', message, '"api": "chatCompletions"');
  return new DocentError(code, said, action, cause);
}
