import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import { fileSize } from '../../core/text/fileSize.ts';
import type { SessionInfo, SessionOwner } from '../../core/types/variable.ts';
import type { Thread } from '../../core/types/thread.ts';

const STOP: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('debug-stop'), tooltip: t('Stop What Runs') };
const RESET: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('debug-restart'), tooltip: t('Reset: End Python and Forget the Variables') };
/** Memory and time are looked at anew so often while the list is open. In milliseconds. */
const REFRESH_MS = 1_000;

interface SessionItem extends vscode.QuickPickItem {
  /** Null in the line that stands where there are none, and of a table. */
  readonly thread: Thread | null;
  readonly owner: SessionOwner | null;
}

/**
 * Lists the Python sessions of this window: of which thread or table, how much memory, since when; each can be stopped and reset.
 * @param show shows a thread that was chosen
 */
export async function listSessions(docent: Docent, show: (thread: Thread) => Promise<void>): Promise<void> {
  const picker = vscode.window.createQuickPick<SessionItem>();
  picker.title = t('Python Sessions');
  picker.placeholder = t('Choose a session to show its thread');
  picker.matchOnDescription = true;
  picker.keepScrollPosition = true;

  async function refresh(): Promise<void> {
    const items = await Promise.all(docent.interpreter.sessions().map(async (info) => itemOf(info, info.owner.kind === 'thread' ? await docent.threads.get(info.owner.threadId) : null)));
    if (sameAs(picker.items, items)) return;
    const active = keyOf(picker.activeItems[0]?.owner ?? null);
    picker.items = items.length > 0 ? items : [{ label: t('No Python runs in this window.'), thread: null, owner: null, alwaysShow: true }];
    picker.activeItems = picker.items.filter(({ owner }) => keyOf(owner) === active);
  }

  async function act({ owner }: SessionItem, button: vscode.QuickInputButton): Promise<void> {
    // What a run of the thread has under way ends as stopped, and not as a crash.
    if (owner?.kind === 'thread') await docent.runs.cancel(owner.threadId);
    if (owner && (button === RESET || owner.kind === 'table')) await docent.interpreter.end(owner);
    await refresh();
  }

  await refresh();
  await new Promise<void>((resolve, reject) => {
    const timer = setInterval(() => void refresh().catch(reject), REFRESH_MS);
    picker.onDidTriggerItemButton(({ item, button }) => void act(item, button).catch(reject));
    picker.onDidAccept(() => {
      const thread = picker.selectedItems[0]?.thread;
      picker.hide();
      if (thread) show(thread).catch(reject);
    });
    picker.onDidHide(() => {
      clearInterval(timer);
      resolve();
    });
    picker.show();
  }).finally(() => picker.dispose());
}

function itemOf({ owner, startedAt, memory, isBusy }: SessionInfo, thread: Thread | null): SessionItem {
  return {
    thread,
    owner,
    label: `$(${isBusy ? 'loading~spin' : owner.kind === 'table' ? 'table' : 'circle-outline'}) ${owner.kind === 'table' ? owner.name : thread?.title || t('Untitled')}`,
    description: [isBusy ? t('running') : t('idle'), ...(memory === null ? [] : [fileSize(memory)]), startedAgo(Math.floor((Date.now() - startedAt) / 60_000))].join(' · '),
    buttons: isBusy ? [STOP, RESET] : [RESET],
  };
}

function startedAgo(minutes: number): string {
  if (minutes < 1) return t('started less than a minute ago');
  if (minutes === 1) return t('started 1 minute ago');
  return minutes < 120 ? t('started {0} minutes ago', minutes) : t('started {0} hours ago', Math.floor(minutes / 60));
}

/** The list stays as it is where nothing of it has changed: what one reads must not flicker. */
function sameAs(shown: readonly SessionItem[], items: readonly SessionItem[]): boolean {
  const text = (all: readonly SessionItem[]) => all.map(({ owner, label, description }) => `${keyOf(owner)} ${label} ${description}`).join('\n');
  return shown.length > 0 && text(shown) === text(items);
}

function keyOf(owner: SessionOwner | null): string {
  return owner === null ? '' : owner.kind === 'thread' ? owner.threadId : owner.id;
}
