import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ListFilter } from '../../core/data/listFilter.ts';
import type { ListedThread, TimeRange } from '../../core/data/threadList.ts';
import { belongsTo, type ThreadOrigin } from '../../core/types/thread.ts';
import { threadCount } from '../../core/text/counts.ts';
import { figure } from '../../core/text/figure.ts';
import { moment } from '../../core/text/moment.ts';
import { about, type Place } from './about.ts';

/** Threads that stand together in the view. */
export interface GroupNode {
  readonly kind: 'group';
  readonly label: string;
  readonly filter: ListFilter;
  readonly time: TimeRange;
  readonly count: number;
  readonly isOpen: boolean;
}

/** What the view lists. */
export type Node =
  | GroupNode
  | { readonly kind: 'thread'; readonly thread: ListedThread }
  /** The way to those of a group that are not shown yet. */
  | { readonly kind: 'more'; readonly group: GroupNode; readonly hidden: number };

export const ICONS: Readonly<Record<ThreadOrigin, string>> = { chat: 'comment-discussion', analysis: 'graph', api: 'radio-tower', editor: 'tools', mcp: 'plug' };

export function itemOf(node: Node, place: Place): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'thread':
      return threadItem(node.thread, place);
    case 'more': {
      const item = new vscode.TreeItem(t('Show More ({0})', figure(node.hidden)));
      item.id = `more ${node.group.label}`;
      item.iconPath = new vscode.ThemeIcon('ellipsis');
      item.command = { command: 'docent.threads.more', title: t('Show More'), arguments: [node] };
      return item;
    }
  }
}

function groupItem({ label, count, isOpen }: GroupNode): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, isOpen ? Expanded : Collapsed);
  item.id = `group ${label}`;
  item.description = figure(count);
  item.accessibilityInformation = { label: `${label}, ${threadCount(count)}` };
  return item;
}

function threadItem(thread: ListedThread, place: Place): vscode.TreeItem {
  const { id, title, origin, createdAt, updatedAt, shelf, state } = thread;
  const isHere = belongsTo(thread, place.workspace);
  const said = state === 'running' ? [t('being answered')] : state === 'waiting' ? [t('waits for its script')] : [];
  const name = title || t('Untitled');
  const known = about(thread, place, new Date());
  const item = new vscode.TreeItem(name);
  item.id = id;
  item.description = known.join(' · ');
  item.tooltip = [name, ...known.slice(0, -1), ...said, t('Last active {0}', moment(updatedAt)), t('Begun {0}', moment(createdAt))].join('\n');
  item.iconPath = new vscode.ThemeIcon(state === 'running' ? 'loading~spin' : shelf === 'pinned' ? 'pinned' : ICONS[origin]);
  item.accessibilityInformation = { label: [name, ...said, ...known].join(', ') };
  // What the menus in package.json ask for, word by word.
  item.contextValue = ['thread', isHere ? 'here' : 'elsewhere', shelf ?? 'plain'].join(' ');
  item.command = { command: 'docent.threads.open', title: t('Open'), arguments: [{ kind: 'thread', thread } satisfies Node] };
  return item;
}
