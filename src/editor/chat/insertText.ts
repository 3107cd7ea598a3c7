import * as vscode from 'vscode';
import { DocentError } from '../../core/types/errors.ts';

/** The editor in which the user was last; that of a view counts for none. @throws DocentError `no_editor` */
export function textEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) throw new DocentError('no_editor', 'Open a file first: this is for the text in an editor.');
  return editor;
}

/** Puts text at the cursor, or in place of what is selected. @throws DocentError `no_editor`, `not_editable` */
export async function insertText(text: string): Promise<void> {
  const editor = textEditor();
  const done = await editor.edit((builder) => {
    for (const selection of editor.selections) builder.replace(selection, text);
  });
  if (!done) throw new DocentError('not_editable', 'This file can’t be changed; open another one.');
  await vscode.window.showTextDocument(editor.document, { viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active });
}
