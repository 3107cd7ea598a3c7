import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ListedThread } from '../../core/data/threadList.ts';
import type { Docent } from '../../core/docent.ts';
import { DocentError } from '../../core/types/errors.ts';
import type { Shelf } from '../../core/types/thread.ts';
import type { ChatView } from '../chat/view.ts';
import type { Deleting } from './deleting.ts';
import { exportAsJson, exportCode, exportMarkdown } from './exports.ts';

/** What actions know of the threads that they are for. */
export type Chosen = Pick<ListedThread, 'id' | 'title'>;

/** What one does with threads; the view, its keys and the palette share it. */
export interface ThreadActions {
  /** @param sought what is to be marked in it */
  open(thread: Chosen, sought?: string): Promise<void>;
  rename(thread: Chosen): Promise<void>;
  shelve(threads: readonly Chosen[], shelf: Shelf | undefined): Promise<void>;
  /** They belong to the open folders from now on. */
  bring(threads: readonly Chosen[]): Promise<void>;
  delete(threads: readonly Chosen[]): Promise<void>;
  exportMarkdown(thread: Chosen): Promise<void>;
  exportJson(thread: Chosen): Promise<void>;
  exportCode(thread: Chosen): Promise<void>;
}

export function createThreadActions(docent: Docent, chat: ChatView, deleting: Deleting): ThreadActions {
  const { conversation } = chat;
  return {
    async open({ id }, sought = '') {
      const thread = await docent.threads.get(id);
      if (!thread) throw new DocentError('thread_gone', t('This thread was deleted meanwhile.'));
      if (conversation.thread?.id !== id) conversation.show(thread);
      await (sought === '' ? chat.focus() : chat.find(sought));
    },
    async rename({ id, title: before }) {
      const given = await vscode.window.showInputBox({ title: t('Rename Thread'), value: before });
      const title = given?.trim();
      if (!title || title === before) return;
      const renamed = await docent.threads.update(id, { title });
      if (renamed && conversation.thread?.id === id) conversation.show(renamed);
    },
    async shelve(threads, shelf) {
      for (const { id } of threads) await docent.threads.update(id, { shelf });
    },
    async bring(threads) {
      const workspace = await docent.workspace.id();
      for (const { id } of threads) await docent.threads.update(id, { workspace });
    },
    delete: deleting.delete,
    exportMarkdown: (thread) => exportMarkdown(docent, thread),
    exportJson: (thread) => exportAsJson(docent, thread),
    exportCode: (thread) => exportCode(docent, thread),
  };
}
