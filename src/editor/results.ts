import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { csvLine, isFormula, withoutFormulas } from '../core/text/csv.ts';
import { fileStem } from '../core/text/fileStem.ts';
import type { Cell, Table } from '../core/types/output.ts';
import type { HostContract } from '../protocol/view.ts';

/** What the user takes out of an answer: charts, tables, files and code. */

export async function openImage(path: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path), vscode.ViewColumn.Beside);
}

export async function openCode(code: string, language: string): Promise<void> {
  const known = (await vscode.languages.getLanguages()).includes(language);
  const document = await vscode.workspace.openTextDocument({ content: code, ...(known && { language }) });
  await vscode.window.showTextDocument(document, { preview: false });
}

export async function saveFile(path: string, name: string): Promise<void> {
  const target = await askWhere(name);
  if (target) await vscode.workspace.fs.copy(vscode.Uri.file(path), target, { overwrite: true });
}

export async function saveChart({ name, content, encoding }: HostContract['requests']['saveChart']['params']): Promise<void> {
  const target = await askWhere(name);
  if (target) await writeFile(target.fsPath, Buffer.from(content, encoding));
}

/** Formulas are saved as text: they would be computed by whatever opens the file, and came with the data. The user is told so, and may have them. */
export async function saveTable(table: Table): Promise<void> {
  const target = await askWhere(`${fileStem(table.title) || 'table'}.csv`);
  if (!target) return;
  const lines = [table.columns, ...table.rows];
  const formulas = lines.flat().filter(isFormula).length;
  await writeLines(target, lines.map(withoutFormulas));
  if (formulas > 0) void offerFormulas(target, lines, formulas);
}

async function offerFormulas(target: vscode.Uri, lines: readonly (readonly Cell[])[], formulas: number): Promise<void> {
  const told =
    formulas === 1
      ? t('One cell that begins like a formula was saved as text, with an apostrophe before it.')
      : t('{0} cells that begin like formulas were saved as text, with an apostrophe before it.', formulas);
  const asTheyAre = t('Save as They Are');
  const chosen = await vscode.window.showInformationMessage(told, asTheyAre);
  if (chosen === asTheyAre) await writeLines(target, lines);
}

async function writeLines(target: vscode.Uri, lines: readonly (readonly Cell[])[]): Promise<void> {
  await writeFile(target.fsPath, lines.map((line) => `${csvLine(line)}\r\n`).join(''));
}

/** Asks where something is to be saved, in the workspace at first; undefined where the user gave up. */
export function askWhere(name: string): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(folder, name) });
}
