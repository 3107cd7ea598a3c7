import { sep } from 'node:path';
import * as vscode from 'vscode';
import type { SourceFolder } from '../core/knowledge/vectorStore.ts';
import { isRemote } from '../core/types/remotePath.ts';
import { pathOf } from './fileUri.ts';
import { settings } from './settings.ts';

/** What of the workspace can be indexed, or why nothing can. */
export type Workspace =
  | { readonly kind: 'noFolder' }
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'open'; readonly folders: readonly SourceFolder[] };

export function workspace(): Workspace {
  const folders = openFolders();
  if (folders.length === 0) return { kind: 'noFolder' };
  if (!vscode.workspace.isTrusted) return { kind: 'untrusted' };
  return { kind: 'open', folders };
}

/** Absolute paths of the folders on disk whose files may have a say; none in a workspace that is not trusted. */
export function trustedFolders(): readonly string[] {
  const current = workspace();
  return current.kind === 'open' ? current.folders.map(({ path }) => path).filter((path) => !isRemote(path)) : [];
}

/** The folders that are open, trusted or not, on disk or not. */
export function openFolders(): readonly SourceFolder[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.map((folder) => ({ path: pathOf(folder.uri), prefix: folders.length > 1 ? folder.name : '' }));
}

/** What the window's own memory calls its folders: their paths as they are spelt, in any order; '' without a folder. */
export function workspaceKey(): string {
  return openFolders()
    .map(({ path }) => path)
    .sort()
    .join('\n');
}

/** Globs of files that the user does not want to see or search, in the editor's settings and in ours. */
export function excludedGlobs(): readonly string[] {
  const enabled = (section: string) =>
    Object.entries(vscode.workspace.getConfiguration(section).get<Record<string, unknown>>('exclude', {}))
      .filter(([, value]) => value === true)
      .map(([glob]) => glob);
  return [...enabled('files'), ...enabled('search'), ...settings.indexExclude()];
}

/** Tells when the editor's own settings of these change; with ours `onSettingChange` does. */
export function onExcludesChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('files.exclude') || event.affectsConfiguration('search.exclude')) listener();
  });
}

/** A file's path as it is shown, in the same form as in citations. */
export function shownPath(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri).split(sep).join('/');
}
