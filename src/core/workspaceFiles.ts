import { realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, sep } from 'node:path';
import { isSecretName } from './knowledge/read/secretNames.ts';
import { DocentError } from './types/errors.ts';
import { dataAttachment, type Attachment } from './types/item.ts';

/** A file on disk as it is now. @throws DocentError `file_missing` */
export async function attachmentOf(path: string): Promise<Attachment> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new DocentError('file_missing', `${basename(path)} can’t be read: was it moved or deleted?`, null, cause);
  });
  return dataAttachment({ name: basename(path), path, bytes: size });
}

/**
 * The files at these paths, absolute or relative to the first of the folders, for code to work on. A model chose them, and gets to know
 * what code prints: files elsewhere and secrets are not given.
 * @param folders absolute
 * @throws DocentError `file_missing`, `file_not_allowed`
 */
export async function workspaceFiles(folders: readonly string[], paths: readonly string[]): Promise<readonly Attachment[]> {
  const roots = await Promise.all(folders.map((folder) => realpath(folder)));
  return Promise.all(paths.map((path) => workspaceFile(isAbsolute(path) ? path : join(folders[0] ?? sep, path), roots)));
}

/** Code finds each file by its name alone. @throws DocentError `same_names` */
export function withOwnNames<File extends { readonly name: string }>(files: readonly File[]): readonly File[] {
  const names = new Set(files.map(({ name }) => name));
  if (names.size < files.length) throw new DocentError('same_names', 'Two of the files have the same name; run them apart, or copy one.');
  return files;
}

async function workspaceFile(path: string, roots: readonly string[]): Promise<Attachment> {
  const file = await attachmentOf(path);
  // A link in the workspace may lead out of it, or to a secret by a harmless name.
  const real = await realpath(path);
  if (!roots.some((root) => real.startsWith(root.endsWith(sep) ? root : root + sep)) || [path, real].some(isSecretName)) {
    throw new DocentError('file_not_allowed', `${path} is not given to code: only files of the workspace are, and no secrets.`);
  }
  return file;
}
