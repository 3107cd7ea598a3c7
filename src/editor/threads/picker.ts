import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import type { Thread, ThreadOrigin } from '../../core/types/thread.ts';
import type { ChatView } from '../chat/view.ts';
import { workspaceKey } from '../workspace.ts';

const RENAME: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('edit'), tooltip: 'Rename' };
const DELETE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Delete' };

interface ThreadItem extends vscode.QuickPickItem {
  /** Null: the entry that leads to the threads of scripts. */
  readonly thread: Thread | null;
}

const ICONS: Readonly<Record<ThreadOrigin, string>> = { chat: 'comment-discussion', analysis: 'graph', api: 'radio-tower', editor: 'tools' };
/** Threads that people made. */
const OWN: readonly ThreadOrigin[] = ['chat', 'analysis'];

/** Lists the threads of this workspace to open, rename and delete; typing searches their titles. */
export async function pickThread(docent: Docent, chat: ChatView): Promise<void> {
  const picker = vscode.window.createQuickPick<ThreadItem>();
  picker.title = 'Threads';
  picker.matchOnDescription = true;
  let origins = OWN;

  const list = (of: readonly ThreadOrigin[]) => docent.threads.list({ workspace: workspaceKey(), origins: of });

  async function refresh(): Promise<void> {
    const threads = await list(origins);
    const items = threads.map((thread) => ({
      thread,
      label: `$(${ICONS[thread.origin]}) ${thread.title || 'Untitled'}`,
      description: new Date(thread.updatedAt).toLocaleString(),
      buttons: [RENAME, DELETE],
    }));
    const ofScripts = origins === OWN ? (await list(['api'])).length : 0;
    const more = { thread: null, label: `$(${ICONS.api}) Threads of the API`, description: `${ofScripts} made by scripts`, alwaysShow: true };
    picker.items = ofScripts > 0 ? [...items, more] : items;
    picker.placeholder = threads.length > 0 ? 'Open a thread' : 'There are no threads yet: ask something first.';
  }

  async function change({ thread }: ThreadItem, button: vscode.QuickInputButton): Promise<void> {
    if (!thread) return;
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
      if (picked?.thread === null) {
        origins = ['api'];
        picker.title = 'Threads of the API';
        picker.value = '';
        refresh().catch(reject);
        return;
      }
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
