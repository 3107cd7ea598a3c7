import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

/** So long an extension may look for files that are not on disk. In milliseconds. */
const PATIENCE_MS = 2_000;

/**
 * As VS Code finds files. Where none of the folders is on disk, it would wait for ever for an extension that helps it, which most don't: then none
 * is found. Where one can't be reached it finds nothing at all: then those on disk are looked into.
 */
export async function findFiles(include: vscode.GlobPattern, exclude?: vscode.GlobPattern, most?: number): Promise<readonly vscode.Uri[]> {
  const searched = typeof include === 'string' ? (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri) : [include.baseUri];
  const onDisk = searched.filter(({ scheme }) => scheme === 'file');
  if (onDisk.length > 0) {
    try {
      return await vscode.workspace.findFiles(include, exclude, most);
    } catch (error) {
      if (typeof include !== 'string' || onDisk.length === searched.length) throw error;
      return (await Promise.all(onDisk.map((folder) => vscode.workspace.findFiles(new vscode.RelativePattern(folder, include), exclude, most)))).flat().slice(0, most);
    }
  }
  const [cancel, patience] = [new vscode.CancellationTokenSource(), new AbortController()];
  try {
    const late = setTimeout(PATIENCE_MS, [] as const, { signal: patience.signal });
    return await Promise.race([vscode.workspace.findFiles(include, exclude, most, cancel.token), late]);
  } finally {
    patience.abort();
    cancel.cancel();
  }
}
