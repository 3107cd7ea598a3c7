import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DocentError } from '../../core/types/errors.ts';
import type { Table } from '../../core/types/output.ts';
import { inFront } from '../analysis/target.ts';
import { createKeptTables } from './kept.ts';
import { showGrid, type GridParts } from './view.ts';

/** Also in package.json, where it says for which files it is offered. */
export const TABLE_EDITOR = 'docent.table';

/** Tables in editor tabs. VS Code opens them again after a reload. */
export interface TableEditors extends vscode.Disposable {
  /** Opens a file; the one that is in front where none is named. */
  openFile(uri: vscode.Uri | undefined): Promise<void>;
  /** Opens the rows that an answer shows. */
  openTable(table: Table): Promise<void>;
}

export function registerTableEditors(parts: GridParts): TableEditors {
  const kept = createKeptTables(parts.keptDir);
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({
      uri,
      dispose: () => {
        kept.forget(uri.fsPath).catch((error: unknown) => parts.log.warn(`${basename(uri.fsPath)} could not be removed: ${String(error)}`));
      },
    }),
    resolveCustomEditor(document, panel) {
      const view = showGrid(document.uri, panel.webview, parts);
      panel.onDidDispose(() => view.dispose());
    },
  };
  const registration = vscode.window.registerCustomEditorProvider(TABLE_EDITOR, provider, {
    supportsMultipleEditorsPerDocument: true,
    // Its rows come from Python at once; the page itself holds nothing that is worth the memory.
    webviewOptions: { enableFindWidget: false, retainContextWhenHidden: false },
  });
  async function open(uri: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand('vscode.openWith', uri, TABLE_EDITOR);
  }
  return {
    async openFile(uri) {
      const file = uri ?? inFront();
      if (!file) throw new DocentError('no_file', t('Open a table first, or choose Open as Table in the Explorer’s menu.'));
      await open(file);
    },
    openTable: async (table) => open(vscode.Uri.file(await kept.keep(table))),
    dispose: () => registration.dispose(),
  };
}
