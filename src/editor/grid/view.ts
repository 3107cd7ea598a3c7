import { stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import type { Grid } from '../../core/interpreter/grid/grid.ts';
import { DocentError, errorInfo } from '../../core/types/errors.ts';
import type { GridTable, SaveForm } from '../../core/types/grid.ts';
import type { TableChoice } from '../../core/types/tableChoice.ts';
import type { GridHostContract, GridViewContract } from '../../protocol/grid.ts';
import { connect } from '../../rpc.ts';
import { act } from '../errors.ts';
import { viewHtml } from '../html.ts';
import { portOf } from '../port.ts';
import { rowCount } from '../../core/text/counts.ts';
import { figure } from '../../core/text/figure.ts';

export interface GridParts {
  readonly docent: Docent;
  readonly extensionUri: vscode.Uri;
  /** Absolute folder for tables that lie in no file of the user's. */
  readonly keptDir: string;
  readonly log: vscode.LogOutputChannel;
}

/** A program that writes a file writes it in pieces: it is told once that it has changed. In milliseconds. */
const SETTLED_MS = 300;

/** Fills a webview with a table. Its Python ends with what is returned. */
export function showGrid(uri: vscode.Uri, webview: vscode.Webview, { docent, extensionUri, log }: GridParts): vscode.Disposable {
  let grid: Promise<Grid> | null = null;
  let table: GridTable | null = null;
  webview.options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };

  const view = connect<GridHostContract, GridViewContract>(portOf(webview), {
    requests: {
      ready: () => tell(() => read(null)),
      async reload() {
        await end();
        return tell(() => read(null));
      },
      choose: (choice) => tell(async () => remembered(await (await open()).choose(choice, onProgress), choice), choice),
      arrange: async (arrangement) => (await open()).arrange(arrangement),
      rows: async ({ offset, limit }) => (await open()).rows(offset, limit),
      values: async ({ column, text }) => (await open()).values(column, text),
      figures: async (query) => (await open()).figures(query),
      async copy(query) {
        await vscode.env.clipboard.writeText(await (await open()).copy(query));
        return null;
      },
      async save({ form }) {
        await save(await open(), uri, form, table?.rows ?? 0);
        return null;
      },
      async saveChart({ name, content, encoding }) {
        const target = await askWhere(uri, name);
        if (target) await writeFile(target.fsPath, Buffer.from(content, encoding));
        return null;
      },
      async analyze() {
        await vscode.commands.executeCommand('docent.analyzeFile', uri);
        return null;
      },
      async act(action) {
        await act(action);
        return null;
      },
    },
    events: {},
  });
  const onProgress: Parameters<Grid['open']>[1] = (progress) => view.notify('progress', progress);

  function open(): Promise<Grid> {
    return (grid ??= begin());
  }

  async function begin(): Promise<Grid> {
    if (!vscode.workspace.isTrusted) throw new DocentError('untrusted', t('Docent reads tables with Python, and runs it only in a workspace you trust.'), 'trustWorkspace');
    if (uri.scheme !== 'file') throw new DocentError('no_file', t('{0} is no file on this machine: save it first, then open it as a table.', basename(uri.path)));
    const stats = await stat(uri.fsPath).catch((error: unknown) => {
      throw new DocentError('file_missing', t('{0} is not there any more.', basename(uri.fsPath)), null, error);
    });
    return docent.interpreter.grid({ name: basename(uri.fsPath), path: uri.fsPath, bytes: stats.size });
  }

  async function read(choice: TableChoice | null): Promise<GridTable> {
    return (await open()).open(choice, onProgress);
  }

  /** What was guessed right needs no remembering. */
  async function remembered(read: GridTable, choice: TableChoice): Promise<GridTable> {
    // Its shape is that of the file as nobody has chosen anything.
    await docent.interpreter.choices.remember(read.key, choice);
    return read;
  }

  async function tell(reading: () => Promise<GridTable>, choice: TableChoice = {}): Promise<null> {
    try {
      table = await reading();
      view.notify('table', table);
    } catch (error) {
      view.notify('failed', { error: errorInfo(error), choice });
    }
    return null;
  }

  async function end(): Promise<void> {
    const ending = grid;
    grid = null;
    await ending?.then((each) => each.close(), () => undefined);
  }

  let changing: NodeJS.Timeout | undefined;
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), basename(uri.path)));
  watcher.onDidChange(() => {
    clearTimeout(changing);
    changing = setTimeout(() => view.notify('changed', null), SETTLED_MS);
  });
  webview.html = viewHtml(webview, extensionUri, basename(uri.path), 'grid');

  return {
    dispose() {
      clearTimeout(changing);
      watcher.dispose();
      view.dispose();
      end().catch((error: unknown) => log.error(`The table’s Python could not be ended: ${String(error)}`));
    },
  };
}

const FORMS: Readonly<Record<SaveForm, string>> = { csv: 'CSV', tsv: 'TSV', xlsx: t('Excel Workbook'), parquet: 'Parquet' };

async function save(grid: Grid, uri: vscode.Uri, form: SaveForm, rows: number): Promise<void> {
  const name = basename(uri.fsPath, extname(uri.fsPath));
  const target = await askWhere(uri, `${t('{0} (rows)', name)}.${form}`, { [FORMS[form]]: [form] });
  if (!target) return;
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: t('Saving {0}', basename(target.fsPath)) }, async (progress) => {
    let told = 0;
    const saved = await grid.save(target.fsPath, form, (done) => {
      progress.report({ message: rowCount(done), increment: rows > 0 ? ((done - told) / rows) * 100 : 0 });
      told = done;
    });
    vscode.window.setStatusBarMessage(saved === 1 ? t('1 row saved to {0}', basename(target.fsPath)) : t('{0} rows saved to {1}', figure(saved), basename(target.fsPath)), 5_000);
  });
}

function askWhere(uri: vscode.Uri, name: string, filters?: Record<string, string[]>): Thenable<vscode.Uri | undefined> {
  const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  const folder = inWorkspace ? vscode.Uri.joinPath(uri, '..') : (vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir()));
  return vscode.window.showSaveDialog({ defaultUri: vscode.Uri.joinPath(folder, name), ...(filters && { filters }) });
}
