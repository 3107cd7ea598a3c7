import { basename, extname } from 'node:path';
import * as vscode from 'vscode';
import type { Files } from '../../core/data/files.ts';
import { DocentError } from '../../core/types/errors.ts';
import type { Attachment, ContentPart } from '../../core/types/item.ts';
import type { AnalysisEditors } from './editor.ts';
import { attachmentOf, attachmentOfText } from '../chat/attachments.ts';
import { shownPath } from '../workspace.ts';

/** Files that are analysed as data; all else that is text is analysed as code. */
const TABLES = new Set(['.csv', '.tsv', '.tab', '.json', '.jsonl', '.ndjson', '.xlsx', '.xls', '.parquet']);
/** More code than this (in characters) is no selection any more, and no model takes it. */
const MAX_CODE = 200_000;

/** Prose does not have the same number of commas in so many lines. */
const ROWS_TO_TELL = 5;

const ASK_DATA = 'Analyze this data and create charts.';
const ASK_CODE = 'Analyze this code.';

export interface Analyze {
  /** The file of the menu it was called from, else of the active editor. */
  file(uri: vscode.Uri | undefined): Promise<void>;
  selection(): Promise<void>;
}

export function createAnalyze(editors: AnalysisEditors, files: Files): Analyze {
  return {
    async file(uri) {
      requireTrust();
      const target = uri ?? vscode.window.activeTextEditor?.document.uri ?? activeTabUri();
      if (!target) throw new DocentError('no_file', 'Open a file first, or choose Docent: Analyze File in the Explorer’s menu.');
      const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === target.toString());
      if (!isTable(target.path, open)) return analyzeCode(editors, await openText(target));
      const unsaved = open && (open.isDirty || open.isUntitled);
      const file = unsaved ? await attachmentOfText(files, open.getText(), tableName(open)) : await attachmentOf(target.fsPath);
      await analyzeData(editors, target, file);
    },
    async selection() {
      requireTrust();
      const editor = vscode.window.activeTextEditor;
      const selections = editor?.selections.filter((selection) => !selection.isEmpty).toSorted((a, b) => a.start.compareTo(b.start)) ?? [];
      if (!editor || selections.length === 0) {
        throw new DocentError('no_selection', 'Select some code or rows first; Docent: Analyze File takes the whole file.');
      }
      const { document } = editor;
      if (!isTable(document.uri.path, document)) return analyzeCode(editors, document, selections);
      const file = await attachmentOfText(files, selectedRows(document, selections), `selection of ${tableName(document)}`);
      await analyzeData(editors, document.uri, file);
    },
  };
}

function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new DocentError('untrusted', 'Docent runs code only in a workspace you trust.', 'trustWorkspace');
}

async function analyzeData(editors: AnalysisEditors, of: vscode.Uri, file: Attachment): Promise<void> {
  await editors.open(titleOf(of)).ask(ASK_DATA, [{ type: 'file', file }]);
}

async function analyzeCode(
  editors: AnalysisEditors,
  document: vscode.TextDocument,
  selections: readonly vscode.Range[] = [new vscode.Range(0, 0, document.lineCount, 0)],
): Promise<void> {
  const text = selections.map((selection) => document.getText(selection)).join('\n');
  if (text.trim() === '') throw new DocentError('empty_file', `${basename(document.uri.path)} is empty: there is nothing to analyze.`);
  if (text.length > MAX_CODE) {
    throw new DocentError('selection_too_large', `That is more than ${MAX_CODE / 1_000},000 characters; select the part you want analyzed.`);
  }
  const first = selections[0];
  const last = selections.at(-1);
  const part: ContentPart = {
    type: 'selection',
    path: shownPath(document.uri),
    language: document.languageId,
    text,
    lines: { start: (first?.start.line ?? 0) + 1, end: Math.min((last?.end.line ?? 0) + 1, document.lineCount) },
  };
  await editors.open(titleOf(document.uri)).ask(ASK_CODE, [part]);
}

function titleOf(uri: vscode.Uri): string {
  return `Analysis: ${basename(uri.path)}`;
}

/** The selected rows, whole, below the header where one names their columns. */
function selectedRows(document: vscode.TextDocument, selections: readonly vscode.Selection[]): string {
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

function isTable(path: string, document: vscode.TextDocument | undefined): boolean {
  if (TABLES.has(extname(path).toLowerCase()) || /^(csv|tsv)/.test(document?.languageId ?? '')) return true;
  return document?.isUntitled === true && hasColumns(document.getText());
}

/** Whether text that was pasted into a new editor is rows: its first lines have the same number of separators, and some. */
function hasColumns(text: string): boolean {
  const lines = text.split('\n', ROWS_TO_TELL).filter((line) => line.trim());
  return [',', ';', '\t'].some((separator) => {
    const counts = new Set(lines.map((line) => line.split(separator).length));
    return lines.length > 1 && counts.size === 1 && !counts.has(1);
  });
}

/** An untitled table has no extension, by which its kind is known further on. */
function tableName(document: vscode.TextDocument): string {
  const name = basename(document.uri.path);
  return TABLES.has(extname(name).toLowerCase()) ? name : `${name}.csv`;
}

async function openText(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (cause) {
    throw new DocentError('not_text', `${basename(uri.path)} is not a text file that can be analyzed: it is binary, too large or gone.`, null, cause);
  }
}

/** Large or binary files have a tab but no text editor. */
function activeTabUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
