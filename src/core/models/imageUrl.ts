import { readFile } from 'node:fs/promises';
import type { ImageSource } from '../types/item.ts';

/** Where a model finds an image: at its address, or in the URL itself. Null where its file is gone; the text still names it. */
export async function imageUrl(source: ImageSource): Promise<string | null> {
  if (source.kind === 'url') return source.url;
  const bytes = await readFile(source.path).catch(() => null);
  return bytes && `data:${source.file.mime};base64,${bytes.toString('base64')}`;
}
