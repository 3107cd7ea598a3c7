import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import { belongsTo, type Thread, type ThreadOrigin } from '../../core/types/thread.ts';
import type { ChatView } from '../chat/view.ts';

const RENAME: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('edit'), tooltip: 'Rename' };
const BRING: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('arrow-down'), tooltip: 'Bring to This Workspace' };
const DELETE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: 'Delete' };

/** Which threads are listed. */
type List = 'here' | 'everywhere' | 'api';

interface ThreadItem extends vscode.QuickPickItem {
  /** A thread, or the entry that leads to another list. */
  readonly opens: Thread | List;
}

const TITLES: Readonly<Record<List, string>> = { here: 'Threads', everywhere: 'Threads of All Workspaces', api: 'Threads of the API' };

const ICONS: Readonly<Record<ThreadOrigin, string>> = { chat: 'comment-discussion', analysis: 'graph', api: 'radio-tower', editor: 'tools', mcp: 'plug' };
/** Threads that people made. */
const OWN: readonly ThreadOrigin[] = ['chat', 'analysis'];

/** Lists threads, at first those of this workspace, to open, rename, delete and bring here; typing searches their titles. */
export async function pickThread(docent: Docent, chat: ChatView): Promise<void> {
  const picker = vscode.window.createQuickPick<ThreadItem>();
  picker.title = TITLES.here;
  picker.matchOnDescription = true;
  let shown: List = 'here';

  async function refresh(): Promise<void> {
    const here = await docent.workspace.id();
    const nameOf = await docent.workspace.names();
    const own = await docent.threads.list({ workspace: null, origins: OWN });
    const ofScripts = await docent.threads.list({ workspace: here, origins: ['api'] });
    const isHere = (thread: Thread) => belongsTo(thread, here);
    const ofHere = own.filter(isHere);
    const threads = shown === 'here' ? ofHere : shown === 'api' ? ofScripts : own;
    const items = threads.map((thread): ThreadItem => {
      const place = shown === 'everywhere' ? [nameOf(thread.workspace) || 'no folder'] : [];
      return {
        opens: thread,
        label: `$(${ICONS[thread.origin]}) ${thread.title || 'Untitled'}`,
        description: [...place, new Date(thread.updatedAt).toLocaleString()].join(' · '),
        buttons: isHere(thread) ? [RENAME, DELETE] : [BRING, RENAME, DELETE],
      };
    });
    const elsewhere = own.length - ofHere.length;
    const more: ThreadItem[] = [];
    if (elsewhere > 0) more.push(leadTo('everywhere', `${elsewhere} of other workspaces`));
    if (ofScripts.length > 0) more.push(leadTo('api', `${ofScripts.length} made by scripts`));
    picker.items = shown === 'here' ? [...items, ...more] : items;
    picker.placeholder = threads.length > 0 ? 'Open a thread' : 'There are no threads yet: ask something first.';
  }

  async function change({ opens: thread }: ThreadItem, button: vscode.QuickInputButton): Promise<void> {
    if (typeof thread === 'string') return;
    if (button === BRING) {
      await docent.threads.update(thread.id, { workspace: await docent.workspace.id() });
    } else if (button === RENAME) {
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
      if (typeof picked?.opens === 'string') {
        shown = picked.opens;
        picker.title = TITLES[shown];
        picker.value = '';
        refresh().catch(reject);
        return;
      }
      picker.hide();
      if (!picked) return;
      chat.conversation.show(picked.opens);
      chat.focus().catch(reject);
    });
    // The questions above hide the list for a while.
    picker.onDidHide(() => {
      if (!changing) resolve();
    });
    picker.show();
  }).finally(() => picker.dispose());
}

function leadTo(list: List, description: string): ThreadItem {
  const icon = list === 'api' ? ICONS.api : 'globe';
  return { opens: list, label: `$(${icon}) ${TITLES[list]}`, description, alwaysShow: true };
}
