import { copyFile, lstat, rename } from 'node:fs/promises';
import { isHeld, onceLetGo } from './held.ts';

/**
 * Moves the file `from` over `to`: a link that took its place is replaced, not followed. Where another program has `to` open and the
 * system lets nothing take its place, the content is written over instead.
 * @throws where neither is possible: `to` is as it was
 */
export async function replaceFile(from: string, to: string): Promise<void> {
  try {
    await onceLetGo(() => rename(from, to));
  } catch (error) {
    if (!isHeld(error) || !(await lstat(to)).isFile()) throw error;
    await copyFile(from, to);
  }
}
