import type { Readable } from 'node:stream';
import { WORKER } from '../limits/limits.ts';

/** Calls `onLine` for each whole line, or `onTooLong` once for one that would fill our memory, after which nothing more is read. */
export function readLines(stream: Readable, onLine: (line: string) => void, onTooLong: () => void): void {
  let parts: Buffer[] = [];
  let length = 0;
  stream.on('data', (bytes: Buffer) => {
    let start = 0;
    for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', start)) {
      onLine(Buffer.concat([...parts, bytes.subarray(start, end)]).toString());
      parts = [];
      length = 0;
      start = end + 1;
    }
    parts.push(bytes.subarray(start));
    length += bytes.length - start;
    if (length > WORKER.line.max) {
      stream.destroy();
      onTooLong();
    }
  });
}
