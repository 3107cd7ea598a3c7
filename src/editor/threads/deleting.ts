import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import { threadCount } from '../../core/text/counts.ts';
import type { ListedThread } from '../../core/data/threadList.ts';
import type { ChatView } from '../chat/view.ts';

/** As long as VS Code shows a notification, and a little more. In milliseconds. */
const UNDO_MS = 20_000;

/** Threads that the user has deleted and may still have back; they are listed no more. */
export interface Deleting {
  readonly ids: readonly string[];
  readonly onDidChange: vscode.Event<void>;
  /** Stops and hides the threads, and deletes them when nobody has wanted them back. */
  delete(threads: readonly Pick<ListedThread, 'id' | 'title'>[]): Promise<void>;
  /** Deletes what waits, at once: the window is closing. */
  finish(): Promise<void>;
}

export function createDeleting(docent: Docent, chat: Pick<ChatView, 'conversation'>, log: vscode.LogOutputChannel): Deleting {
  const changed = new vscode.EventEmitter<void>();
  const waiting = new Map<string, NodeJS.Timeout>();

  async function remove(id: string): Promise<void> {
    const timer = waiting.get(id);
    if (!timer) return;
    clearTimeout(timer);
    await docent.deleteThread(id);
    // Until then it is not to be seen.
    waiting.delete(id);
  }

  function removeSoon(ids: readonly string[]): void {
    Promise.all(ids.map(remove)).catch((error: unknown) => log.error(`A thread could not be deleted: ${String(error)}`));
  }

  return {
    get ids() {
      return [...waiting.keys()];
    },
    onDidChange: changed.event,
    async delete(threads) {
      const ids = threads.map(({ id }) => id);
      const shown = chat.conversation.thread;
      if (shown && ids.includes(shown.id)) chat.conversation.show(null);
      for (const id of ids) waiting.set(id, setTimeout(() => removeSoon([id]), UNDO_MS));
      changed.fire();
      for (const id of ids) await docent.runs.cancel(id);
      const [first] = threads;
      const what = threads.length === 1 ? `“${first?.title || t('Untitled')}”` : threadCount(threads.length);
      const undo = t('Undo');
      if ((await vscode.window.showInformationMessage(t('Deleted {0}.', what), undo)) !== undo) return removeSoon(ids);
      const back = ids.filter((id) => waiting.has(id));
      if (back.length < ids.length) void vscode.window.showInformationMessage(t('It is too late: {0} can’t be brought back.', what));
      for (const id of back) {
        clearTimeout(waiting.get(id));
        waiting.delete(id);
      }
      changed.fire();
      if (shown && back.includes(shown.id) && chat.conversation.thread === null) chat.conversation.show(shown);
    },
    async finish() {
      await Promise.all([...waiting.keys()].map(remove));
    },
  };
}
