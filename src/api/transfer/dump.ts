import { lstatSync } from 'node:fs';
import { join, parse } from 'node:path';

/** Where the bytes of the files of a dump lie: `DUMP.files` beside `DUMP.jsonl`, each under its id. */
export function bytesFolder(dump: string): string {
  const { dir, name } = parse(dump);
  return join(dir, `${name}.files`);
}

/** Whether there is a file; a link to one is none. */
export function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
