import * as vscode from 'vscode';
import { fileCount } from '../../core/text/fileCount.ts';
import type { Indexing } from './indexing.ts';
import { workspace } from '../workspace.ts';

interface Row extends vscode.QuickPickItem {
  run?(): Promise<unknown>;
}

/** Shows what the index holds, what was left out and why, and what can be done about it. */
export async function showIndex(indexing: Indexing): Promise<void> {
  const { files, chunks, bytes, leftOut } = await indexing.status();
  const separator = { kind: vscode.QuickPickItemKind.Separator };
  const rows: Row[] = [
    { label: '$(sync) Index what has changed', run: () => indexing.index() },
    { label: '$(trash) Clear the index', detail: 'Frees the disk; your files stay as they are.', run: () => indexing.clear() },
    { label: `Left out: ${leftOut.length}`, ...separator },
    ...leftOut.map(({ path, reason }) => ({ label: path, description: reason, run: () => open(path) })),
  ];
  const title = `Index: ${fileCount(files)}, ${chunks} chunks, ${(bytes / 1e6).toFixed(1)} MB on disk`;
  const picked = await vscode.window.showQuickPick(rows, { title, matchOnDescription: true });
  await picked?.run?.();
}

async function open(path: string): Promise<void> {
  const current = workspace();
  if (current.kind !== 'open') return;
  const folder = current.folders.find(({ prefix }) => prefix === '' || path.startsWith(`${prefix}/`));
  if (!folder) return;
  const relative = folder.prefix ? path.slice(folder.prefix.length + 1) : path;
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(vscode.Uri.file(folder.path), relative));
}
