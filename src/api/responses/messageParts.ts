import type { Docent } from '../../core/docent.ts';
import type { KeptFile } from '../../core/data/files.ts';
import { attachments } from '../../core/runs/history.ts';
import { freeName } from '../../core/text/freeName.ts';
import { mimeType } from '../../core/text/mimeType.ts';
import { textPart, type ContentPart, type Item } from '../../core/types/item.ts';
import type { StoredFile } from '../../core/types/output.ts';
import { badRequest } from '../errors.ts';
import { existingFile } from '../files/routes.ts';
import { checkImage } from '../files/images.ts';
import { documentText } from './documentText.ts';
import type { GivenMessage, GivenPart } from './inputFields.ts';

type GivenFile = Extract<GivenPart, { type: 'input_file' }>;

/** Makes the parts of messages. @param param where the message stands in its request */
export type MessageParts = (message: GivenMessage, param: string) => Promise<readonly ContentPart[]>;

/**
 * @param before what stands in the thread: each file has a name of its own there
 * @param hasCode whether code may work on files: it gets them whole then, and the model reads how they begin. Else it reads their text
 */
export function createMessageParts(docent: Docent, threadId: string, before: readonly Item[], hasCode: boolean): MessageParts {
  const { files } = docent;
  const names = new Set(attachments(before).map(({ name }) => name));

  async function toFile({ file_id, file_data, filename }: GivenFile, param: string): Promise<ContentPart> {
    const file: StoredFile = file_id ? await existingFile(files, file_id) : await files.save(decoded(file_data ?? '', filename ?? 'file', param), threadId);
    if (!hasCode) {
      return { type: 'context', name: filename ?? file.name, language: '', text: await documentText(docent, file, param), fileId: file.id };
    }
    const name = freeName(filename ?? file.name, names);
    names.add(name);
    return { type: 'file', file: { id: file.id, name, path: files.path(file), bytes: file.bytes, tools: ['code_interpreter'] } };
  }

  async function toPart(part: GivenPart, param: string): Promise<ContentPart> {
    switch (part.type) {
      case 'input_text':
      case 'output_text':
        return textPart(part.text);
      case 'refusal':
        return { type: 'refusal', text: part.refusal };
      case 'input_file':
        return toFile(part, param);
      case 'input_image': {
        const detail = part.detail ?? 'auto';
        if (part.image_url) return { type: 'image', source: { kind: 'url', url: part.image_url }, detail };
        const image: KeptFile = await existingFile(files, part.file_id ?? '');
        await checkImage(files, image, `${param}.file_id`);
        return { type: 'image', source: { kind: 'file', file: image, path: files.path(image) }, detail };
      }
    }
  }

  return async ({ content }, param) => {
    if (typeof content === 'string') return [textPart(content)];
    const parts: ContentPart[] = [];
    for (const [index, part] of content.entries()) parts.push(await toPart(part, `${param}.content[${index}]`));
    return parts;
  };
}

/** Bytes in base64, alone or as a data URL. */
function decoded(data: string, name: string, param: string) {
  const [, mime, inUrl] = /^data:([^;,]*)[^,]*;base64,([^]*)$/.exec(data) ?? [];
  const base64 = inUrl ?? data;
  if (base64 === '' || !/^[A-Za-z0-9+/_\s-]+={0,2}\s*$/.test(base64)) {
    throw badRequest(`Invalid '${param}.file_data': expected base64, alone or as a data URL.`, { param: `${param}.file_data`, code: 'invalid_value' });
  }
  return { name, mime: mime || mimeType(name), bytes: new Uint8Array(Buffer.from(base64, 'base64')) };
}
