import * as vscode from 'vscode';
import type { Docent } from '../core/docent.ts';
import type { Thread } from '../core/types/thread.ts';
import type { ChatView } from './chatView.ts';
import { workspaceKey } from './workspaceFolders.ts';

const RENAME: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('edit'), tooltip: 'Rename' };
const DELETE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Delete' };

interface ThreadItem extends vscode.QuickPickItem {
  readonly thread: Thread;
}

/** Lists the threads of this workspace to open, rename and delete; typing searches their titles. */
export async function pickThread(docent: Docent, chat: ChatView): Promise<void> {
  const picker = vscode.window.createQuickPick<ThreadItem>();
  picker.title = 'Threads';
  picker.matchOnDescription = true;

  async function refresh(): Promise<void> {
    const threads = await docent.threads.list({ workspace: workspaceKey(), origins: ['chat', 'analysis'] });
    picker.items = threads.map((thread) => ({
      thread,
      label: `$(${thread.origin === 'chat' ? 'comment-discussion' : 'graph'}) ${thread.title || 'Untitled'}`,
      description: new Date(thread.updatedAt).toLocaleString(),
      buttons: [RENAME, DELETE],
    }));
    picker.placeholder = threads.length > 0 ? 'Open a thread' : 'There are no threads yet: ask something first.';
  }

  async function change({ thread }: ThreadItem, button: vscode.QuickInputButton): Promise<void> {
    if (button === RENAME) {
      const title = await vscode.window.showInputBox({ title: 'Rename Thread', value: thread.title });
      if (title?.trim()) await docent.threads.update(thread.id, { title: title.trim() });
      if (title?.trim() && chat.conversation.thread?.id === thread.id) chat.conversation.show(await docent.threads.get(thread.id));
    } else {
      const yes = 'Delete';
      const answer = await vscode.window.showWarningMessage(`Delete “${thread.title}” for good?`, { modal: true }, yes);
      if (answer !== yes) return;
      if (chat.conversation.thread?.id === thread.id) chat.conversation.show(null);
      await docent.deleteThread(thread.id);
    }
  }

  await refresh();
  await new Promise<void>((resolve, reject) => {
    let changing = false;
    picker.onDidTriggerItemButton(({ item, button }) => {
      changing = true;
      change(item, button)
        .then(refresh)
        .then(() => {
          changing = false;
          picker.show();
        })
        .catch(reject);
    });
    picker.onDidAccept(() => {
      const [picked] = picker.selectedItems;
      picker.hide();
      if (!picked) return;
      chat.conversation.show(picked.thread);
      chat.focus().catch(reject);
    });
    // The questions above hide the list for a while.
    picker.onDidHide(() => {
      if (!changing) resolve();
    });
    picker.show();
  }).finally(() => picker.dispose());
}
