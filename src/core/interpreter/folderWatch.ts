import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of a block of `stat`'s, on every system. */
const BLOCK = 512;
/** How often it is looked, in milliseconds; where there is much to look at, a tenth of the time goes into it. */
const LOOK_MS = 1_000;
const PAUSES = 9;

export interface FolderWatch {
  /** Whether code runs; without it, nothing grows. */
  isAtWork: boolean;
  stop(): void;
}

/**
 * Looks after how much lies on the disk below a folder, as long as code is at work in it.
 * @param maxBytes of all files together; of a file with holes, what it takes
 * @param onOver is told once
 */
export function watchFolder(folder: string, maxBytes: number, onOver: () => void): FolderWatch {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  const watch: FolderWatch = {
    isAtWork: false,
    stop: () => {
      isStopped = true;
      if (timer) clearTimeout(timer);
    },
  };

  async function look(): Promise<void> {
    const began = performance.now();
    // A folder that goes away while it is listed is counted next time.
    if (watch.isAtWork && ((await orGone(bytesIn(folder, maxBytes, () => isStopped))) ?? 0) > maxBytes && !isStopped) {
      watch.stop();
      return onOver();
    }
    if (!isStopped) again(Math.max(LOOK_MS, (performance.now() - began) * PAUSES));
  }

  function again(ms: number): void {
    timer = setTimeout(() => void look(), ms).unref();
  }

  again(LOOK_MS);
  return watch;
}

/** What lies below a folder; no more than tells that it is beyond `enough`. Links are not followed. */
async function bytesIn(root: string, enough: number, stopped: () => boolean): Promise<number> {
  let bytes = 0;
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined && bytes <= enough && !stopped(); folder = folders.pop()) {
    const entries = await orGone(opendir(folder));
    if (!entries) continue;
    for await (const entry of entries) {
      const place = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(place);
      else if (entry.isFile()) bytes += ((await orGone(lstat(place)))?.blocks ?? 0) * BLOCK;
    }
  }
  return bytes;
}

/** Null for what is gone meanwhile, lies too deep to have a path, or can't be looked at: the code goes on, and so does the watch. */
async function orGone<T>(found: Promise<T>): Promise<T | null> {
  return found.catch(() => null);
}
