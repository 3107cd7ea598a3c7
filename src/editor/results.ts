import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { csvLine } from '../core/text/csv.ts';
import type { Table } from '../core/types/output.ts';

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

export async function saveTable(table: Table): Promise<void> {
  const target = await askWhere(`${table.title.replace(/[^\p{L}\p{N}._ -]+/gu, '').trim() || 'table'}.csv`);
  if (target) await writeFile(target.fsPath, [table.columns, ...table.rows].map((row) => `${csvLine(row)}\r\n`).join(''));
}

function askWhere(name: string): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(folder, name) });
}
