import { join } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { StoreStatus } from '../../core/knowledge/vectorStore.ts';
import { figure } from '../../core/text/figure.ts';
import { fileCount } from '../../core/text/fileCount.ts';
import type { Indexing } from './indexing.ts';
import { uriOf } from '../fileUri.ts';
import { workspace } from '../workspace.ts';
import { megabytes } from '../../core/text/megabytes.ts';

type Row = vscode.QuickPickItem & {
  run?(): Promise<unknown>;
  /** What its button does. */
  retry?(): Promise<unknown>;
};

const TRY_AGAIN: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: t('Try Again') };

/** Shows what the index holds, what was left out and why, and what can be done about it. */
export async function showIndex(indexing: Indexing): Promise<void> {
  const { files, chunks, bytes, leftOut, secrets } = await indexing.status();
  const separator = { kind: vscode.QuickPickItemKind.Separator };
  const tryAll: Row = { label: t('$(refresh) Try again what is left out'), run: () => retry(leftOut.map(({ path }) => path), indexing) };
  const rows: Row[] = [
    { label: t('$(sync) Index what has changed'), run: () => indexing.index() },
    { label: t('$(trash) Clear the index'), detail: t('Frees the disk; your files stay as they are.'), run: () => indexing.clear() },
    { label: t('Left out: {0}', leftOut.length), ...separator },
    ...(leftOut.length > 0 ? [tryAll] : []),
    ...leftOut.map(({ path, reason }): Row => ({ label: path, description: reason, buttons: [TRY_AGAIN], run: () => open(path), retry: () => retry([path], indexing) })),
    { label: t('Secrets left out of files: {0}', secrets.length), ...separator },
    ...secrets.map((secret) => ({ label: `${secret.path}:${secret.line}`, description: secret.rule, run: () => showSecret(secret, indexing) })),
  ];
  const title = t('Index: {0}, {1} chunks, {2} on disk', fileCount(files), figure(chunks), megabytes(bytes));
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
  const { leftOut } = await indexing.retry(shown.flatMap((path) => pathAt(path) ?? []));
  const [still] = leftOut;
  const told = still === undefined ? t('In the index now: {0}.', shown.join(', ')) : shown.length === 1 ? t('Still left out: {0} {1}.', still.path, still.reason) : t('Still left out: {0} of {1}.', leftOut.length, shown.length);
  void vscode.window.showInformationMessage(told);
}

/** Why it was left out, where it stands, and what can be done. */
async function showSecret({ path, line, rule, digest }: StoreStatus['secrets'][number], indexing: Indexing): Promise<void> {
  const [show, allow] = [t('Show Line'), t('Allow This One')];
  const detail = t('It looks like a secret: {0}. The rest of the file is in the index. Allowed, it is found by searches and read by models; those elsewhere still get it masked.', rule);
  const picked = await vscode.window.showInformationMessage(t('Left out of {0}, line {1}', path, line), { modal: true, detail }, show, allow);
  if (picked === show) await open(path, line);
  if (picked === allow) await indexing.allow(digest);
}

async function open(path: string, line = 1): Promise<void> {
  const file = pathAt(path);
  if (file !== null) await vscode.commands.executeCommand('vscode.open', uriOf(file), { selection: new vscode.Range(line - 1, 0, line - 1, 0) });
}

/** The path of the file that is shown by this one; null where its folder is not open any more. */
function pathAt(path: string): string | null {
  const current = workspace();
  if (current.kind !== 'open') return null;
  const folder = current.folders.find(({ prefix }) => prefix === '' || path.startsWith(`${prefix}/`));
  if (!folder) return null;
  return join(folder.path, folder.prefix ? path.slice(folder.prefix.length + 1) : path);
}
