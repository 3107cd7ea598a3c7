import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import { DocentError, errorInfo, ThreadBusy } from '../../../core/types/errors.ts';
import type { ContentPart } from '../../../core/types/item.ts';
import { isActive } from '../../../core/types/run.ts';
import { showError } from '../../errors.ts';
import { contentOf } from '../context/content.ts';
import type { Conversation } from '../conversation.ts';
import { askUnseen } from '../question.ts';
import { NO_DRAFT, type Draft, type Drafts } from './drafts.ts';
import type { Queued, Queues } from './queues.ts';
import type { Recent } from './recent.ts';

/** Another window does not say when its answer is there. In milliseconds. */
const RETRY_MS = 1_000;

export interface AskingParts {
  readonly docent: Docent;
  readonly conversation: Conversation;
  readonly drafts: Drafts;
  readonly queues: Queues;
  readonly recent: Recent;
  readonly log: vscode.LogOutputChannel;
  /** Tokens that one text may have. */
  room(): number;
}

/** Asks questions: at once, or in their turn where the thread is being answered. */
export interface Asking extends vscode.Disposable {
  /** Whether a thread is beginning with the question that is being asked. */
  readonly isBeginning: boolean;
  /** Asks what was typed, with what goes along in the thread that is shown; without either, the first question that waits. */
  ask(text: string): Promise<void>;
  /** Asks the first question that waits in a thread. */
  next(threadId: string): Promise<void>;
}

export function createAsking({ docent, conversation, drafts, queues, recent, log, room }: AskingParts): Asking {
  let isBeginning = false;
  let retry: NodeJS.Timeout | null = null;
  const shown = () => conversation.thread?.id ?? '';
  const isLive = (threadId: string) => {
    const run = docent.runs.live(threadId)?.run;
    return run ? isActive(run.status) : false;
  };

  /** Reads what goes along as it is now, and asks. @throws ThreadBusy */
  async function send(threadId: string, { text, taken }: Draft): Promise<void> {
    const more: ContentPart[] = [];
    for (const { reference } of taken) more.push(...(await (await contentOf(docent, reference, room())).parts()));
    const stores = taken.flatMap(({ reference }) => (reference.kind === 'store' ? [reference.id] : []));
    if (threadId === shown()) return conversation.ask(text, more, stores);
    const thread = await docent.threads.get(threadId);
    if (thread) await askUnseen(docent, thread, text, more, stores);
  }

  async function sendOrQueue(threadId: string, draft: Draft): Promise<void> {
    if (isLive(threadId)) return queues.push(threadId, draft, 'answer');
    try {
      isBeginning = threadId === '';
      await send(threadId, draft);
    } catch (error) {
      if (!(error instanceof ThreadBusy)) throw error;
      queues.push(threadId, draft, whoAnswers(threadId));
      tryLater();
    } finally {
      isBeginning = false;
    }
  }

  const whoAnswers = (threadId: string) => (isLive(threadId) ? 'answer' : 'elsewhere');

  function tryLater(): void {
    retry ??= setTimeout(() => {
      retry = null;
      for (const id of queues.threads()) if (queues.get(id).waitsFor === 'elsewhere') void next(id);
    }, RETRY_MS);
  }

  async function next(threadId: string): Promise<void> {
    if (isLive(threadId)) return queues.wait(threadId, 'answer');
    const question = queues.shift(threadId);
    if (question) await sendNext(threadId, question);
  }

  async function sendNext(threadId: string, question: Queued): Promise<void> {
    try {
      await send(threadId, question);
      queues.wait(threadId, 'answer');
    } catch (error) {
      const isBusy = error instanceof ThreadBusy;
      queues.unshift(threadId, question, isBusy ? whoAnswers(threadId) : 'user');
      if (isBusy) return tryLater();
      log.warn(`A queued question could not be asked: ${String(error)}`);
      void showError(errorInfo(error));
    }
  }

  const unsubscribe = docent.runs.subscribe((threadId, event) => {
    if (event.type !== 'run' || isActive(event.run.status) || queues.get(threadId).questions.length === 0) return;
    // After a failure or a stop the user says how it goes on.
    if (event.run.status === 'completed') void next(threadId);
    else queues.wait(threadId, 'user');
  });

  return {
    get isBeginning() {
      return isBeginning;
    },
    async ask(text) {
      const at = shown();
      const draft: Draft = { text, taken: drafts.get(at).taken };
      if (text.trim() === '' && draft.taken.length === 0) {
        if (queues.get(at).questions.length > 0) return next(at);
        throw new DocentError('empty_question', t('Type a question first.'));
      }
      // What is typed from now on is the next question.
      drafts.set(at, NO_DRAFT);
      try {
        await sendOrQueue(at, draft);
      } catch (error) {
        drafts.set(shown(), { text: drafts.get(shown()).text || text, taken: draft.taken });
        throw error;
      }
      await recent.add(text);
    },
    next,
    dispose() {
      unsubscribe();
      if (retry) clearTimeout(retry);
    },
  };
}
