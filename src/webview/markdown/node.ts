import type { Token } from 'markdown-it';
import { alertIn, alertTitle, type Alert } from './alerts.ts';
import { withoutPlaceholders } from './placeholders.ts';

/** The elements that hold others. No attribute of theirs is written by a model. */
export interface Container {
  readonly type: 'container';
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly Node[];
}

export interface Note {
  readonly type: 'note';
  readonly label: string;
  readonly children: readonly Node[];
}

/** A piece of Markdown as a tree: what is read anew with each delta ends at its leaves, whose text is read only where it changed. */
export type Node =
  | Container
  /** Inline Markdown in an element of its own; `span` is a paragraph in a list without gaps. */
  | { readonly type: 'text'; readonly tag: string; readonly attributes: Attributes; readonly source: string }
  | { readonly type: 'code'; readonly code: string; readonly language: string; readonly isClosed: boolean }
  /** At the beginning of a task, by whose text it is named. */
  | { readonly type: 'checkbox'; readonly done: boolean; readonly source: string }
  /** A footnote: it is shown below all else. */
  | Note
  /** Where a link goes that is named elsewhere: nothing is seen of it. */
  | { readonly type: 'definition' };

interface Attributes {
  readonly dir?: 'auto' | undefined;
  readonly class?: 'number' | 'centered' | `alert alert-${Alert}` | 'alert-title' | undefined;
  /** The first number of a list. */
  readonly start?: number | undefined;
}

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

function code({ content, map }: Token, language: string): Node {
  const lines = map ? map[1] - map[0] : 0;
  // A fence has its first line, its content, and its last line if there is one.
  const isClosed = /(^|\n)$/.test(content) && lines === content.split('\n').length + 1;
  return { type: 'code', code: withoutPlaceholders(content).trimEnd(), language, isClosed };
}

function closedNode(token: Token, parts: readonly Node[]): Node {
  if (token.type === 'note_open') return { type: 'note', label: String(token.meta?.['label']), children: parts };
  const tag = token.hidden ? 'span' : token.tag;
  const children = tag === 'li' ? withTask(withoutDirection(parts)) : tag === 'blockquote' ? withoutDirection(parts) : parts;
  const attributes = attributesOf(token);
  const [only] = children;
  const alert = tag === 'blockquote' && only?.type === 'text' ? alertIn(only.source) : null;
  if (alert && only?.type === 'text') {
    const title: Node = { type: 'text', tag: 'p', attributes: { class: 'alert-title' }, source: alertTitle(alert.alert) };
    const rest = alert.rest === '' ? [] : [{ ...only, source: alert.rest }];
    return { type: 'container', tag, attributes: { ...attributes, class: `alert alert-${alert.alert}` }, children: [title, ...rest, ...children.slice(1)] };
  }
  if (only?.type === 'text' && only.tag === '' && /^t[dh]$/.test(tag)) return { type: 'text', tag, attributes, source: withBreaks(only.source) };
  return only?.type === 'text' && only.tag === '' ? { type: 'text', tag, attributes, source: only.source } : { type: 'container', tag, attributes, children };
}

/** A cell is one line of Markdown: what breaks it there is HTML, in all programs that draw tables. */
function withBreaks(source: string): string {
  return source.replace(/(`+)[^`]*\1|<br\s*\/?>/gi, (written) => (written.startsWith('`') ? written : '  \n'));
}

/** What finds its own direction, from left to right or from right to left. */
const DIRECTED = /^(p|h[1-6]|li|blockquote|td|th)$/;

/** Styles of an element's own are forbidden here: the alignment of a column becomes a class. */
function attributesOf(token: Token): Attributes {
  const style = token.attrGet('style');
  const start = token.attrGet('start');
  return {
    dir: DIRECTED.test(token.tag) ? 'auto' : undefined,
    class: style === 'text-align:right' ? 'number' : style === 'text-align:center' ? 'centered' : undefined,
    start: start === null ? undefined : Number(start),
  };
}

/** The first text of an item or a quote decides about its direction; a browser takes no text for that which has one of its own. */
function withoutDirection(children: readonly Node[]): readonly Node[] {
  const [first, ...rest] = children;
  return first?.type === 'text' ? [{ ...first, attributes: {} }, ...rest] : children;
}

const TASK = /^\[([ xX])\][ \t]+(?=\S)/;

function withTask(children: readonly Node[]): readonly Node[] {
  const [first, ...rest] = children;
  const [marker = '', mark] = (first?.type === 'text' && TASK.exec(first.source)) || [];
  if (!marker || first?.type !== 'text') return children;
  const source = first.source.slice(marker.length);
  return [{ type: 'checkbox', done: mark !== ' ', source }, { ...first, source }, ...rest];
}

/** The new node, with what is the same as before being the same object: what is not drawn again is known by that. */
export function shared(before: Node | undefined, now: Node): Node {
  if (before?.type !== now.type) return now;
  if (before.type === 'code' && now.type === 'code') {
    return before.code === now.code && before.language === now.language && before.isClosed === now.isClosed ? before : now;
  }
  if (before.type === 'definition' || now.type === 'definition') return before;
  if (before.type === 'checkbox' && now.type === 'checkbox') return before.done === now.done && before.source === now.source ? before : now;
  if (before.type === 'note' && now.type === 'note') {
    const children = sharedAll(before.children, now.children);
    return children === before.children && before.label === now.label ? before : { ...now, children };
  }
  if (before.type === 'code' || now.type === 'code' || before.type === 'checkbox' || now.type === 'checkbox') return now;
  if (before.type === 'note' || now.type === 'note' || before.tag !== now.tag || !sameAttributes(before.attributes, now.attributes)) return now;
  if (before.type === 'text' && now.type === 'text') return before.source === now.source ? before : now;
  if (before.type === 'text' || now.type === 'text') return now;
  const children = sharedAll(before.children, now.children);
  return children === before.children ? before : { ...now, children };
}

function sharedAll(before: readonly Node[], now: readonly Node[]): readonly Node[] {
  const children = now.map((child, index) => shared(before[index], child));
  return children.length === before.length && children.every((child, index) => child === before[index]) ? before : children;
}

const sameAttributes = (a: Attributes, b: Attributes) => a.class === b.class && a.start === b.start && a.dir === b.dir;
