import { isFromServer } from '../openai/errors.ts';
import { faultOf } from '../openai/fault.ts';
import type { ServerModel } from '../openai/exchange.ts';
import { inward } from './inward.ts';
import type { Lessons } from './lessons.ts';
import type { ModelEvent, ModelRequest } from './model.ts';

/** How tools are called: by the API's own means, or as blocks of JSON in the text. */
export type CallStyle = 'native' | 'text';

/** Asks by the API’s own means, and in words from then on where the server says that the model calls no tools. */
export async function* inSomeStyle(
  { label, log }: Pick<ServerModel, 'label' | 'log'>,
  lessons: Lessons,
  request: ModelRequest,
  ask: (style: CallStyle) => AsyncIterable<ModelEvent>,
): AsyncGenerator<ModelEvent> {
  const style = lessons.lesson.inWords ? 'text' : 'native';
  try {
    yield* inward(ask(style), request);
  } catch (error) {
    if (style === 'text' || request.tools.length === 0 || !isFromServer(error) || faultOf(error) !== 'noTools') throw error;
    lessons.learn({ inWords: true });
    log.warn(`${label} can’t call tools; it is told of them in words.`);
    yield* inward(ask('text'), request);
  }
}
