import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Docent } from '../core/docent.ts';

/** Shows where Docent keeps its data and how much it is, and deletes all of it on request. */
export async function manageData(docent: Docent, dir: string): Promise<void> {
  const show = { label: '$(folder-opened) Show the folder', detail: dir };
  const remove = {
    label: '$(trash) Delete all data',
    detail: 'Threads, charts and indexes of all workspaces. Your own files and the settings stay.',
  };
  const title = `Docent’s data: ${((await sizeOf(dir)) / 1e6).toFixed(1)} MB`;
  const picked = await vscode.window.showQuickPick([show, remove], { title });
  if (picked === show) await showFolder(dir);
  if (picked === remove) await deleteAll(docent, dir);
}

/** In a browser there is no file manager to show it in. */
export async function showFolder(dir: string): Promise<void> {
  if (vscode.env.uiKind === vscode.UIKind.Desktop) return void (await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(dir)));
  await vscode.env.clipboard.writeText(dir);
  vscode.window.setStatusBarMessage('Docent: the folder’s path is in the clipboard', 5_000);
}

async function deleteAll(docent: Docent, dir: string): Promise<void> {
  const yes = 'Delete All Data';
  const detail = 'Close other windows that use Docent first. This window is reloaded afterwards.';
  if ((await vscode.window.showWarningMessage('Delete all of Docent’s data for good?', { modal: true, detail }, yes)) !== yes) return;
  await docent.close();
  try {
    await rm(dir, { recursive: true, force: true });
  } finally {
    // Nothing works here any more, whatever could be deleted.
    await vscode.commands.executeCommand('workbench.action.reloadWindow');
  }
}

/** In bytes. A file that goes away meanwhile counts nothing. */
async function sizeOf(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(({ parentPath, name }) => stat(join(parentPath, name)).then(({ size }) => size, () => 0));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
