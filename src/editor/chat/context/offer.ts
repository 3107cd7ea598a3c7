import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { shownPath } from '../../workspace.ts';
import type { Reference } from './reference.ts';

/** A selection changes with each key; nobody reads faster. In milliseconds. */
const SETTLE_MS = 100;
/** What editors show of files on disk, and of those that are not saved yet; a workspace's folder may have any other. */
const SCHEMES = new Set(['file', 'untitled', 'vscode-notebook-cell', 'vscode-remote', 'vscode-vfs']);

/** What is in front in the editor: its selection, or the whole of it. */
export interface Offer extends vscode.Disposable {
  readonly reference: Reference | null;
}

export function createOffer(changed: () => void): Offer {
  let reference = inFront();
  let timer: NodeJS.Timeout | null = null;
  function look(): void {
    timer ??= setTimeout(() => {
      timer = null;
      const now = inFront();
      if (JSON.stringify(now) === JSON.stringify(reference)) return;
      reference = now;
      changed();
    }, SETTLE_MS);
  }
  const subscriptions = vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.window.onDidChangeTextEditorSelection(look),
    vscode.window.onDidChangeActiveNotebookEditor(look),
    vscode.window.tabGroups.onDidChangeTabs(look),
    vscode.window.tabGroups.onDidChangeTabGroups(look),
  );
  return {
    get reference() {
      return reference;
    },
    dispose() {
      if (timer) clearTimeout(timer);
      subscriptions.dispose();
    },
  };
}

function inFront(): Reference | null {
  const editor = vscode.window.activeTextEditor;
  if (editor && isOffered(editor.document.uri) && !editor.selection.isEmpty) return selectionOf(editor);
  const uri = tabUri() ?? editor?.document.uri;
  return uri && isOffered(uri) ? { kind: 'file', uri: uri.toString() } : null;
}

function isOffered(uri: vscode.Uri): boolean {
  return SCHEMES.has(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** The selected lines, as they are. */
export function selectionOf({ document, selection }: vscode.TextEditor): Reference {
  const { start, end } = selection;
  // A selection that ends before a line's first character has nothing of that line.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  const lines = { start: start.line + 1, end: last + 1 };
  const path = pathOf(document);
  const name = `${basename(path)}:${lines.start === lines.end ? lines.start : `${lines.start}-${lines.end}`}`;
  return { kind: 'selection', name, path, lines, language: document.languageId, text: document.getText(selection) };
}

/** A whole cell. */
export function referenceToCell(cell: vscode.NotebookCell | undefined): Reference | null {
  if (!cell) return null;
  const { document, notebook, index } = cell;
  const lines = { start: 1, end: document.lineCount };
  const name = t('{0}, cell {1}', basename(notebook.uri.path), index + 1);
  return { kind: 'selection', name, path: pathOf(document), lines, language: document.languageId, text: document.getText() };
}

/** A cell is known by its notebook and its number. */
function pathOf(document: vscode.TextDocument): string {
  const notebook = vscode.workspace.notebookDocuments.find((each) => each.getCells().some((cell) => cell.document === document));
  const cell = notebook?.getCells().findIndex((each) => each.document === document) ?? -1;
  return notebook ? t('{0}, cell {1}', shownPath(notebook.uri), cell + 1) : shownPath(document.uri);
}

/** Images, PDFs and notebooks have a tab and no text editor. */
function tabUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputNotebook) return input.uri;
  return undefined;
}
