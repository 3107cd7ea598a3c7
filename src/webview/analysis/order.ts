import { isCall, type CodeInterpreterCall, type Item, type Message } from '../../core/types/item.ts';

/** What one question and the run that answers it show, in the order in which it is read. */
export interface Section {
  readonly question: Item<Message> | null;
  readonly runId: string | null;
  /** What was found, in words. */
  readonly findings: readonly Item<Message>[];
  /** The code, whose results stand below the words. */
  readonly calls: readonly Item<CodeInterpreterCall>[];
  /** What else was done on the way, in its order. */
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

/** What is said after the last call is what was found; what is said before is a step on the way. Code of the user's own is no such call. */
function section(items: readonly Item[]): Section {
  const question = items.find(isQuestion) ?? null;
  const lastCall = items.findLastIndex((item) => (isCall(item) && !isUsers(item)) || item.type === 'function_call_output');
  const findings = items.filter((item, index): item is Item<Message> => item.type === 'message' && item !== question && index > lastCall);
  return {
    question,
    runId: items.find((item) => item.runId !== null && !isUsers(item))?.runId ?? null,
    findings,
    calls: items.filter(isCode),
    steps: items.filter((item) => item !== question && !isCode(item) && !findings.some((each) => each === item)),
  };
}

/** All code of a thread, by whose places it is numbered. */
export const codeOf = (items: readonly Item[]): readonly Item<CodeInterpreterCall>[] => items.filter(isCode);

/** Whether code was run again after this was written, so that it may no longer be what the results say. */
export function isOutdated({ calls }: Section, finding: Item<Message>): boolean {
  return calls.some(({ startedAt }) => startedAt !== undefined && startedAt > (finding.endedAt ?? 0));
}

function isQuestion(item: Item): item is Item<Message> {
  return item.type === 'message' && item.role === 'user';
}

function isCode(item: Item): item is Item<CodeInterpreterCall> {
  return item.type === 'code_interpreter_call';
}

const isUsers = (item: Item) => isCode(item) && item.author === 'user';

/** Whether the user asked for just this code to be run, or wrote it: then what it prints is what they want to see. */
export function isAskedCode({ question }: Section, { code, author }: CodeInterpreterCall): boolean {
  return author === 'user' || (question?.content.some((part) => part.type === 'selection' && part.text === code) ?? false);
}
