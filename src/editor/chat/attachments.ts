import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import type { Uri } from 'vscode';
import type { Files } from '../../core/data/files.ts';
import { inTime } from '../../core/knowledge/remoteFiles.ts';
import { named } from '../../core/limits/budget.ts';
import { REMOTE } from '../../core/limits/limits.ts';
import { mimeType } from '../../core/text/mimeType.ts';
import { DocentError, errorInfo } from '../../core/types/errors.ts';
import { dataAttachment, type Attachment } from '../../core/types/item.ts';
import type { StoredFile } from '../../core/types/output.ts';
import { attachmentOf } from '../../core/workspaceFiles.ts';
import { pathOf } from '../fileUri.ts';
import { remoteFiles } from '../remoteFiles.ts';

/** Text of an editor (unsaved, untitled, or a part of it), put down as a file of Docent's. */
export async function attachmentOfText(files: Files, text: string, name: string): Promise<Attachment> {
  const file = await files.upload({ name, mime: 'text/plain', bytes: new TextEncoder().encode(text) }, 'user_data', null);
  return dataAttachment({ name, path: files.path(file), bytes: file.bytes });
}

/** A file for code: where it lies, or a copy of one that is not on disk. @throws DocentError as {@link copyOf} */
export async function attachmentAt(files: Files, uri: Uri): Promise<Attachment> {
  if (uri.scheme === 'file') return attachmentOf(uri.fsPath);
  const file = await copyOf(files, uri, 'user_data');
  return dataAttachment({ name: file.name, path: files.path(file), bytes: file.bytes });
}

/** Copies a file that is not on disk, as it is now. @throws DocentError `file_missing`, `file_too_large` */
export async function copyOf(files: Files, uri: Uri, purpose: 'user_data' | 'vision'): Promise<StoredFile> {
  const [name, path] = [basename(uri.path), pathOf(uri)];
  try {
    const { size } = await inTime(remoteFiles.stat(path));
    const bytes = size > REMOTE.total.max ? null : await inTime(remoteFiles.read(path), null, REMOTE.copy);
    // Not every file system says beforehand how large a file is.
    if (bytes && bytes.length <= REMOTE.total.max) return await files.upload({ name, mime: mimeType(name), bytes }, purpose, null);
  } catch (cause) {
    throw new DocentError('file_missing', t('{0} can’t be read: {1}.', name, errorInfo(cause).message), null, cause);
  }
  throw new DocentError('file_too_large', t('{0} is larger than {1}, the most that is copied: save it to a disk.', name, named(REMOTE.total)));
}
