import { relative } from 'node:path';
import * as vscode from 'vscode';
import { configuredPython } from '../../../core/interpreter/environments/configured.ts';
import { settings } from '../../settings.ts';

/** The program that `docent.python.path` names, absolute; null where it is empty. */
export function configured(): string | null {
  const text = settings.python();
  return text === null ? null : resolved(text);
}

/** A path of a setting, with its variables. */
export function resolved(text: string): string {
  return configuredPython(text, { folders: (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({ name, path: uri.fsPath })) });
}

/** Has this program run code from now on: in this workspace, where it lies in its folders, else everywhere. Null: whichever is found first. */
export async function choosePath(path: string | null): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('docent');
  const folder = path === null ? undefined : vscode.workspace.getWorkspaceFolder(vscode.Uri.file(path));
  const has = configuration.inspect('python.path');
  if (folder) {
    const name = folder.index === 0 ? '' : `:${folder.name}`;
    const inside = relative(folder.uri.fsPath, path ?? '').replaceAll('\\', '/');
    return configuration.update('python.path', `\${workspaceFolder${name}}/${inside}`, vscode.ConfigurationTarget.Workspace);
  }
  // What the workspace says would be before it.
  if (has?.workspaceValue !== undefined) await configuration.update('python.path', undefined, vscode.ConfigurationTarget.Workspace);
  await configuration.update('python.path', path ?? undefined, vscode.ConfigurationTarget.Global);
}
