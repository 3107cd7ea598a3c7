import { bounded } from './bounded.ts';
import { withTextCalls } from './chatCompletions/textCalls.ts';
import type { ModelEvent, ModelRequest } from './model.ts';
import { withThoughts } from './profile/inward/thoughts.ts';

/** An answer in the one form that all models’ answers have: thoughts apart from text, and calls that are written as text as calls. */
export function inward(answer: AsyncIterable<ModelEvent>, { tools, options }: ModelRequest): AsyncIterable<ModelEvent> {
  const spoken = withThoughts(bounded(answer));
  // What a program is to read stays as the model wrote it; and who may not call anything does not.
  const isRead = options.responseFormat.type === 'text' && options.toolChoice !== 'none';
  return isRead ? withTextCalls(spoken, tools) : spoken;
}
