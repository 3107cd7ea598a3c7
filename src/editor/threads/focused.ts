import type * as vscode from 'vscode';
import type { Node } from './nodes.ts';

/** What keys are for in a tree. */
export interface Focused extends vscode.Disposable {
  /** The row with the focus, with all that is selected where it is among that. */
  nodes(): readonly Node[];
}

/**
 * VS Code tells an extension what is selected in its tree, and not which row has the focus. So the keys first toggle the selection of
 * that row, see package.json: it is the one by which the selection differs from what it was before.
 */
export function followFocus(view: vscode.TreeView<Node>): Focused {
  let before: readonly Node[] = [];
  let now: readonly Node[] = view.selection;
  const subscription = view.onDidChangeSelection(({ selection }) => {
    before = now;
    now = selection;
  });
  return {
    nodes() {
      const [added] = now.filter((node) => !has(before, node));
      const wasSelected = before.some((node) => !has(now, node));
      return added ? [added] : wasSelected ? before : [];
    },
    dispose: () => subscription.dispose(),
  };
}

const has = (nodes: readonly Node[], node: Node) => nodes.some((other) => keyOf(other) === keyOf(node));
const keyOf = (node: Node) => (node.kind === 'thread' ? node.thread.id : `${node.kind} ${node.kind === 'group' ? node.label : node.group.label}`);
