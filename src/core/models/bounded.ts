import { t } from '@vscode/l10n';
import { budgetOf, large, named, type Limit } from '../limits/budget.ts';
import { ANSWER } from '../limits/limits.ts';
import { DocentError } from '../types/errors.ts';
import type { ModelEvent } from './model.ts';

/** What an answer gets a further piece by. */
const PIECES: ReadonlySet<ModelEvent['type']> = new Set(['call', 'text.done', 'reasoning.done', 'hosted.output', 'hosted.file']);

/** An answer up to the limits of what a model may say. @throws DocentError `model_endless`, after which what had come is kept */
export async function* bounded(answer: AsyncIterable<ModelEvent>): AsyncGenerator<ModelEvent> {
  const [text, args, pieces] = [budgetOf(ANSWER.text), budgetOf(ANSWER.arguments), budgetOf(ANSWER.pieces)];
  for await (const event of answer) {
    if (event.type === 'arguments' && !args.take(event.delta.length)) throw endless(ANSWER.arguments);
    if ('delta' in event && !text.take(event.delta.length)) throw endless(ANSWER.text);
    if (PIECES.has(event.type) && !pieces.take(1)) throw endless(ANSWER.pieces);
    yield event;
  }
}

/** `model_endless`: an answer passed this limit and was stopped. */
export function endless(most: Limit): DocentError {
  const message =
    most.unit === 'items'
      ? t('The model wrote more than {0} pieces in one answer, so that it was stopped; what had come is kept. Try again, or choose another model.', large(most.max))
      : t('The model wrote more than {0} in one answer, so that it was stopped; what had come is kept. Try again, or choose another model.', named(most));
  return new DocentError('model_endless', message, 'configureModel');
}
