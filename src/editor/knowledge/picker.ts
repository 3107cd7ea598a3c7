import * as vscode from 'vscode';
import type { StoreStatus } from '../../core/knowledge/vectorStore.ts';
import { fileCount } from '../../core/text/fileCount.ts';
import type { Indexing } from './indexing.ts';
import { workspace } from '../workspace.ts';

type Row = vscode.QuickPickItem & {
  run?(): Promise<unknown>;
  /** What its button does. */
  retry?(): Promise<unknown>;
};

const TRY_AGAIN: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: 'Try Again' };

/** Shows what the index holds, what was left out and why, and what can be done about it. */
export async function showIndex(indexing: Indexing): Promise<void> {
  const { files, chunks, bytes, leftOut, secrets } = await indexing.status();
  const separator = { kind: vscode.QuickPickItemKind.Separator };
  const tryAll: Row = { label: '$(refresh) Try again what is left out', run: () => retry(leftOut.map(({ path }) => path), indexing) };
  const rows: Row[] = [
    { label: '$(sync) Index what has changed', run: () => indexing.index() },
    { label: '$(trash) Clear the index', detail: 'Frees the disk; your files stay as they are.', run: () => indexing.clear() },
    { label: `Left out: ${leftOut.length}`, ...separator },
    ...(leftOut.length > 0 ? [tryAll] : []),
    ...leftOut.map(({ path, reason }): Row => ({ label: path, description: reason, buttons: [TRY_AGAIN], run: () => open(path), retry: () => retry([path], indexing) })),
    { label: `Secrets left out of files: ${secrets.length}`, ...separator },
    ...secrets.map((secret) => ({ label: `${secret.path}:${secret.line}`, description: secret.rule, run: () => showSecret(secret, indexing) })),
  ];
  const title = `Index: ${fileCount(files)}, ${chunks} chunks, ${(bytes / 1e6).toFixed(1)} MB on disk`;
  await (await pick(rows, title))?.();
}

/** @returns what the user wants done; undefined for nothing */
async function pick(rows: readonly Row[], title: string): Promise<Row['run']> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = title;
  picker.matchOnDescription = true;
  picker.items = rows;
  return new Promise<Row['run']>((resolve) => {
    picker.onDidAccept(() => resolve(picker.selectedItems[0]?.run));
    picker.onDidTriggerItemButton(({ item }) => resolve(item.retry));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  }).finally(() => picker.dispose());
}

/** Looks at them once more, and says what has come of it. */
async function retry(shown: readonly string[], indexing: Indexing): Promise<void> {
  const { leftOut } = await indexing.retry(shown.flatMap((path) => uriOf(path)?.fsPath ?? []));
  const [still] = leftOut;
  const told = still === undefined ? `In the index now: ${shown.join(', ')}` : shown.length === 1 ? `Still left out: ${still.path} ${still.reason}` : `Still left out: ${leftOut.length} of ${shown.length}`;
  void vscode.window.showInformationMessage(`${told}.`);
}

/** Why it was left out, where it stands, and what can be done. */
async function showSecret({ path, line, rule, digest }: StoreStatus['secrets'][number], indexing: Indexing): Promise<void> {
  const [show, allow] = ['Show Line', 'Allow This One'];
  const detail = `It looks like a secret: ${rule}. The rest of the file is in the index. Allowed, it is found by searches and read by models; those elsewhere still get it masked.`;
  const picked = await vscode.window.showInformationMessage(`Left out of ${path}, line ${line}`, { modal: true, detail }, show, allow);
  if (picked === show) await open(path, line);
  if (picked === allow) await indexing.allow(digest);
}

async function open(path: string, line = 1): Promise<void> {
  const uri = uriOf(path);
  if (uri) await vscode.commands.executeCommand('vscode.open', uri, { selection: new vscode.Range(line - 1, 0, line - 1, 0) });
}

/** The file that is shown by this path; null where its folder is not open any more. */
function uriOf(path: string): vscode.Uri | null {
  const current = workspace();
  if (current.kind !== 'open') return null;
  const folder = current.folders.find(({ prefix }) => prefix === '' || path.startsWith(`${prefix}/`));
  if (!folder) return null;
  return vscode.Uri.joinPath(vscode.Uri.file(folder.path), folder.prefix ? path.slice(folder.prefix.length + 1) : path);
}
