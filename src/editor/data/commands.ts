import * as vscode from 'vscode';
import type { KeptData } from '../../core/data/dataDirectory.ts';
import { isTrouble } from '../../core/types/dataState.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { showFolder } from '../dataFolder.ts';

/** The ways out of trouble with the data. */
export interface DataCommands extends vscode.Disposable {
  open(): Promise<void>;
  restore(): Promise<void>;
  setAside(): Promise<void>;
  showFolder(): Promise<void>;
}

/** @param dir the data directory, absolute */
export function createDataCommands(data: KeptData, dir: string): DataCommands {
  // Which of them the palette lists.
  const tell = () => void vscode.commands.executeCommand('setContext', 'docent.data', data.state.kind);
  tell();

  /** @param done what has happened; @param folder with the file that was there before; null: nothing was to be done */
  async function report(done: string, folder: string | null): Promise<void> {
    if (folder === null || isTrouble(data.state)) return;
    const message = `${done} The file that was there before is kept in ${folder}.`;
    if (await vscode.window.showInformationMessage(message, ACTION_LABELS.showData)) await showFolder(folder);
  }

  return {
    open: () => data.open(),
    async restore() {
      const { state } = data;
      const when = isTrouble(state) && state.copiedAt !== null ? ` of ${new Date(state.copiedAt).toLocaleString()}` : '';
      const folder = await data.restore();
      void report(`Docent’s data is the copy${when}.`, folder);
    },
    async setAside() {
      const folder = await data.setAside();
      void report('Docent begins anew.', folder);
    },
    showFolder: () => showFolder(dir),
    dispose: data.subscribe(tell),
  };
}
