import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../types/errors.ts';
import { removeTree } from './remove.ts';

/** Where folders go that are to be removed: out of sight at once, and off the disk in the background. */
export interface Trash {
  /** Takes a folder from its place; resolves when nothing is there any more. */
  remove(path: string): Promise<void>;
  /** Resolves when all that was taken is off the disk. */
  emptied(): Promise<void>;
  /** Ends the work; the next process goes on with it. */
  close(): Promise<void>;
}

/**
 * @param dir on the same disk as what is removed; what a crash left there goes first
 * @param warn is told what could not be removed; it is tried again in the next process
 */
export function createTrash(dir: string, warn: (message: string) => void): Trash {
  const closing = new AbortController();
  const sweep = (name: string) => removeTree(join(dir, name), closing.signal).catch((error: unknown) => warn(`It could not be removed: ${String(error)}`));
  async function sweepAll(): Promise<void> {
    for (const name of await readdir(dir).catch(() => [])) await sweep(name);
  }
  let work = sweepAll();

  return {
    async remove(path) {
      const name = randomUUID();
      await mkdir(dir, { recursive: true });
      try {
        await rename(path, join(dir, name));
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return;
        // A file in it is open: all others go.
        return removeTree(path);
      }
      work = work.then(() => sweep(name));
    },
    emptied: () => work,
    async close() {
      closing.abort();
      await work;
    },
  };
}
