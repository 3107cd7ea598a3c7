import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Session } from '../../core/interpreter/interpreter.ts';
import { DocentError, errorInfo } from '../../core/types/errors.ts';
import type { Table } from '../../core/types/output.ts';
import { figure } from '../../core/text/figure.ts';
import { inFront } from '../analysis/target.ts';
import { createKeptTables } from './kept.ts';
import { showGrid, type GridParts } from './view.ts';

/** Also in package.json, where it says for which files it is offered. */
const TABLE_EDITOR = 'docent.table';

/** Tables in editor tabs. VS Code opens them again after a reload. */
export interface TableEditors extends vscode.Disposable {
  /** Opens a file; the one that is in front where none is named. */
  openFile(uri: vscode.Uri | undefined): Promise<void>;
  /** Opens a table of an answer: all rows of its frame as long as the thread’s Python has it, else those that the answer has. */
  openTable(table: Table, threadId: string | null): Promise<void>;
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

  /** The path of all rows; null where they are not to be had, which the user is told. */
  async function keepWhole(session: Session, table: Table, frame: string): Promise<string | null> {
    const place = { location: vscode.ProgressLocation.Notification, title: t('Opening all {0} rows', figure(table.totalRows)) };
    try {
      return await vscode.window.withProgress(place, () => kept.keep(table, (path) => session.saveFrame(frame, path)));
    } catch (error) {
      parts.log.info(`All rows of a table could not be had: ${errorInfo(error).message}`);
      const [rows, all] = [figure(table.rows.length), figure(table.totalRows)];
      void vscode.window.showInformationMessage(t('Only the first {0} of {1} rows are open: the Python that made them has ended, or has them no more. Run the code again to open all.', rows, all));
      return null;
    }
  }

  return {
    async openFile(uri) {
      const file = uri ?? inFront();
      if (!file) throw new DocentError('no_file', t('Open a table first, or choose Open as Table in the Explorer’s menu.'));
      await open(file);
    },
    async openTable(table, threadId) {
      const whole = threadId !== null && table.frame !== undefined ? await keepWhole(parts.docent.interpreter.session(threadId), table, table.frame) : null;
      await open(vscode.Uri.file(whole ?? (await kept.keep(table, null))));
    },
    dispose: () => registration.dispose(),
  };
}
