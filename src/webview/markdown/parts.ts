import type { Token } from 'markdown-it';
import type { Container, Node } from './node.ts';

/** A block or a part of one, by its tokens and its first line. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

/** The blocks at this level among tokens `[from, to)`. */
export function partsOf(tokens: readonly Token[], level: number, from = 0, to = tokens.length): readonly Part[] {
  const parts: Part[] = [];
  let first = from;
  for (let index = from; index < to; index++) {
    const token = tokens[index];
    if (token?.level !== level) continue;
    if (token.nesting > 0) first = index;
    else parts.push({ from: token.nesting < 0 ? first : index, to: index + 1, line: tokens[token.nesting < 0 ? first : index]?.map?.[0] ?? 0 });
  }
  return parts;
}

/** The parts of which a growing block gets ever more: a list's items, a table's rows, a quote's blocks. */
export function growingParts(tokens: readonly Token[], { from, to }: Part): readonly Part[] {
  const type = tokens[from]?.type;
  if (type === 'bullet_list_open' || type === 'ordered_list_open' || type === 'blockquote_open') return partsOf(tokens, 1, from + 1, to - 1);
  if (type === 'table_open') return partsOf(tokens, 2, from, to).filter((part) => tokens[part.from - 1]?.type !== 'thead_open');
  return [];
}

/**
 * The place among the parts of the last one that no later text can take back: its first line is settled, and with a table the
 * line below it, which makes it one. -1 where there is none.
 */
export function lastBegun(tokens: readonly Token[], parts: readonly Part[], settledLines: number, isBlank: (line: number) => boolean): number {
  return parts.findLastIndex((part, index) => {
    const token = tokens[part.from];
    const before = parts[index - 1];
    if (part.line + (token?.type === 'table_open' ? 1 : 0) >= settledLines) return false;
    if (!before) return true;
    // Whether a list has gaps shows in its paragraphs alone: what is read anew begins with one.
    if (token?.type === 'list_item_open') return tokens[part.from + 1]?.type === 'paragraph_open';
    // Right below a link's definition its first lines may still turn out to be the link's title.
    return isBlank(part.line - 1) || tokens[before.from]?.type !== 'reference_definition';
  });
}

/** Both as one: the second is how the first goes on. */
export function joined(first: Container, second: Container): Container {
  if (first.tag === 'table') {
    const [head, rows] = first.children;
    const more = second.children[1];
    return rows?.type === 'container' && more?.type === 'container' && head ? { ...first, children: [head, joined(rows, more)] } : first;
  }
  return { ...first, children: [...first.children, ...second.children] };
}

/** The block without so many of its last parts. */
export const withoutLast = (block: Container, parts: number): Container => withParts(block, (all) => all.slice(0, all.length - parts));

/** The block with so many of its last parts alone. */
export const onlyLast = (block: Container, parts: number): Container => withParts(block, (all) => all.slice(all.length - parts));

function withParts(block: Container, change: (parts: readonly Node[]) => readonly Node[]): Container {
  if (block.tag !== 'table') return { ...block, children: change(block.children) };
  return { ...block, children: block.children.map((child) => (child.type === 'container' && child.tag === 'tbody' ? withParts(child, change) : child)) };
}

/** Whether it is a list whose items stand apart: one blank line between any two makes all of them paragraphs. */
export const isLoose = (node: Node | undefined): boolean =>
  node?.type === 'container' && (node.tag === 'ul' || node.tag === 'ol') && node.children.some((item) => item.type === 'container' && item.children.some(isParagraph));

const isParagraph = (node: Node) => node.type === 'text' && node.tag === 'p';

export const loosened = (list: Container): Container => ({ ...list, children: list.children.map(looseItem) });

/** Each item once: it stays the same object. */
const loose = new WeakMap<Node, Node>();

function looseItem(item: Node): Node {
  const known = loose.get(item);
  if (known || item.type !== 'container') return known ?? item;
  const children = item.children.map((child) => (child.type === 'text' && child.tag === 'span' ? { ...child, tag: 'p' } : child));
  const made = { ...item, children };
  loose.set(item, made);
  loose.set(made, made);
  return made;
}
