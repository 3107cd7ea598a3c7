import { createHash } from 'node:crypto';
import { copyFile, lstat, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onceLetGo } from '../disk/held.ts';
import { removeTree } from '../disk/remove.ts';
import { isAbort } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import type { Python } from './environments/python.ts';

/** Where matplotlib looks for it, below a home. */
const CONFIG = '.config';
const MATPLOTLIB = join(CONFIG, 'matplotlib');
const LIST = /^fontlist-.*\.json$/;

/** matplotlib's lists of fonts, which take seconds to make: one for each Python, of which every session gets a copy. */
export interface FontLists {
  /** Gives a session's folder a copy, where there is one; else one is made meanwhile, for the next. No code may be running in the folder. */
  give(python: Python, folder: string): Promise<void>;
  /** Resolves when none is being made. */
  settled(): Promise<void>;
}

/**
 * @param dir absolute; a folder for each Python comes into it
 * @param make has that Python make its list, in a home of this path
 */
export function createFontLists(dir: string, make: (home: string) => Promise<void>, log: Log): FontLists {
  const making = new Map<string, Promise<void>>();

  const tell = (error: unknown) => {
    if (!isAbort(error)) log.warn(`matplotlib’s list of fonts could not be made: ${String(error)}`);
  };

  /** What is half written, as one sees it meanwhile and after a crash, is no list. */
  async function makeAside(home: string): Promise<void> {
    const aside = `${home}.new`;
    await removeTree(aside);
    await make(aside);
    await onceLetGo(() => rename(aside, home));
  }

  return {
    async settled() {
      await Promise.all(making.values());
    },
    async give(python, folder) {
      if (!python.libraries.includes('matplotlib')) return;
      const home = join(dir, await keyOf(python));
      const lists = (await readdir(join(home, MATPLOTLIB)).catch(() => [])).filter((name) => LIST.test(name));
      if (lists.length === 0) {
        if (!making.has(home)) making.set(home, makeAside(home).catch(tell));
        return;
      }
      // What is there already was made by code, and may lead elsewhere.
      if (await lstat(join(folder, CONFIG)).catch(() => null)) return;
      await mkdir(join(folder, MATPLOTLIB), { recursive: true });
      for (const name of lists) await copyFile(join(home, MATPLOTLIB, name), join(folder, MATPLOTLIB, name));
    },
  };
}

/** Another matplotlib has another list. */
async function keyOf({ executable, version, packages }: Python): Promise<string> {
  const times = await Promise.all(packages.map((path) => stat(path).then(({ mtimeMs }) => mtimeMs, () => 0)));
  return createHash('sha256').update(JSON.stringify([executable, version, times])).digest('hex').slice(0, 16);
}
