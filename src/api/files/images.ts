import { open } from 'node:fs/promises';
import type { Files, KeptFile } from '../../core/data/files.ts';
import { badRequest } from '../errors.ts';

/** How the kinds of images begin that models are shown. */
const PNG = '\x89PNG\r\n\x1a\n';
const JPEG = '\xff\xd8\xff';
const GIF = /^GIF8[79]a/;
const WEBP = /^RIFF.{4}WEBP/s;
const HEAD_BYTES = 16;

/** Refuses a file that is to be shown as an image and is none: its bytes say so, not its name. @throws ApiError that names `param` */
export async function checkImage(files: Files, image: KeptFile, param: string): Promise<void> {
  const handle = await open(files.path(image));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.toString('latin1', 0, bytesRead);
    if (head.startsWith(PNG) || head.startsWith(JPEG) || GIF.test(head) || WEBP.test(head)) return;
  } finally {
    await handle.close();
  }
  throw badRequest(`Invalid '${param}': ${image.id} is no image. Images are PNG, JPEG, GIF or WebP.`, { param, code: 'invalid_image_format' });
}
