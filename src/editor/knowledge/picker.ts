import * as vscode from 'vscode';
import type { StoreStatus } from '../../core/knowledge/vectorStore.ts';
import { fileCount } from '../../core/text/fileCount.ts';
import type { Indexing } from './indexing.ts';
import { workspace } from '../workspace.ts';

interface Row extends vscode.QuickPickItem {
  run?(): Promise<unknown>;
}

/** Shows what the index holds, what was left out and why, and what can be done about it. */
export async function showIndex(indexing: Indexing): Promise<void> {
  const { files, chunks, bytes, leftOut, secrets } = await indexing.status();
  const separator = { kind: vscode.QuickPickItemKind.Separator };
  const rows: Row[] = [
    { label: '$(sync) Index what has changed', run: () => indexing.index() },
    { label: '$(trash) Clear the index', detail: 'Frees the disk; your files stay as they are.', run: () => indexing.clear() },
    { label: `Left out: ${leftOut.length}`, ...separator },
    ...leftOut.map(({ path, reason }) => ({ label: path, description: reason, run: () => open(path) })),
    { label: `Secrets left out of files: ${secrets.length}`, ...separator },
    ...secrets.map((secret) => ({ label: `${secret.path}:${secret.line}`, description: secret.rule, run: () => showSecret(secret, indexing) })),
  ];
  const title = `Index: ${fileCount(files)}, ${chunks} chunks, ${(bytes / 1e6).toFixed(1)} MB on disk`;
  const picked = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true });
  await picked?.run?.();
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
  const current = workspace();
  if (current.kind !== 'open') return;
  const folder = current.folders.find(({ prefix }) => prefix === '' || path.startsWith(`${prefix}/`));
  if (!folder) return;
  const relative = folder.prefix ? path.slice(folder.prefix.length + 1) : path;
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(vscode.Uri.file(folder.path), relative), { selection: new vscode.Range(line - 1, 0, line - 1, 0) });
}
