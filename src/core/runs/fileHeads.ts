import { open } from 'node:fs/promises';
import { fileHead, type FileHead } from '../text/fileHead.ts';
import type { ContentPart, DataFile, Item, NewEntry } from '../types/item.ts';
import { givenItem } from '../types/newItem.ts';

/** Enough for some lines of a wide table. */
const READ_BYTES = 4_096;
/** ZIP (workbooks), Parquet, PDF, gzip: binary, whatever their first bytes look like. */
const BINARY = ['PK\u0003\u0004', 'PAR1', '%PDF', '\u001f\u008b'];

/** New items of a thread; data files of messages say how they begin: what a model would otherwise have to look up, or guess. */
export async function itemsOf(entries: readonly NewEntry[], threadId: string): Promise<readonly Item[]> {
  // A question without files must not wait for a turn of the event loop.
  const isWithFiles = entries.some((entry) => 'content' in entry && entry.content.some(isDataFile));
  const told = isWithFiles ? await Promise.all(entries.map(withHeads)) : entries;
  return told.map((entry) => givenItem(entry, threadId));
}

async function withHeads(entry: NewEntry): Promise<NewEntry> {
  if (!('content' in entry)) return entry;
  const content = entry.content.map(async (part) => {
    if (!isDataFile(part)) return part;
    const head = await headOf(part.file);
    return head ? { ...part, file: { ...part.file, head } } : part;
  });
  return { ...entry, content: await Promise.all(content) };
}

function isDataFile(part: ContentPart): part is Extract<ContentPart, { type: 'file' }> {
  return part.type === 'file' && part.file.tools.includes('code_interpreter');
}

/** How a file begins; null where it is no text, or can't be read: whoever needs it says so. */
async function headOf({ path }: DataFile): Promise<FileHead | null> {
  try {
    const bytes = await beginning(path);
    return BINARY.some((mark) => bytes.toString('latin1', 0, 4).startsWith(mark)) ? null : fileHead(bytes, bytes.length < READ_BYTES);
  } catch {
    return null;
  }
}

async function beginning(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
