import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DocentError } from '../../core/types/errors.ts';
import { cellsOf } from './cells.ts';

/** The editor in which the user was last; that of a view counts for none. @throws DocentError `no_editor` */
export function textEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) throw new DocentError('no_editor', t('Open a file first: this is for the text in an editor.'));
  return editor;
}

/** The notebook in which the user is, where that is none of the text editors. */
function notebookInFront(): vscode.NotebookEditor | null {
  const { activeNotebookEditor, activeTextEditor, visibleNotebookEditors, visibleTextEditors } = vscode.window;
  if (activeNotebookEditor) return activeNotebookEditor;
  return activeTextEditor || visibleTextEditors.length > 0 ? null : (visibleNotebookEditors[0] ?? null);
}

/** Text becomes cells below the one that is selected: code blocks become code, all else becomes Markdown. */
async function insertCells({ notebook, selection }: vscode.NotebookEditor, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const cells = cellsOf(text).map(({ code, language }) => {
    const kind = language === null ? vscode.NotebookCellKind.Markup : vscode.NotebookCellKind.Code;
    return new vscode.NotebookCellData(kind, code, language ?? 'markdown');
  });
  edit.set(notebook.uri, [vscode.NotebookEdit.insertCells(selection.end, cells)]);
  if (!(await vscode.workspace.applyEdit(edit))) throw new DocentError('not_editable', t('This notebook can’t be changed; open another one.'));
}

/** Puts text at the cursor, or in place of what is selected; into cells of their own in a notebook. @throws DocentError `no_editor`, `not_editable` */
export async function insertText(text: string): Promise<void> {
  const notebook = notebookInFront();
  if (notebook) return insertCells(notebook, text);
  const editor = textEditor();
  const done = await editor.edit((builder) => {
    for (const selection of editor.selections) builder.replace(selection, text);
  });
  if (!done) throw new DocentError('not_editable', t('This file can’t be changed; open another one.'));
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
}
