import { t } from '@vscode/l10n';
import { parseDocument } from 'htmlparser2';
import { Unfit, type Section } from './kind.ts';
import { joined, required, unique, type Part } from './office.ts';
import { attributesOf, childrenOf, nameOf, textOf, within, type Node } from './xmlTree.ts';
import { MAX_ROWS, sheet } from './sheet.ts';
import type { Zip } from './zip.ts';

/** A cell that is said to be repeated fills the row to its end; real ones are fewer. */
const MAX_REPEATED = 100;
/** What stands apart from the text in which it is written, and what it is called. */
const APART: Readonly<Record<string, string>> = { 'text:note': 'Note', 'office:annotation': 'Comment', 'presentation:notes': 'Notes' };
const SILENT = new Set(['text:tracked-changes', 'text:note-citation', 'text:ruby-text', 'dc:creator', 'dc:date', 'meta:creator-initials', 'meta:date-string']);
/** What is read in place of a picture. */
const SPOKEN = new Set(['svg:title', 'svg:desc']);
/** Where charts and equations lie. */
const OBJECT = /^(?:.*\/)?Object [^/]*\/content\.xml$/;

/** A text of OpenDocument: paragraphs, headings as Markdown has them, tables row by row; behind them notes and comments, headers and footers once. */
export function odt(zip: Zip): readonly Section[] {
  const text = read(within(content(zip), 'office:body'));
  const around = read(within(tree(zip.text('styles.xml') ?? ''), 'office:master-styles'));
  return [{ page: null, headed: true, lines: joined([...text, ['Header or footer', unique(around.flatMap(([, lines]) => lines))], ...objects(zip)]) }];
}

/** A presentation of OpenDocument: a page for each slide, with its notes. */
export function odp(zip: Zip): readonly Section[] {
  return within(content(zip), 'draw:page').map((page, index) => ({ page: index + 1, lines: joined(read([page])) }));
}

/** A workbook of OpenDocument: a row a line, sheet by sheet; behind them what its charts say. */
export function ods(zip: Zip): readonly Section[] {
  const cells = within(content(zip), 'table:table').flatMap((table) => {
    const rows: (readonly string[])[] = [];
    for (const row of within([table], 'table:table-row')) {
      const times = Number(attributesOf(row)['table:number-rows-repeated'] ?? 1) || 1;
      // The last row is repeated to the end of the sheet, which nobody reads.
      for (let time = 0; time < times && rows.length < MAX_ROWS; time++) rows.push(time === 0 ? cellsOf(row) : (rows.at(-1) ?? []));
    }
    return sheet(attributesOf(table)['table:name'] ?? '', rows);
  });
  const said = joined(objects(zip));
  return said.length > 0 ? [...cells, { page: null, lines: said }] : cells;
}

/** Titles of charts, and equations as they were written. */
function objects(zip: Zip): readonly Part[] {
  return zip.names.filter((name) => OBJECT.test(name)).flatMap((name): readonly Part[] => {
    const nodes = tree(zip.text(name) ?? '');
    const texts = (...names: readonly string[]) => unique(read(within(nodes, ...names)).flatMap(([, lines]) => lines));
    return [['Chart', texts('chart:title', 'chart:subtitle')], ['Equation', within(nodes, 'annotation', 'math:annotation').map(allText).filter(Boolean)]];
  });
}

function allText(node: Node): string {
  return textOf(node) + childrenOf(node).map(allText).join('');
}

/** @throws Unfit for what is encrypted */
function content(zip: Zip): readonly Node[] {
  if (zip.text('META-INF/manifest.xml')?.includes('encryption-data')) throw new Unfit(t('is protected with a password: save it without one'));
  return tree(required(zip, 'content.xml'));
}

function tree(xml: string): readonly Node[] {
  return parseDocument(xml, { xmlMode: true }).children;
}

function cellsOf(row: Node): readonly string[] {
  return within([row], 'table:table-cell', 'table:covered-table-cell').flatMap((cell) => repeated(cell, 'table:number-columns-repeated', cellText(cell)));
}

function cellText(cell: Node): string {
  return read([cell]).flatMap(([, lines]) => lines.filter(Boolean)).join(' ');
}

/** What is repeated without end says nothing the second time. */
function repeated<T>(node: Node, attribute: string, value: T): readonly T[] {
  return Array.from({ length: Math.min(Number(attributesOf(node)[attribute] ?? 1) || 1, MAX_REPEATED) }, () => value);
}

/** The paragraphs below some nodes, and apart from them the notes. */
function read(nodes: readonly Node[]): readonly Part[] {
  const apart: Part[] = [];
  const lines: string[] = [];
  /** Of the paragraph at hand, which they follow. */
  const boxes: Node[] = [];

  function paragraph(line: string, isItem: boolean): void {
    if (!line.trim()) return;
    if (lines.length > 0 && !(isItem && lines.at(-1)?.startsWith('- '))) lines.push('');
    lines.push(...`${isItem ? '- ' : ''}${line.trimEnd()}`.split('\n'));
  }

  function inline(node: Node): string {
    const name = nameOf(node);
    if (name === null) return textOf(node);
    if (SILENT.has(name)) return '';
    const what = APART[name];
    if (what) {
      const author = within([node], 'dc:creator').map(allText).join(', ');
      apart.push(...read(childrenOf(node)).map(([, said]) => [author ? `${what} by ${author}` : what, said] as const));
      return '';
    }
    if (name === 'draw:text-box') {
      boxes.push(node);
      return '';
    }
    if (SPOKEN.has(name)) return ` ${allText(node)} `;
    if (name === 'text:tab') return '\t';
    if (name === 'text:line-break') return '\n';
    if (name === 'text:s') return repeated(node, 'text:c', ' ').join('');
    return childrenOf(node).map(inline).join('');
  }

  function visit(node: Node, isItem: boolean): void {
    const name = nameOf(node);
    if (name === null || SILENT.has(name)) return;
    if (APART[name]) inline(node);
    else if (name === 'text:p') paragraph(inline(node), isItem);
    else if (name === 'text:h') paragraph(`${'#'.repeat(Math.min(Number(attributesOf(node)['text:outline-level'] ?? 1) || 1, 6))} ${inline(node)}`, false);
    else if (name === 'table:table-row') paragraph(cellsOf(node).join(' | ').replace(/(?: \| )+$/, ''), false);
    else for (const child of childrenOf(node)) visit(child, isItem || name === 'text:list-item');
    for (const box of boxes.splice(0)) for (const child of childrenOf(box)) visit(child, false);
  }

  for (const node of nodes) visit(node, false);
  return [['', lines], ...apart];
}
