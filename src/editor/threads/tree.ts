import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ListFilter } from '../../core/data/listFilter.ts';
import type { Docent } from '../../core/docent.ts';
import { OWN_ORIGINS } from '../../core/types/thread.ts';
import type { Place } from './about.ts';
import { timeGroups } from './groups.ts';
import { itemOf, type GroupNode, type Node } from './nodes.ts';

/** Threads that a group shows at first, and more at each wish. */
const PAGE = 100;

/** Which threads the view lists; the window remembers it. */
export interface Scope {
  /** Those of all workspaces, too. */
  readonly isEverywhere: boolean;
  readonly showsArchived: boolean;
}

export interface ThreadsTree extends vscode.TreeDataProvider<Node> {
  /** Reads again what is shown, and shows it anew where it is otherwise. */
  refresh(): Promise<void>;
  more(group: GroupNode): void;
}

export interface TreeParts {
  readonly docent: Docent;
  scope(): Scope;
  /** Ids of threads that are about to be deleted. */
  leaving(): readonly string[];
}

/** The threads by groups, each read when it is unfolded, in pages. */
export function createThreadsTree({ docent, scope, leaving }: TreeParts): ThreadsTree {
  const { threads } = docent;
  const changed = new vscode.EventEmitter<void>();
  /** How many threads the groups show that were unfolded. */
  const shown = new Map<string, number>();
  let place: Place = { workspace: '', nameOf: () => '' };
  let known = '';

  async function groups(): Promise<readonly GroupNode[]> {
    if (docent.data.state.kind !== 'open') return [];
    const { isEverywhere, showsArchived } = scope();
    const workspace = await docent.workspace.id();
    place = { workspace, nameOf: await docent.workspace.names() };
    const filter: ListFilter = { workspace: isEverywhere ? null : workspace, origins: OWN_ORIGINS, shelf: null, without: leaving() };
    const all: ListFilter = { ...filter, origins: [...OWN_ORIGINS, 'api'] };
    const group = async (label: string, of: ListFilter, isOpen: boolean): Promise<readonly GroupNode[]> => {
      const { length: count } = await threads.times(of);
      return count > 0 ? [{ kind: 'group', label, filter: of, time: { from: 0, to: Infinity }, count, isOpen }] : [];
    };
    const byTime = timeGroups(await threads.times(filter), new Date()).map(({ label, from, to, count }, index): GroupNode => ({
      kind: 'group',
      label,
      filter,
      time: { from, to },
      count,
      // Those that one looks for most often, and never nothing.
      isOpen: index < 2,
    }));
    return [
      ...(await group(t('Pinned'), { ...all, shelf: 'pinned' }, true)),
      ...byTime,
      ...(await group(t('Made by Scripts'), { ...filter, origins: ['api'] }, false)),
      ...(showsArchived ? await group(t('Archived'), { ...all, shelf: 'archived' }, true) : []),
    ];
  }

  async function page(group: GroupNode): Promise<readonly Node[]> {
    const limit = shown.get(group.label) ?? PAGE;
    shown.set(group.label, limit);
    const listed = await threads.within(group.filter, group.time, limit);
    const nodes = listed.map((thread): Node => ({ kind: 'thread', thread }));
    return group.count > limit ? [...nodes, { kind: 'more', group, hidden: group.count - limit }] : nodes;
  }

  async function whatIsShown(): Promise<string> {
    const all = await groups();
    const unfolded = all.filter(({ label }) => shown.has(label));
    return JSON.stringify([place.workspace, all, await Promise.all(unfolded.map(page))]);
  }

  return {
    onDidChangeTreeData: changed.event,
    getChildren: async (node) => (node ? (node.kind === 'group' ? page(node) : []) : groups()) as Promise<Node[]>,
    getTreeItem: (node) => itemOf(node, place),
    async refresh() {
      const now = await whatIsShown();
      if (now === known) return;
      known = now;
      changed.fire();
    },
    more(group) {
      shown.set(group.label, (shown.get(group.label) ?? PAGE) + PAGE);
      changed.fire();
    },
  };
}
