import type { BadCall } from '../types/errors.ts';
import { textPart, type Item, type Message } from '../types/item.ts';
import { newItem } from '../types/newItem.ts';
import type { ModelRequest } from './model.ts';

/** What the model is told. */
const TOLD = 'That was no valid call of a tool. Call one by its name, with arguments that are one JSON object as it wants them, or answer in words.';

/** The request with what the model wrote and that it was no call: the same request would bring the same. */
export function corrected(request: ModelRequest, { written }: BadCall): ModelRequest {
  const { items, threadId } = request;
  const place = { threadId, runId: null, turn: items.length };
  const said = (role: Message['role'], text: string): Item => newItem({ type: 'message', role, content: [textPart(text)] }, place, 'completed');
  return { ...request, items: [...items, said('assistant', written || '(a call that could not be read)'), said('user', TOLD)] };
}
