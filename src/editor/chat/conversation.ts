import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { choiceOf, chosenAssistant, withChoice, type AssistantChoice } from '../../core/assistants/choice.ts';
import type { Docent } from '../../core/docent.ts';
import { answeredNothing } from '../../core/types/emptyAnswer.ts';
import { DocentError } from '../../core/types/errors.ts';
import type { RunEvent } from '../../core/types/events.ts';
import { textPart, userMessage, type ContentPart, type Item } from '../../core/types/item.ts';
import { END_ITEMS, WHOLE } from '../../core/runs/threadEnd.ts';
import type { Cells } from '../../core/types/cells.ts';
import { EMPTY_THREAD, type ThreadWindow } from '../../core/types/reducer.ts';
import { TITLE_LENGTH, type Thread, type ThreadOrigin } from '../../core/types/thread.ts';
import { questionOf, searching } from './question.ts';

/** Where the workspace remembers which assistant was chosen last: new threads begin with it. */
const LAST_CHOICE = 'docent.assistant';

/** What a model is told that goes on with an answer of its own. */
const GO_ON = t('Go on exactly where your answer was cut off.');

/** One thread under the user's hands: in the chat, or in an analysis. It begins to exist with the first question. */
export interface Conversation extends vscode.Disposable {
  readonly thread: Thread | null;
  /** Who answers the next question. */
  readonly assistant: AssistantChoice;
  /** Another thread is shown, or another assistant chosen. */
  readonly onDidChange: vscode.Event<'thread' | 'assistant'>;
  readonly onEvent: vscode.Event<RunEvent>;
  /** Gives `use` the thread's end as it is at that moment. What comes after is told by `onEvent`; what the end already holds is not. */
  read<T>(use: (state: ThreadWindow) => T): Promise<T>;
  show(thread: Thread | null): void;
  /** From the next question on, and in new threads. */
  choose(assistant: AssistantChoice): Promise<void>;
  /**
   * @param more what goes along
   * @param stores ids of vector stores that the thread searches from now on
   */
  ask(text: string, more?: readonly ContentPart[], stores?: readonly string[]): Promise<void>;
  /** A failed or stopped run goes on; an answered question is asked once more. */
  retry(): Promise<void>;
  /**
   * Asks one of the thread's questions otherwise, or once more where `text` is null, in a branch that goes off there and is shown from
   * now on. What answers in the thread is stopped.
   */
  branch(itemId: string, text: string | null): Promise<void>;
  /** Goes on with an answer that was cut off, as it was asked for. */
  goOn(): Promise<void>;
  /** Runs code of the thread without a model. */
  runCells(cells: Cells): Promise<void>;
  stop(): Promise<void>;
}

