import type * as vscode from 'vscode';
import { tableKind } from '../../core/text/tableName.ts';

/** The selected rows, whole, below the header where one names their columns. */
export function selectedRows(document: vscode.TextDocument, selections: readonly vscode.Selection[]): string {
  const rows = new Set(hasHeader(document) ? [0] : []);
  for (const { start, end } of selections) {
    // A selection that ends before a line's first character has nothing of that line.
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    for (let line = start.line; line <= last; line++) rows.add(line);
  }
  return [...rows].sort((a, b) => a - b).map((line) => document.lineAt(line).text).join('\n');
}

/** Records of JSON name their fields themselves. */
function hasHeader(document: vscode.TextDocument): boolean {
  return !/\.(json|jsonl|ndjson)$/i.test(document.uri.path);
}

/** An untitled table has no extension, by which its kind is known further on. */
export function tableName(document: vscode.TextDocument): string {
  const name = document.uri.path.split('/').at(-1) ?? '';
  return tableKind(name) === 'none' ? `${name}.csv` : name;
}
