import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parsedJson } from '../text/json.ts';
import type { Log } from '../types/log.ts';
import type { Memory } from './lessons.ts';

/** A memory in one small JSON file, for fronts without an editor. A file that can't be read is made anew. */
export async function openFileMemory(path: string, log: Log): Promise<Memory> {
  const before = parsedJson(await readFile(path, 'utf8').catch(() => ''));
  const kept = new Map(typeof before === 'object' && before !== null ? Object.entries(before) : []);
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    // Whole or not at all, whenever this process ends.
    await writeFile(`${path}.new`, JSON.stringify(Object.fromEntries(kept)));
    await rename(`${path}.new`, path);
  }

  return {
    get: (key) => kept.get(key),
    set(key, value) {
      kept.set(key, value);
      writing = writing.then(write).catch((error: unknown) => log.warn(`What was learned of a model could not be kept: ${String(error)}`));
    },
  };
}