/** @param memory of the workspace; where there is none, new threads begin with Docent's own assistant */
export function createConversation(docent: Docent, origin: ThreadOrigin, memory: vscode.Memento | null): Conversation {
  const changed = new vscode.EventEmitter<'thread' | 'assistant'>();
  const events = new vscode.EventEmitter<RunEvent>();
  let thread: Thread | null = null;
  // A report is read as a whole, and its code runs from the first piece on.
  const least = origin === 'analysis' ? WHOLE : END_ITEMS;
  /** Counts the events, to notice one that comes while the disk is read. */
  let seen = 0;
  const unsubscribe = docent.runs.subscribe((threadId, event) => {
    if (threadId !== thread?.id) return;
    seen++;
    events.fire(event);
  });

  function show(next: Thread | null): void {
    thread = next;
    changed.fire('thread');
  }

  async function read<T>(use: (state: ThreadWindow) => T): Promise<T> {
    for (;;) {
      if (!thread) return use({ ...EMPTY_THREAD, earlier: 0 });
      const before = seen;
      const { id } = thread;
      const stored = docent.runs.live(id, least) ?? (await docent.runs.stored(id, least));
      const live = docent.runs.live(id, least);
      if (live && thread.id === id) return use(live);
      if (seen === before && thread.id === id) return use(stored);
    }
  }

  const choice = () => (thread ? choiceOf(thread) : (memory?.get<string>(LAST_CHOICE) ?? null));

  async function choose(next: AssistantChoice): Promise<void> {
    await memory?.update(LAST_CHOICE, next ?? undefined);
    const stored = thread && (await docent.threads.get(thread.id));
    const updated = stored && (await docent.threads.update(stored.id, { metadata: withChoice(stored.metadata, next) }));
    if (updated && updated.id === thread?.id) thread = updated;
    changed.fire('assistant');
  }

  async function start(input: readonly ContentPart[], title: string, stores: readonly string[] = []): Promise<void> {
    const assistant = await chosenAssistant(docent.assistants, choice());
    if (!thread) {
      const metadata = withChoice({}, choice());
      thread = await docent.threads.create({ origin, workspace: await docent.workspace.id(), title: title.slice(0, TITLE_LENGTH), metadata });
      changed.fire('thread');
    }
    thread = await searching(docent.threads, thread, stores);
    await docent.runs.start({ thread, assistant, input: input.length > 0 ? [userMessage(input)] : [] });
  }

  return {
    get thread() {
      return thread;
    },
    get assistant() {
      return choice();
    },
    onDidChange: changed.event,
    onEvent: events.event,
    read,
    show,
    choose,
    async ask(text, more = [], stores = []) {
      const input = questionOf(text, more, thread ? await docent.items.withFiles(thread.id, null) : []);
      await start(input, titleOf(origin, input), stores);
    },
    async retry() {
      // A question that was answered is asked once more; else the run goes on from it.
      await start(await read(({ items, run }) => (run?.work === 'cells' || (run?.status === 'completed' && !answeredNothing(run, items)) ? lastQuestion(items) : [])), '');
    },
    async branch(itemId, text) {
      if (!thread) return;
      const before = thread;
      const question = await docent.items.get(before.id, itemId);
      if (question?.type !== 'message') throw new DocentError('item_gone', t('This message is no longer there.'));
      const input = text === null ? question.content : [textPart(text), ...question.content.filter(({ type }) => type !== 'text')];
      // Whoever can't answer at all does not make a branch.
      await chosenAssistant(docent.assistants, choice());
      await docent.runs.cancel(before.id);
      const { earlier, items } = await docent.runs.stored(before.id);
      const isFirst = earlier === 0 && items[0]?.id === itemId;
      const title = isFirst ? titleOf(origin, input).slice(0, TITLE_LENGTH) : before.title;
      show(await docent.threads.fork(before.id, { before: itemId, title }));
      await start(input, title);
    },
    async goOn() {
      const run = thread && (await read((state) => state.run));
      if (!thread || !run) return;
      await docent.runs.start({ thread, assistant: run.assistant, options: run.options, input: [userMessage([textPart(GO_ON)])] });
    },
    async runCells(cells) {
      if (thread) await docent.runs.runCells({ thread, assistant: await chosenAssistant(docent.assistants, choice()) }, cells);
    },
    async stop() {
      if (thread) await docent.runs.cancel(thread.id);
    },
    dispose() {
      unsubscribe();
      changed.dispose();
      events.dispose();
    },
  };
}

/** A chat is known by its first question, an analysis by what is analysed. */
function titleOf(origin: ThreadOrigin, input: readonly ContentPart[]): string {
  const names = input.flatMap((part) => (part.type === 'file' ? [part.file.name] : part.type === 'selection' ? [part.path] : part.type === 'context' ? [part.name] : []));
  const question = input.flatMap((part) => (part.type === 'text' ? part.text.trim().split('\n') : []))[0];
  return (origin === 'analysis' ? names[0] : question || names[0]) ?? '';
}

function lastQuestion(items: readonly Item[]): readonly ContentPart[] {
  for (const item of items.toReversed()) {
    if (item.type === 'message' && item.role === 'user') return item.content;
  }
  return [];
}
