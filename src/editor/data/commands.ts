import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { KeptData } from '../../core/data/dataDirectory.ts';
import { isTrouble } from '../../core/types/dataState.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { showFolder } from '../dataFolder.ts';
import { moment } from '../../core/text/moment.ts';

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
    const message = t('{0} The file that was there before is kept in {1}.', done, folder);
    if (await vscode.window.showInformationMessage(message, ACTION_LABELS.showData)) await showFolder(folder);
  }

  return {
    open: () => data.open(),
    async restore() {
      const { state } = data;
      const copiedAt = isTrouble(state) ? state.copiedAt : null;
      const folder = await data.restore();
      void report(copiedAt === null ? t('Docent’s data is the copy.') : t('Docent’s data is the copy of {0}.', moment(copiedAt)), folder);
    },
    async setAside() {
      const folder = await data.setAside();
      void report(t('Docent begins anew.'), folder);
    },
    showFolder: () => showFolder(dir),
    dispose: data.subscribe(tell),
  };
}
