import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Files } from '../../core/data/files.ts';
import { DocentError } from '../../core/types/errors.ts';
import { dataAttachment, type Attachment } from '../../core/types/item.ts';

/** A file on disk as it is now. */
export async function attachmentOf(path: string): Promise<Attachment> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new DocentError('file_missing', `${basename(path)} can’t be read: was it moved or deleted?`, null, cause);
  });
  return dataAttachment({ name: basename(path), path, bytes: size });
}

/** Text of an editor (unsaved, untitled, or a part of it), put down as a file of Docent's. */
export async function attachmentOfText(files: Files, text: string, name: string): Promise<Attachment> {
  const file = await files.upload({ name, mime: 'text/plain', bytes: new TextEncoder().encode(text) }, 'user_data', null);
  return dataAttachment({ name, path: files.path(file), bytes: file.bytes });
}
