import { statfs } from 'node:fs/promises';
import { createSizeOnDisk } from './sizeOnDisk.ts';

/** How often it is looked, in milliseconds; where there is much to look at, a tenth of the time goes into it. */
const LOOK_MS = 1_000;
const PAUSES = 9;
/** What may go of the free room of the disk until it is looked all the same, as a share of the limit. */
const SHARE = 0.5;

export interface FolderWatch {
  /** Whether code runs; without it, nothing grows. */
  isAtWork: boolean;
  stop(): void;
}

/**
 * Looks after how much lies on the disk below a folder, as long as code is at work in it.
 * @param maxBytes of all files together, those that are open without a name included
 * @param pids the processes of the code
 * @param onOver is told once
 */
export function watchFolder(folder: string, maxBytes: number, pids: () => readonly number[], onOver: () => void): FolderWatch {
  let isStopped = false;
  /** Until when it is rested, and how much was free when that began. */
  let rest = { until: 0, free: 0 };
  const watch: FolderWatch = {
    isAtWork: false,
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };

  async function look(): Promise<void> {
    const free = await freeBytes(folder);
    if (watch.isAtWork && (performance.now() >= rest.until || rest.free - free > maxBytes * SHARE)) {
      const began = performance.now();
      const size = createSizeOnDisk((bytes) => bytes > maxBytes || isStopped);
      await size.addFolder(folder);
      for (const pid of pids()) await size.addOpen(folder, pid);
      if (isStopped) return;
      if (size.bytes > maxBytes) {
        watch.stop();
        return onOver();
      }
      rest = { until: performance.now() + (performance.now() - began) * PAUSES, free };
    }
    if (!isStopped) timer = again();
  }

  const again = () => setTimeout(() => void look(), LOOK_MS).unref();
  let timer = again();
  return watch;
}

/** Of the disk on which a folder lies; 0 where it is gone. */
async function freeBytes(folder: string): Promise<number> {
  return statfs(folder).then(({ bavail, bsize }) => bavail * bsize, () => 0);
}
