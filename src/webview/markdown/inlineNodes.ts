import { safeNodes } from './sanitise.ts';
import { typesetFormulas } from './typeset.ts';

/** The safe nodes of pieces of inline Markdown, for each piece. */
export function inlineNodes(pieces: readonly string[]): readonly (readonly ChildNode[])[] {
  const nodes = safeNodes(pieces);
  nodes.forEach(typesetFormulas);
  return nodes;
}
