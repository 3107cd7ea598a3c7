import type { parseDocument } from 'htmlparser2';

export type Node = ReturnType<typeof parseDocument>['children'][number];

/** Null for what is no element. */
export function nameOf(node: Node): string | null {
  return 'attribs' in node ? node.name : null;
}

/** A node's attributes by their names; none where it is no element. */
export function attributesOf(node: Node): Readonly<Record<string, string>> {
  return 'attribs' in node ? node.attribs : {};
}

/** What stands in a node, in its order; nothing where it is no element. */
export function childrenOf(node: Node): readonly Node[] {
  return 'children' in node ? node.children : [];
}

/** What stands in a node itself; '' for an element. */
export function textOf(node: Node): string {
  return node.type === 'text' && 'data' in node ? node.data : '';
}

/** The elements of these names below some nodes, none of them within another. */
export function within(nodes: readonly Node[], ...names: readonly string[]): readonly Node[] {
  return nodes.flatMap((node): readonly Node[] => {
    const name = nameOf(node);
    return name !== null && names.includes(name) ? [node] : within(childrenOf(node), ...names);
  });
}
