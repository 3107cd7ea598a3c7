import { open } from 'node:fs/promises';
import { fileHead, type FileHead } from '../text/fileHead.ts';
import type { ContentPart, DataFile, NewMessage } from '../types/item.ts';

/** Enough for some lines of a wide table. */
const READ_BYTES = 4_096;
/** ZIP (workbooks), Parquet, PDF, gzip: binary, whatever their first bytes look like. */
const BINARY = ['PK\u0003\u0004', 'PAR1', '%PDF', '\u001f\u008b'];

/** Whether there is something to read: a question without files must not wait for a turn of the event loop. */
export function hasDataFiles(messages: readonly NewMessage[]): boolean {
  return messages.some(({ content }) => content.some(isDataFile));
}

/** Messages whose data files say how they begin: what a model would otherwise have to look up, or guess. */
export function withHeads(messages: readonly NewMessage[]): Promise<readonly NewMessage[]> {
  return Promise.all(
    messages.map(async (message) => ({
      ...message,
      content: await Promise.all(
        message.content.map(async (part) => {
          if (!isDataFile(part)) return part;
          const head = await headOf(part.file);
          return head ? { ...part, file: { ...part.file, head } } : part;
        }),
      ),
    })),
  );
}

function isDataFile(part: ContentPart): part is Extract<ContentPart, { type: 'file' }> {
  return part.type === 'file' && part.file.tools.includes('code_interpreter');
}

/** How a file begins; null where it is no text, or can't be read: whoever needs it says so. */
async function headOf({ path }: DataFile): Promise<FileHead | null> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, 0);
    const bytes = buffer.subarray(0, bytesRead);
    return BINARY.some((mark) => bytes.toString('latin1', 0, 4).startsWith(mark)) ? null : fileHead(bytes, bytesRead < READ_BYTES);
  } catch {
    return null;
  }
}
