import * as vscode from 'vscode';
import type { Located } from '../../core/knowledge/vectorStore.ts';
import { uriOf } from '../fileUri.ts';
import type { Citation } from '../../core/types/citation.ts';

/** Opens a notebook at the cell that is cited: where that was moved in the editor and not saved yet, at the cell that says it now. */
export async function openCell({ file, quote }: Citation, { page }: Located, show: Omit<vscode.NotebookDocumentShowOptions, 'selections'>): Promise<void> {
  const notebook = await vscode.workspace.openNotebookDocument(uriOf(file.id));
  const telling = quote.split('\n').map((line) => line.trim()).filter((line) => line.length > 1);
  const says = (cell: vscode.NotebookCell | undefined) => cell !== undefined && telling.some((line) => cell.document.getText().includes(line));
  const cells = notebook.getCells();
  const saved = (page ?? 1) - 1;
  const elsewhere = says(cells[saved]) ? -1 : cells.findIndex(says);
  const index = Math.max(Math.min(elsewhere >= 0 ? elsewhere : saved, cells.length - 1), 0);
  const cell = new vscode.NotebookRange(index, index + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, { ...show, selections: [cell] });
  editor.revealRange(cell, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
}
