import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';

/** So long an extension may look for files that are not on disk. In milliseconds. */
const PATIENCE_MS = 2_000;

/** As VS Code finds files. Where none of the folders is on disk, it would wait for ever for an extension that helps it, which most don't: then none is found. */
export async function findFiles(include: vscode.GlobPattern, exclude?: vscode.GlobPattern, most?: number): Promise<readonly vscode.Uri[]> {
  const searched = typeof include === 'string' ? (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri) : [include.baseUri];
  if (searched.some(({ scheme }) => scheme === 'file')) return vscode.workspace.findFiles(include, exclude, most);
  const [cancel, patience] = [new vscode.CancellationTokenSource(), new AbortController()];
  try {
    const late = setTimeout(PATIENCE_MS, [] as const, { signal: patience.signal });
    return await Promise.race([vscode.workspace.findFiles(include, exclude, most, cancel.token), late]);
  } finally {
    patience.abort();
    cancel.cancel();
  }
}
