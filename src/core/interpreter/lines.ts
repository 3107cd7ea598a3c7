import type { Readable } from 'node:stream';

/** Twice what docent_display.py lets through: a longer line is not the worker's, and would fill our memory. */
const MAX_LINE_BYTES = 64_000_000;

/** Calls `onLine` for each whole line, or `onTooLong` once, after which nothing more is read. */
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
    if (length > MAX_LINE_BYTES) {
      stream.destroy();
      onTooLong();
    }
  });
}
