import { join } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { copyData, hasData, removeData, sizeOfData } from '../core/data/contents.ts';
import type { Docent } from '../core/docent.ts';
import { DocentError } from '../core/types/errors.ts';
import { changeSetting, settings } from './settings.ts';
import { canShowFolders, here } from './place.ts';
import { megabytes } from '../core/text/megabytes.ts';

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
  const show = { label: canShowFolders() ? t('$(folder-opened) Show the folder') : t('$(copy) Copy the folder’s path'), detail: dir };
  const move = {
    label: t('$(arrow-right) Keep the data in another folder…'),
    detail: isOnNetwork
      ? t('It lies on {0}, where one window at a time can use it: a folder on a disk of {1} serves better.', fileSystem.name, here())
      : t('All of it is taken along.'),
  };
  const remove = {
    label: t('$(trash) Delete all data'),
    detail: t('Threads, charts and indexes of all workspaces. Your own files and the settings stay.'),
  };
  const size = megabytes(await sizeOfData(dir));
  const title = isOnNetwork ? t('Docent’s data: {0} on {1}', size, fileSystem.name) : t('Docent’s data: {0}', size);
  const picked = await vscode.window.showQuickPick([show, move, remove], { title });
  if (picked === show) await showFolder(dir);
  if (picked === move) await moveAll(docent, dir);
  if (picked === remove) await deleteAll(docent, dir);
}

/** In a browser, and on another machine, there is no file manager to show it in. */
export async function showFolder(dir: string): Promise<void> {
  if (canShowFolders()) return void (await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(dir)));
  await vscode.env.clipboard.writeText(dir);
  vscode.window.setStatusBarMessage(t('Docent: the folder’s path is in the clipboard'), 5_000);
}

async function deleteAll(docent: Docent, dir: string): Promise<void> {
  const yes = t('Delete All Data');
  const detail = t('This window is reloaded afterwards.');
  if ((await vscode.window.showWarningMessage(t('Delete all of Docent’s data for good?'), { modal: true, detail }, yes)) !== yes) return;
  await beAlone(docent);
  await docent.close();
  try {
    const left = await removeData(dir);
    if (left.length > 0) {
      const what = t('Another program holds {0}. Close it, and delete all data once more.', left.join(', '));
      await vscode.window.showErrorMessage(t('Not all of Docent’s data was deleted.'), { modal: true, detail: what });
    }
  } finally {
    // Nothing works here any more, whatever could be deleted.
    await reload();
  }
}

/** The data is copied first, then the setting names the copy, and only then the original goes: whatever fails, all of it is somewhere. */
async function moveAll(docent: Docent, dir: string): Promise<void> {
  const [chosen] = (await vscode.window.showOpenDialog({ title: t('Keep Docent’s Data In'), openLabel: t('Keep It Here'), canSelectFolders: true, canSelectFiles: false })) ?? [];
  if (!chosen) return;
  // Whoever chooses a folder of Docent's means that one.
  const to = (await hasData(chosen.fsPath)) ? chosen.fsPath : join(chosen.fsPath, NAME);
  if (to === dir) return;
  const isThere = await hasData(to);
  const yes = isThere ? t('Use That Data') : t('Move the Data');
  const detail = isThere
    ? t('There is data of Docent’s in {0}. It is used from now on; what is in {1} stays there.', to, dir)
    : t('All of it goes from {0} to {1}. This window is reloaded afterwards.', dir, to);
  if ((await vscode.window.showWarningMessage(t('Keep Docent’s data in another folder?'), { modal: true, detail }, yes)) !== yes) return;
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
  throw new DocentError('data_in_use', t('Another window or server uses Docent’s data, so nothing was changed: close it, and try again.'));
}

async function reload(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.reloadWindow');
}
