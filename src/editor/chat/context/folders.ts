import * as vscode from 'vscode';
import { shownPath } from '../../workspace.ts';

/** More names tell no more of a folder. */
const MAX_FILES = 500;

/** The files in a folder of the workspace, a path each. */
export async function folderText(uri: vscode.Uri): Promise<string> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(uri, '**/*'), '**/{node_modules,.git}/**', MAX_FILES + 1);
  const paths = found.slice(0, MAX_FILES).map(shownPath).sort();
  return [...paths, ...(found.length > MAX_FILES ? ['…'] : [])].join('\n');
}
