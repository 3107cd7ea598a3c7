import type { Files } from '../../core/data/files.ts';
import { dataAttachment, type Attachment } from '../../core/types/item.ts';

/** Text of an editor (unsaved, untitled, or a part of it), put down as a file of Docent's. */
export async function attachmentOfText(files: Files, text: string, name: string): Promise<Attachment> {
  const file = await files.upload({ name, mime: 'text/plain', bytes: new TextEncoder().encode(text) }, 'user_data', null);
  return dataAttachment({ name, path: files.path(file), bytes: file.bytes });
}
