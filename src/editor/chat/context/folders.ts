import * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import { pathOf } from '../../fileUri.ts';
import { findFiles } from '../../findFiles.ts';
import { shownPath } from '../../workspace.ts';
import { indexedFiles } from './indexedFiles.ts';

/** More names tell no more of a folder. */
const MAX_FILES = 500;

/** The files in a folder of the workspace, a path each. */
export async function folderText(docent: Docent, uri: vscode.Uri): Promise<string> {
  const found = uri.scheme !== 'file' ? await indexedFiles(docent, pathOf(uri), MAX_FILES + 1) : await findFiles(new vscode.RelativePattern(uri, '**/*'), '**/{node_modules,.git}/**', MAX_FILES + 1);
  const paths = found.slice(0, MAX_FILES).map(shownPath).sort();
  return [...paths, ...(found.length > MAX_FILES ? ['…'] : [])].join('\n');
}
