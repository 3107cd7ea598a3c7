import type { Model } from '../models/model.ts';
import { newCallId } from '../models/profile/callIds.ts';
import { taskOf, toolCalls } from '../models/searchOnly/task.ts';
import { shownCode } from '../types/shipped.ts';
import type { CodeInterpreterCall, Item } from '../types/item.ts';
import type { ThreadOrigin } from '../types/thread.ts';

/**
 * The calls with which an analysis begins where a language model answers: Docent's own profile of each table of the newest question. The
 * model then reads what is in the data before it says or computes anything. None where that has been done already.
 */
export function openingCalls(origin: ThreadOrigin, model: Pick<Model, 'isLanguageModel'>, items: readonly Item[]): readonly CodeInterpreterCall[] {
  if (origin !== 'analysis' || !model.isLanguageModel) return [];
  const question = items.findLastIndex((item) => item.type === 'message' && item.role === 'user');
  const task = taskOf(items[question]);
  if (task.kind !== 'profile') return [];
  const done = items.slice(question + 1).flatMap((item) => (item.type === 'code_interpreter_call' && item.status === 'completed' && !item.error ? [item.arguments] : []));
  return toolCalls(task).flatMap(({ args }) => {
    const json = JSON.stringify(args);
    return done.includes(json) ? [] : [{ type: 'code_interpreter_call' as const, callId: newCallId(), arguments: json, code: shownCode(json), outputs: [], error: null }];
  });
}
