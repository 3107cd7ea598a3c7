import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DocentError } from '../../core/types/errors.ts';
import type { ContentPart } from '../../core/types/item.ts';
import { shownPath } from '../workspace.ts';
import { figure } from '../../core/text/figure.ts';

/** More code than this (in characters) is no selection any more, and no model takes it. */
export const MAX_CODE = 200_000;

type Selection = Extract<ContentPart, { type: 'selection' }>;

/** Code of an editor, whole or what is selected. @throws DocentError `empty_file`, `selection_too_large` */
export function codeOf(
  document: vscode.TextDocument,
  selections: readonly vscode.Range[] = [new vscode.Range(0, 0, document.lineCount, 0)],
): Selection {
  const first = selections[0];
  const last = selections.at(-1);
  return checked({
    type: 'selection',
    path: shownPath(fileOf(document.uri)),
    language: document.languageId,
    text: selections.map((selection) => document.getText(selection)).join('\n'),
    lines: { start: (first?.start.line ?? 0) + 1, end: Math.min((last?.end.line ?? 0) + 1, document.lineCount) },
  });
}

/** The code cells of a notebook, or those of `range`, in their order; lines are counted over all of them. @throws as `codeOf` */
export function codeOfNotebook(notebook: vscode.NotebookDocument, range: readonly vscode.NotebookCell[] = notebook.getCells()): readonly Selection[] {
  const cells = range.filter(({ kind, document }) => kind === vscode.NotebookCellKind.Code && document.getText().trim() !== '');
  const path = shownPath(notebook.uri);
  let end = 0;
  const parts = cells.map(({ document }): Selection => {
    const text = document.getText().replaceAll('\r\n', '\n');
    const start = end + 1;
    end += text.split('\n').length;
    return { type: 'selection', path, language: document.languageId, text, lines: { start, end } };
  });
  checked({ type: 'selection', path, language: 'python', text: parts.map(({ text }) => text).join('\n'), lines: { start: 1, end } });
  return parts;
}

/** The file that a document is of; of a cell it is the notebook's. */
function fileOf(uri: vscode.Uri): vscode.Uri {
  if (uri.scheme !== 'vscode-notebook-cell') return uri;
  return vscode.workspace.notebookDocuments.find(({ uri: { path } }) => path === uri.path)?.uri ?? uri.with({ scheme: 'file', fragment: '' });
}

/** The cells that are selected in the notebook in front; without a notebook there, none. */
export function selectedCells(): readonly vscode.NotebookCell[] {
  const editor = vscode.window.activeNotebookEditor;
  return editor ? editor.selections.flatMap((range) => editor.notebook.getCells(range)) : [];
}

function checked(part: Selection): Selection {
  if (part.text.trim() === '') throw new DocentError('empty_file', t('{0} is empty: there is nothing to analyze.', basename(part.path)));
  if (part.text.length > MAX_CODE) {
    throw new DocentError('selection_too_large', t('That is more than {0} characters; select the part you want analyzed.', figure(MAX_CODE)));
  }
  return part;
}
