import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import { DocentError } from '../../core/types/errors.ts';
import type { ChatView } from '../chat/view.ts';
import { createThreadActions, type Chosen, type ThreadActions } from './actions.ts';
import { createDeleting } from './deleting.ts';
import { importThreads } from './exports.ts';
import { followFocus } from './focused.ts';
import type { Node } from './nodes.ts';
import { pickThread } from './picker.ts';
import { tellShown } from './shown.ts';
import { createThreadsTree, type Scope } from './tree.ts';

const THREADS_VIEW = 'docent.threads';
/** Where the workspace remembers what the view lists. */
const SCOPE = 'docent.threads.scope';
const HERE: Scope = { isEverywhere: false, showsArchived: false };
/** Milliseconds between two looks for what other windows and scripts have changed. */
const LOOK_MS = 2_000;
/** A run tells several things at once. In milliseconds. */
const SETTLE_MS = 50;

export interface ThreadsView extends vscode.Disposable {
  /** By the names of their commands. @param target a node of the view, or `focused`; else the thread that the chat shows */
  readonly commands: Readonly<Record<string, (target?: unknown, more?: unknown) => Promise<void>>>;
  /** Deletes what may still be brought back: the window is closing. */
  finish(): Promise<void>;
}

/** The threads as a tree beside the chat. */
export function registerThreadsView(docent: Docent, chat: ChatView, memory: vscode.Memento, log: vscode.LogOutputChannel): ThreadsView {
  let scope: Scope = { ...HERE, ...memory.get<Partial<Scope>>(SCOPE) };
  const deleting = createDeleting(docent, chat, log);
  const actions = createThreadActions(docent, chat, deleting);
  const tree = createThreadsTree({ docent, scope: () => scope, leaving: () => deleting.ids });
  const view = vscode.window.createTreeView<Node>(THREADS_VIEW, { treeDataProvider: tree, canSelectMany: true, showCollapseAll: true });

  const focused = followFocus(view);

  let mark = '';
  async function look(): Promise<void> {
    await tellShown(docent, chat.conversation);
    if (!view.visible || docent.data.state.kind !== 'open') return;
    // What was yesterday today is yesterday’s tomorrow.
    const now = `${await docent.changes.mark()} ${new Date().toDateString()}`;
    if (now === mark) return;
    mark = now;
    await tree.refresh();
  }
  const lookInBackground = () => {
    look().catch((error: unknown) => log.warn(`The threads could not be listed: ${String(error)}`));
  };
  /** Also where nothing was written. */
  const lookAnew = () => {
    mark = '';
    lookInBackground();
  };
  let settling: NodeJS.Timeout | null = null;
  const lookSoon = () => {
    settling ??= setTimeout(() => {
      settling = null;
      lookInBackground();
    }, SETTLE_MS);
  };
  const timer = setInterval(() => (view.visible ? lookInBackground() : undefined), LOOK_MS);

  async function setScope(change: Partial<Scope>): Promise<void> {
    scope = { ...scope, ...change };
    await memory.update(SCOPE, scope);
    tellScope();
    await tree.refresh();
  }
  function tellScope(): void {
    view.description = scope.isEverywhere ? t('All Workspaces') : '';
    void vscode.commands.executeCommand('setContext', 'docent.threads.everywhere', scope.isEverywhere);
    void vscode.commands.executeCommand('setContext', 'docent.threads.archived', scope.showsArchived);
  }
  tellScope();

  function chosen(target: unknown, more: unknown): readonly Chosen[] {
    const nodes = target === 'focused' ? focused.nodes() : Array.isArray(more) && more.length > 0 ? (more as readonly Node[]) : target ? [target as Node] : [];
    const threads = nodes.flatMap((node) => (node.kind === 'thread' ? [node.thread] : []));
    const shown = chat.conversation.thread;
    return target || threads.length > 0 || !shown ? threads : [shown];
  }
  const forEach = (act: (threads: readonly Chosen[]) => Promise<void>) => async (target?: unknown, more?: unknown) => {
    const threads = chosen(target, more);
    if (threads.length > 0) await act(threads);
    else if (!target) throw new DocentError('no_thread', t('Open a thread first: this is for the one that the chat shows.'));
    lookInBackground();
  };
  const forOne = (act: ThreadActions['open']) => forEach(async ([thread]) => (thread ? act(thread) : undefined));

  const subscriptions = vscode.Disposable.from(
    view,
    focused,
    deleting.onDidChange(lookAnew),
    view.onDidChangeVisibility(lookInBackground),
    chat.conversation.onDidChange(lookSoon),
    vscode.workspace.onDidChangeWorkspaceFolders(lookAnew),
    new vscode.Disposable(docent.data.subscribe(lookAnew)),
    new vscode.Disposable(docent.runs.subscribe((_, event) => (event.type === 'run' ? lookSoon() : undefined))),
  );

  return {
    commands: {
      'docent.pickThread': () => pickThread({ docent, actions, leaving: () => deleting.ids, startsEverywhere: scope.isEverywhere }),
      'docent.threads.open': forOne(actions.open),
      'docent.threads.more': async (node) => tree.more((node as Extract<Node, { kind: 'more' }>).group),
      'docent.threads.everywhere': () => setScope({ isEverywhere: true }),
      'docent.threads.here': () => setScope({ isEverywhere: false }),
      'docent.threads.showArchived': () => setScope({ showsArchived: true }),
      'docent.threads.hideArchived': () => setScope({ showsArchived: false }),
      'docent.threads.rename': forOne(actions.rename),
      'docent.threads.pin': forEach((threads) => actions.shelve(threads, 'pinned')),
      'docent.threads.archive': forEach((threads) => actions.shelve(threads, 'archived')),
      'docent.threads.unpin': forEach((threads) => actions.shelve(threads, undefined)),
      'docent.threads.unarchive': forEach((threads) => actions.shelve(threads, undefined)),
      'docent.threads.bring': forEach(actions.bring),
      'docent.threads.delete': forEach(actions.delete),
      'docent.threads.exportMarkdown': forOne(actions.exportMarkdown),
      'docent.threads.exportJson': forOne(actions.exportJson),
      'docent.threads.exportCode': forOne(actions.exportCode),
      'docent.threads.import': async () => {
        await importThreads(docent);
        lookInBackground();
      },
    },
    finish: deleting.finish,
    dispose() {
      clearInterval(timer);
      if (settling) clearTimeout(settling);
      subscriptions.dispose();
    },
  };
}
