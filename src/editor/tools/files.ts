import { realpath } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import { isSecretName } from '../../core/knowledge/read/secretNames.ts';
import { DocentError } from '../../core/types/errors.ts';
import type { Attachment } from '../../core/types/item.ts';
import { attachmentOf } from '../chat/attachments.ts';
import { trustedFolders } from '../workspace.ts';

/**
 * The workspace's files at these paths, absolute or relative to its first folder, for code to work on. A model chose them, and
 * gets to know what code prints: files elsewhere and secrets are not given.
 */
export async function workspaceFiles(paths: readonly string[]): Promise<readonly Attachment[]> {
  const folders = trustedFolders();
  const roots = await Promise.all(folders.map((folder) => realpath(folder)));
  const files = await Promise.all(paths.map((path) => workspaceFile(isAbsolute(path) ? path : join(folders[0] ?? sep, path), roots)));
  const names = new Set(files.map(({ name }) => name));
  if (names.size < files.length) throw new DocentError('same_names', 'Two of the files have the same name; run them apart, or copy one.');
  return files;
}

async function workspaceFile(path: string, roots: readonly string[]): Promise<Attachment> {
  const file = await attachmentOf(path);
  // A link in the workspace may lead out of it, or to a secret by a harmless name.
  const real = await realpath(path);
  if (!roots.some((root) => real.startsWith(root + sep)) || [path, real].some(isSecretName)) {
    throw new DocentError('file_not_allowed', `${path} is not given to code: only files of the workspace are, and no secrets.`);
  }
  return file;
}
