import type * as vscode from 'vscode';
import { newId } from '../../../core/types/id.ts';
import type { QueueWait } from '../../../protocol/composer.ts';
import type { Draft } from './drafts.ts';

/** A question that waits for its turn. */
export interface Queued extends Draft {
  readonly id: string;
}

/** The questions of a thread that wait, the first to be asked first. */
export interface Queue {
  readonly questions: readonly Queued[];
  readonly waitsFor: QueueWait;
}

const NO_QUEUE: Queue = { questions: [], waitsFor: 'answer' };

/** Where the workspace remembers them. */
const QUEUES = 'docent.queues';

/** The queues of all threads; kept by the editor. */
export interface Queues {
  get(threadId: string): Queue;
  /** The threads in which something waits. */
  threads(): readonly string[];
  push(threadId: string, draft: Draft, waitsFor: QueueWait): void;
  /** Takes the first. */
  shift(threadId: string): Queued | null;
  /** Puts back what could not be asked. */
  unshift(threadId: string, question: Queued, waitsFor: QueueWait): void;
  edit(threadId: string, id: string, text: string): void;
  remove(threadId: string, id: string): void;
  wait(threadId: string, waitsFor: QueueWait): void;
}

/** What an earlier window has left waits for the user: it may have been asked there. @param changed is told of each change */
export function createQueues(memory: vscode.Memento, log: vscode.LogOutputChannel, changed: () => void): Queues {
  const kept: Readonly<Record<string, readonly Queued[]>> = memory.get(QUEUES) ?? {};
  const all = new Map<string, Queue>(Object.entries(kept).map(([id, questions]) => [id, { questions, waitsFor: 'user' }]));
  const get = (threadId: string) => all.get(threadId) ?? NO_QUEUE;

  function set(threadId: string, questions: readonly Queued[], waitsFor: QueueWait): void {
    if (questions.length === 0) all.delete(threadId);
    else all.set(threadId, { questions, waitsFor });
    const plain = Object.fromEntries([...all].map(([id, queue]) => [id, queue.questions]));
    memory.update(QUEUES, plain).then(undefined, (error: unknown) => log.warn(`A queued question could not be kept: ${String(error)}`));
    changed();
  }

  return {
    get,
    threads: () => [...all.keys()],
    push(threadId, { text, taken }, waitsFor) {
      const { questions } = get(threadId);
      set(threadId, [...questions, { id: newId('queued_'), text, taken }], questions.length > 0 ? get(threadId).waitsFor : waitsFor);
    },
    shift(threadId) {
      const { questions, waitsFor } = get(threadId);
      set(threadId, questions.slice(1), waitsFor);
      return questions[0] ?? null;
    },
    unshift: (threadId, question, waitsFor) => set(threadId, [question, ...get(threadId).questions], waitsFor),
    edit(threadId, id, text) {
      const { questions, waitsFor } = get(threadId);
      set(threadId, questions.map((question) => (question.id === id ? { ...question, text } : question)), waitsFor);
    },
    remove(threadId, id) {
      const { questions, waitsFor } = get(threadId);
      set(threadId, questions.filter((question) => question.id !== id), waitsFor);
    },
    wait: (threadId, waitsFor) => set(threadId, get(threadId).questions, waitsFor),
  };
}
