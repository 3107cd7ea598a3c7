import type { Stats } from 'node:fs';
import { constants, lstat, open, opendir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fromNames, NAMES, toNames } from '../disk/names.ts';

/** Bytes of a block of `stat`'s, on every system. */
const BLOCK = 512;
/** No path can be much longer: before it gets there, Linux goes on from a folder that is held open. In characters. */
const PATH_LENGTH = 2_000;
/** So many are held open at once: some 100,000 folders within each other. Whoever makes more of them is hiding something. */
const HELD = 100;

/** What a piece of code has on the disk. A folder takes room as well, a file with two names takes it once, and one with holes what it really takes. */
export interface SizeOnDisk {
  /** What was found so far. */
  readonly bytes: number;
  /** Adds a folder with all that lies below; links are not followed. */
  addFolder(folder: string): Promise<void>;
  /** Adds the files of a process on that folder's disk which have no name any more, but are still open. Linux alone tells them. */
  addOpen(folder: string, pid: number): Promise<void>;
}

/** @param isDone whether no more needs to be found */
export function createSizeOnDisk(isDone: (bytes: number) => boolean): SizeOnDisk {
  const seen = new Set<string>();
  let bytes = 0;

  function add(stats: Stats): void {
    const { dev, ino, nlink, blocks } = stats;
    if (nlink !== 1 && !stats.isDirectory()) {
      if (seen.has(`${dev} ${ino}`)) return;
      seen.add(`${dev} ${ino}`);
    }
    bytes += blocks * BLOCK;
  }

  /** @param base a path of the form of names.ts */
  async function addBelow(base: string, held: number): Promise<void> {
    const folders = [''];
    for (let folder = folders.pop(); folder !== undefined && !isDone(bytes); folder = folders.pop()) {
      const place = join(base, folder);
      if (folder.length > PATH_LENGTH && process.platform === 'linux') {
        await addFarBelow(place, held + 1);
        continue;
      }
      for await (const name of namesIn(place)) {
        if (isDone(bytes)) return;
        const stats = await orGone(lstat(fromNames(join(place, name))));
        if (stats) add(stats);
        if (stats?.isDirectory()) folders.push(join(folder, name));
      }
    }
  }

  async function addFarBelow(folder: string, held: number): Promise<void> {
    if (held > HELD) bytes = Infinity;
    const handle = await orGone(open(fromNames(folder), constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW));
    if (!handle) return;
    try {
      await addBelow(`/proc/self/fd/${handle.fd}`, held);
    } finally {
      await handle.close();
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    addFolder: (folder) => addBelow(toNames(folder), 0),
    async addOpen(folder, pid) {
      const [disk, descriptors] = [await orGone(lstat(folder)), await orGone(readdir(`/proc/${pid}/fd`))];
      for (const descriptor of descriptors ?? []) {
        if (isDone(bytes)) return;
        const stats = await orGone(stat(`/proc/${pid}/fd/${descriptor}`));
        if (stats?.isFile() && stats.nlink === 0 && stats.dev === disk?.dev) add(stats);
      }
    },
  };
}

/** What is in a folder; of one that goes while it is listed, what came before. Not every system takes that for its end. */
async function* namesIn(place: string): AsyncGenerator<string> {
  const folder = await orGone(opendir(fromNames(place), { encoding: NAMES }));
  if (!folder) return;
  try {
    for (let entry = await orGone(folder.read()); entry; entry = await orGone(folder.read())) yield entry.name;
  } finally {
    await folder.close();
  }
}

/** Null for what is gone meanwhile, or can't be looked at: the code goes on, and so does the watch. */
async function orGone<T>(found: Promise<T>): Promise<T | null> {
  return found.catch(() => null);
}
