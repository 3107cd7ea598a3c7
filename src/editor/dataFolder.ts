import { join } from 'node:path';
import * as vscode from 'vscode';
import { copyData, hasData, removeData, sizeOfData } from '../core/data/contents.ts';
import type { Docent } from '../core/docent.ts';
import { DocentError } from '../core/types/errors.ts';
import { changeSetting, settings } from './settings.ts';
import { canShowFolders, here } from './place.ts';

/** Below the folder that the user chooses, in which other things may lie. */
const NAME = 'docent-data';

/** Where the data is: in the folder that the user chose, or in the editor's own storage. */
export function dataDir(storage: vscode.Uri): string {
  return settings.dataFolder() ?? storage.fsPath;
}

/** Shows where Docent keeps its data and how much it is, moves it elsewhere, and deletes all of it on request. */
export async function manageData(docent: Docent, dir: string): Promise<void> {
  const { fileSystem } = docent;
  const isOnNetwork = fileSystem.kind === 'network';
  const show = { label: canShowFolders() ? '$(folder-opened) Show the folder' : '$(copy) Copy the folder’s path', detail: dir };
  const move = {
    label: '$(arrow-right) Keep the data in another folder…',
    detail: isOnNetwork
      ? `It lies on ${fileSystem.name}, where one window at a time can use it: a folder on a disk of ${here()} serves better.`
      : 'All of it is taken along.',
  };
  const remove = {
    label: '$(trash) Delete all data',
    detail: 'Threads, charts and indexes of all workspaces. Your own files and the settings stay.',
  };
  const size = `${((await sizeOfData(dir)) / 1e6).toFixed(1)} MB`;
  const title = `Docent’s data: ${size}${isOnNetwork ? ` on ${fileSystem.name}` : ''}`;
  const picked = await vscode.window.showQuickPick([show, move, remove], { title });
  if (picked === show) await showFolder(dir);
  if (picked === move) await moveAll(docent, dir);
  if (picked === remove) await deleteAll(docent, dir);
}

/** In a browser, and on another machine, there is no file manager to show it in. */
export async function showFolder(dir: string): Promise<void> {
  if (canShowFolders()) return void (await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(dir)));
  await vscode.env.clipboard.writeText(dir);
  vscode.window.setStatusBarMessage('Docent: the folder’s path is in the clipboard', 5_000);
}

async function deleteAll(docent: Docent, dir: string): Promise<void> {
  const yes = 'Delete All Data';
  const detail = 'This window is reloaded afterwards.';
  if ((await vscode.window.showWarningMessage('Delete all of Docent’s data for good?', { modal: true, detail }, yes)) !== yes) return;
  await beAlone(docent);
  await docent.close();
  try {
    const left = await removeData(dir);
    if (left.length > 0) {
      const what = `Another program holds ${left.join(', ')}. Close it, and delete all data once more.`;
      await vscode.window.showErrorMessage('Not all of Docent’s data was deleted.', { modal: true, detail: what });
    }
  } finally {
    // Nothing works here any more, whatever could be deleted.
    await reload();
  }
}

/** The data is copied first, then the setting names the copy, and only then the original goes: whatever fails, all of it is somewhere. */
async function moveAll(docent: Docent, dir: string): Promise<void> {
  const [chosen] = (await vscode.window.showOpenDialog({ title: 'Keep Docent’s Data In', openLabel: 'Keep It Here', canSelectFolders: true, canSelectFiles: false })) ?? [];
  if (!chosen) return;
  const to = join(chosen.fsPath, NAME);
  if (to === dir) return;
  const isThere = await hasData(to);
  const yes = isThere ? 'Use That Data' : 'Move the Data';
  const detail = isThere
    ? `There is data of Docent’s in ${to}. It is used from now on; what is in ${dir} stays there.`
    : `All of it goes from ${dir} to ${to}. This window is reloaded afterwards.`;
  if ((await vscode.window.showWarningMessage('Keep Docent’s data in another folder?', { modal: true, detail }, yes)) !== yes) return;
  await beAlone(docent);
  await docent.close();
  try {
    if (!isThere) await copyData(dir, to);
    await changeSetting('data.folder', to);
    if (!isThere) await removeData(dir);
  } catch (error) {
    await vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error), { modal: true });
  } finally {
    await reload();
  }
}

/** What other processes have open can't be taken away under them. */
async function beAlone(docent: Docent): Promise<void> {
  if (!(await docent.hasOthers())) return;
  throw new DocentError('data_in_use', 'Another window or server uses Docent’s data, so nothing was changed: close it, and try again.');
}

async function reload(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.reloadWindow');
}
