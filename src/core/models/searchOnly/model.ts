import { t } from '@vscode/l10n';
import type { Advice } from '../../types/advice.ts';
import { newId } from '../../types/id.ts';
import { isCall, messageText, type CallBody, type Item } from '../../types/item.ts';
import type { ToolChoice } from '../../types/options.ts';
import type { Model, ModelEvent, ModelRequest } from '../model.ts';
import { answer } from './answer.ts';
import { SEARCH_ONLY } from '../servers.ts';
import { isAnswered } from './codeReport.ts';
import { taskIn, toolCalls, type Task, type ToolCall } from './task.ts';

/**
 * No language model, and it never pretends to be one: a fixed policy that calls the same tools and answers with what they
 * bring. Questions get passages, tables their profile, selected Python is run.
 */
export function createSearchOnly(advice: Advice): Model {
  return {
    id: SEARCH_ONLY,
    label: t('Search only'),
    isLanguageModel: false,
    destination: { kind: 'local' },
    price: null,
    contextTokens: async () => null,
    async *respond(request, signal) {
      for (const event of turn(request, advice)) {
        signal.throwIfAborted();
        yield event;
      }
    },
  };
}

/** First the task's calls, all at once; when they are there, the answer. */
function* turn({ items, tools, options: { toolChoice } }: ModelRequest, advice: Advice): Iterable<ModelEvent> {
  const asked = items.findLastIndex((item) => item.type === 'message' && item.role === 'user');
  const task = chosenTask(taskIn(items, asked), items[asked], toolChoice);
  const made = callsAfter(items, asked);
  const toMake = made.length === 0 ? toolCalls(task) : searchInstead(task, made, tools);
  const missing = toMake.find((call) => !tools.some((tool) => tool.name === call.tool));
  if (toolChoice === 'none' && toMake.length > 0) {
    yield { type: 'text', delta: t('No tool may be used for this answer, so there is nothing that search only can do.') };
  } else if (typeof toolChoice === 'object' && made.length === 0 && !toMake.some(({ tool }) => tool === toolChoice.name)) {
    yield { type: 'text', delta: t('Search only can’t write what {0} is to be called with.', toolChoice.name) };
  } else if (missing) {
    yield { type: 'text', delta: t('This assistant may not use the tool {0}, so there is nothing that search only can do.', missing.tool) };
  } else if (toMake.length > 0) {
    for (const { tool, args } of toMake) {
      const callId = newId('call_');
      yield { type: 'call', callId, name: tool };
      yield { type: 'arguments', callId, delta: JSON.stringify(args) };
    }
  } else {
    for (const delta of answer(task, made, advice)) yield { type: 'text', delta };
  }
  yield { type: 'end', reason: 'stop' };
}

/** What no table could answer, in a thread that is not about tables alone, is looked up in the index. */
function searchInstead(task: Task, made: readonly Item<CallBody>[], tools: ModelRequest['tools']): readonly ToolCall[] {
  if (task.kind !== 'ask' || task.isAllAbout || made.some((call) => call.type !== 'code_interpreter_call' || isAnswered(call))) return [];
  return tools.some(({ name }) => name === 'file_search') ? [{ tool: 'file_search', args: { query: task.question } }] : [];
}

/** Where a search is wanted, or some call, the words are searched for, whatever they look like. */
function chosenTask(task: Task, question: Item | undefined, choice: ToolChoice): Task {
  const mustSearch = typeof choice === 'object' ? choice.name === 'file_search' : choice === 'required' && task.kind === 'greet';
  if (!mustSearch || question?.type !== 'message') return task;
  return { kind: 'search', query: messageText(question), selection: null };
}

/** The calls that have not been answered yet. */
function callsAfter(items: readonly Item[], asked: number): readonly Item<CallBody>[] {
  const answered = items.findLastIndex((item) => item.type === 'message');
  return items.slice(Math.max(asked, answered) + 1).filter(isCall);
}
