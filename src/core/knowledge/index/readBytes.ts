import { closeSync, openSync, readSync } from 'node:fs';
import { checkHead } from '../read/checkHead.ts';
import type { DocumentKind } from '../read/kind.ts';

/** Binary files show themselves in these first bytes, so the rest of a big picture need not be read. */
export const HEAD_BYTES = 8192;

/** @throws Unfit for what its first bytes show not to be of this kind */
export function readBytes(path: string, size: number, kind: DocumentKind): Buffer {
  const bytes = Buffer.allocUnsafe(Math.min(size, kind.readBytes));
  const descriptor = openSync(path, 'r');
  try {
    const head = fill(descriptor, bytes.subarray(0, HEAD_BYTES));
    checkHead(head, kind);
    const rest = fill(descriptor, bytes.subarray(head.length));
    return bytes.subarray(0, head.length + rest.length);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads on until the buffer is full or the file ends; gives the part that was filled. */
function fill(descriptor: number, buffer: Buffer): Buffer {
  let filled = 0;
  for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
    count = readSync(descriptor, buffer, filled, buffer.length - filled, null);
  }
  return buffer.subarray(0, filled);
}
