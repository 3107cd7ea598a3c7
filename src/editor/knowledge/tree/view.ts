import * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import { errorInfo } from '../../../core/types/errors.ts';
import { idOf, pathOf, storeOf, type FolderNode, type KnowledgeNode, type MoreNode, type StoreNode } from './node.ts';
import { fileTooltip, PAGE, rowOf, storeTooltip } from './row.ts';
import type { ShownStore, StoreSource } from './source.ts';

const VIEW = 'docent.knowledge';
/** What changes several times a second is read as often as one can follow. In milliseconds. */
const SETTLE_MS = 200;
/** Milliseconds between two looks for what other processes have changed. */
const LOOK_MS = 1_000;

/** The stores with their folders and files, in Docent's side bar. */
export interface KnowledgeView extends vscode.Disposable {
  /** What is selected, for keys; several rows perhaps. */
  readonly selection: readonly KnowledgeNode[];
  /** Shows a store, selected, once it is there. */
  reveal(storeId: string): Promise<void>;
  /** Shows more files of a folder. */
  showMore(node: MoreNode): void;
}

export function registerKnowledgeView(docent: Docent, sources: readonly StoreSource[], log: vscode.LogOutputChannel): KnowledgeView {
  const changed = new vscode.EventEmitter<KnowledgeNode | undefined>();
  /** The rows of the stores that are shown, in their order: VS Code knows a row by the object it was given. */
  let nodes: readonly StoreNode[] = [];
  let shown: ReadonlyMap<StoreNode, ShownStore> = new Map();
  /** How many files of a folder are shown, where it is more than a page. */
  const limits = new Map<string, number>();
  let working: (() => void) | null = null;

  async function read(): Promise<void> {
    const before = new Map(nodes.map((node) => [idOf(node), node]));
    const next = new Map<StoreNode, ShownStore>();
    let problem: string | undefined;
    for (const source of sources) {
      try {
        for (const store of await source.stores()) {
          const node: StoreNode = { kind: 'store', source, id: store.id };
          next.set(before.get(idOf(node)) ?? node, store);
        }
      } catch (error) {
        problem = errorInfo(error).message;
      }
    }
    // Where nothing was ever made, the view says what can be.
    const isEmpty = [...next.values()].every(({ state }) => state === 'none');
    shown = isEmpty ? new Map() : next;
    nodes = [...shown.keys()];
    view.message = problem;
    showProgress([...shown.values()].some(({ state }) => state === 'working'));
  }

  /** A bar at the top of the view, as long as something is at work. */
  function showProgress(isWorking: boolean): void {
    if (isWorking && !working) {
      const location = { viewId: VIEW };
      void vscode.window.withProgress({ location }, () => new Promise<void>((resolve) => (working = resolve)));
    } else if (!isWorking) {
      working?.();
      working = null;
    }
  }

  /** Tells VS Code of the rows that are otherwise now. */
  async function refresh(): Promise<void> {
    const [nodesBefore, before] = [nodes, shown];
    await read();
    if (nodes.length !== nodesBefore.length || nodes.some((node, index) => node !== nodesBefore[index])) return changed.fire(undefined);
    for (const node of nodes) if (JSON.stringify(shown.get(node)) !== JSON.stringify(before.get(node))) changed.fire(node);
  }

  let timer: NodeJS.Timeout | null = null;
  let refreshing: Promise<void> = Promise.resolve();
  function refreshSoon(): void {
    timer ??= setTimeout(() => {
      timer = null;
      refreshing = refreshing.then(() => (view.visible ? refresh() : undefined)).catch((error: unknown) => log.error(`The view of the stores could not be filled: ${String(error)}`));
    }, SETTLE_MS);
  }

  async function below(node: StoreNode | FolderNode): Promise<readonly KnowledgeNode[]> {
    const store = storeOf(node);
    const { folders, files, more } = await store.source.list(store.id, pathOf(node), limits.get(idOf(node)) ?? PAGE);
    return [
      ...folders.map((folder): KnowledgeNode => ({ kind: 'folder', store, parent: node, folder })),
      ...files.map((file): KnowledgeNode => ({ kind: 'file', store, parent: node, file })),
      ...(more > 0 ? [{ kind: 'more' as const, parent: node, more }] : []),
    ];
  }

  const view = vscode.window.createTreeView<KnowledgeNode>(VIEW, {
    canSelectMany: true,
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      async getChildren(node) {
        if (node) return 'parent' in node && node.kind !== 'folder' ? [] : [...(await below(node))];
        await read();
        return [...nodes];
      },
      getParent: (node) => (node.kind === 'store' ? undefined : node.parent),
      getTreeItem: (node) => rowOf(node, node.kind === 'store' ? shown.get(node) : undefined),
      async resolveTreeItem(item, node) {
        if (node.kind === 'file') item.tooltip = fileTooltip(node.file, await node.store.source.details(node.store.id, node.file));
        const store = node.kind === 'store' ? shown.get(node) : undefined;
        if (store) item.tooltip = storeTooltip(store);
        return item;
      },
    },
  });

  let version = docent.dataVersion();
  const looking = setInterval(() => {
    const now = docent.dataVersion();
    if (now !== version && view.visible) refreshSoon();
    version = now;
  }, LOOK_MS);
  const end = docent.data.subscribe(refreshSoon);
  const subscriptions = vscode.Disposable.from(
    changed, view,
    view.onDidChangeVisibility(({ visible }) => {
      if (visible) refreshSoon();
    }),
    ...sources.map((source) => source.onDidChange(refreshSoon)),
  );
  return {
    get selection() {
      return view.selection;
    },
    async reveal(storeId) {
      await vscode.commands.executeCommand(`${VIEW}.focus`);
      await refreshing;
      await refresh();
      const node = nodes.find(({ id }) => id === storeId);
      if (node) await view.reveal(node, { select: true, focus: true });
    },
    showMore({ parent, more }) {
      limits.set(idOf(parent), (limits.get(idOf(parent)) ?? PAGE) + Math.min(more, PAGE));
      changed.fire(parent);
    },
    dispose() {
      clearInterval(looking);
      if (timer) clearTimeout(timer);
      end();
      showProgress(false);
      subscriptions.dispose();
    },
  };
}
