import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RemoteFiles } from '../core/knowledge/remoteFiles.ts';
import { DocentError } from '../core/types/errors.ts';
import { uriOf } from './fileUri.ts';

/** As the system calls what VS Code's file systems say. */
const CODES: Readonly<Record<string, string>> = { FileNotFound: 'ENOENT', NoPermissions: 'EACCES' };

/** Files that are not on disk, through the file system of whichever extension provides them. */
export const remoteFiles: RemoteFiles = {
  async list(folder) {
    const entries = await reached(vscode.workspace.fs.readDirectory(uriOf(folder)));
    // A link has a mark of its own besides what it leads to.
    return entries.filter(([, type]) => type === vscode.FileType.File || type === vscode.FileType.Directory).map(([name, type]) => ({ name, isFolder: type === vscode.FileType.Directory }));
  },
  async stat(file) {
    const { size, mtime } = await reached(vscode.workspace.fs.stat(uriOf(file)));
    return { size, mtime: mtime > 0 ? mtime : null };
  },
  read: (file) => reached(vscode.workspace.fs.readFile(uriOf(file))),
};

async function reached<T>(answer: Thenable<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const code = error instanceof vscode.FileSystemError ? CODES[error.code] : undefined;
    throw new DocentError(code ?? 'remote_failed', t('its file system says “{0}”', error instanceof Error ? error.message : String(error)), null, error);
  }
}
