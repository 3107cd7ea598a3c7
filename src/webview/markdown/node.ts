import type { Token } from 'markdown-it';
import { withoutPlaceholders } from './placeholders.ts';

/** The elements that hold others. No attribute of theirs is written by a model. */
export interface Container {
  readonly type: 'container';
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Node[];
}

/** A piece of Markdown as a tree: what is read anew with each delta ends at its leaves, whose text is read only where it changed. */
export type Node =
  | Container
  /** Inline Markdown in an element of its own; `span` is a paragraph in a list without gaps. */
  | { readonly type: 'text'; readonly tag: string; readonly attributes: Attributes; readonly source: string }
  | { readonly type: 'code'; readonly code: string; readonly language: string }
  /** Where a link goes that is named elsewhere: nothing is seen of it. */
  | { readonly type: 'definition' };

type Attributes = Readonly<Record<string, string | number>>;

/** Tokens of whole blocks as nodes. */
export function nodesOf(tokens: readonly Token[]): readonly Node[] {
  const roots: Node[] = [];
  const open: { readonly token: Token; readonly children: Node[] }[] = [];
  const add = (node: Node) => (open.at(-1)?.children ?? roots).push(node);
  for (const token of tokens) {
    if (token.nesting > 0) open.push({ token, children: [] });
    else if (token.nesting < 0) {
      const closed = open.pop();
      if (closed) add(closedNode(closed.token, closed.children));
    } else if (token.type === 'inline') add({ type: 'text', tag: '', attributes: {}, source: token.content });
    else if (token.type === 'fence') add(code(token, token.info.trim().split(/\s/)[0] ?? ''));
    else if (token.type === 'code_block') add(code(token, ''));
    else if (token.type === 'reference_definition') add({ type: 'definition' });
    else add({ type: 'container', tag: token.tag, attributes: {}, children: [] });
  }
  return roots;
}

const code = ({ content }: Token, language: string): Node => ({ type: 'code', code: withoutPlaceholders(content).trimEnd(), language });

function closedNode(token: Token, children: readonly Node[]): Node {
  const tag = token.hidden ? 'span' : token.tag;
  const attributes = attributesOf(token);
  const [only] = children;
  return only?.type === 'text' && only.tag === '' ? { type: 'text', tag, attributes, source: only.source } : { type: 'container', tag, attributes, children };
}

/** Styles of an element's own are forbidden here: the alignment of a column becomes a class. */
function attributesOf(token: Token): Attributes {
  const style = token.attrGet('style');
  const start = token.attrGet('start');
  if (style === 'text-align:right') return { class: 'number' };
  if (style === 'text-align:center') return { class: 'centered' };
  return start === null ? {} : { start: Number(start) };
}

/** The new node, with what is the same as before being the same object: what is not drawn again is known by that. */
export function shared(before: Node | undefined, now: Node): Node {
  if (before?.type !== now.type) return now;
  if (before.type === 'code' && now.type === 'code') return before.code === now.code && before.language === now.language ? before : now;
  if (before.type === 'definition' || now.type === 'definition') return before;
  if (before.type === 'code' || now.type === 'code' || before.tag !== now.tag || !sameAttributes(before.attributes, now.attributes)) return now;
  if (before.type === 'text' && now.type === 'text') return before.source === now.source ? before : now;
  if (before.type === 'text' || now.type === 'text') return now;
  const children = now.children.map((child, index) => shared(before.children[index], child));
  const same = children.length === before.children.length && children.every((child, index) => child === before.children[index]);
  return same ? before : { ...now, children };
}

const sameAttributes = (a: Attributes, b: Attributes) => a['class'] === b['class'] && a['start'] === b['start'];
