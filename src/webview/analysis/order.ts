import { isCall, type CodeInterpreterCall, type Item, type Message } from '../../core/types/item.ts';

/** What one question and the run that answers it show, in the order in which it is read. */
export interface Section {
  readonly question: Item<Message> | null;
  readonly runId: string | null;
  /** What was found, in words. */
  readonly findings: readonly Item<Message>[];
  /** The code whose results stand below the words. */
  readonly calls: readonly Item<CodeInterpreterCall>[];
  /** All that was done on the way, in its order: calls among them. */
  readonly steps: readonly Item[];
}

/** A thread as reports, one a question. */
export function sections(items: readonly Item[]): readonly Section[] {
  const groups: Item[][] = [];
  for (const item of items) {
    if (isQuestion(item) || groups.length === 0) groups.push([]);
    groups.at(-1)?.push(item);
  }
  return groups.map(section);
}

/** What is said after the last call is what was found; what is said before is a step on the way. */
function section(items: readonly Item[]): Section {
  const question = items.find(isQuestion) ?? null;
  const lastCall = items.findLastIndex((item) => isCall(item) || item.type === 'function_call_output');
  const findings = items.filter((item, index): item is Item<Message> => item.type === 'message' && item !== question && index > lastCall);
  return {
    question,
    runId: items.find(({ runId }) => runId !== null)?.runId ?? null,
    findings,
    calls: items.filter((item): item is Item<CodeInterpreterCall> => item.type === 'code_interpreter_call'),
    steps: items.filter((item) => item !== question && !findings.some((each) => each === item)),
  };
}

function isQuestion(item: Item): item is Item<Message> {
  return item.type === 'message' && item.role === 'user';
}

/** Whether the user asked for just this code to be run: then what it prints is what they want to see. */
export function isAskedCode({ question }: Section, { code }: CodeInterpreterCall): boolean {
  return question?.content.some((part) => part.type === 'selection' && part.text === code) ?? false;
}
