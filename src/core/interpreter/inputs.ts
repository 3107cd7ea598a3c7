import { copyFile, link, lstat, mkdir, readdir, readlink, realpath, rm, stat, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { t } from '@vscode/l10n';
import { DocentError, hasCode } from '../types/errors.ts';
import type { DataFile } from '../types/item.ts';
import type { WorkFile } from './workFile.ts';

/** What a process is shown of the user's files, to be read and nothing else. */
export interface ShownInputs {
  /** Absolute folder of one entry for each file, a second name of it or a link to it. */
  readonly folder: string;
  /** Absolute paths that its links lead to. */
  readonly targets: readonly string[];
}

/**
 * The user's files that code reads where they lie, however large: each has an entry in a folder beside the work folder. Where both
 * are on one disk it is a second name of the same bytes, and stays when the user's goes away; else a link.
 */
export interface Inputs {
  /** Gives a file its entry, or brings that up to date. @throws DocentError `file_missing`, `file_not_shown` */
  refer(file: DataFile): Promise<void>;
  /** Takes a file's entry away. */
  forget(name: string): Promise<void>;
  has(name: string): Promise<boolean>;
  /** Names of all entries. */
  names(): Promise<readonly string[]>;
  /** The same with what each has in bytes, without those whose file is gone. */
  sizes(): Promise<readonly WorkFile[]>;
  shown(): Promise<ShownInputs>;
  delete(): Promise<void>;
}

/** @param folder absolute; on the same disk as the work folder */
export function createInputs(folder: string): Inputs {
  const place = (name: string) => {
    if (basename(name) !== name || name === '..' || name === '') throw new DocentError('bad_name', t('“{0}” is no name for a file; rename it.', name));
    return join(folder, name);
  };
  const exists = (path: string) => lstat(path).then(() => true, () => false);

  async function names(): Promise<readonly string[]> {
    return readdir(folder).catch(() => []);
  }

  return {
    names,
    async sizes() {
      const all = (await names()).map(async (name): Promise<readonly WorkFile[]> => {
        const found = await stat(join(folder, name)).catch(() => null);
        return found?.isFile() ? [{ name, bytes: found.size }] : [];
      });
      return (await Promise.all(all)).flat();
    },
    async refer({ name, path }) {
      const entry = place(name);
      const source = await stat(path).catch(async (error: unknown) => {
        // What the thread was given stays its own when the user's file goes away.
        if (hasCode(error, 'ENOENT') && (await stat(entry).catch(() => null))?.isFile()) return null;
        throw new DocentError('file_missing', t('“{0}” can’t be read any more; attach it again.', name), null, error);
      });
      if (!source) return;
      if (!source.isFile()) throw new DocentError('file_missing', t('“{0}” is no file.', name));
      const there = await stat(entry).catch(() => null);
      if (there?.ino === source.ino && there.dev === source.dev && there.mtimeMs === source.mtimeMs) return;
      await mkdir(folder, { recursive: true });
      await rm(entry, { force: true });
      await give(await realpath(path), entry, name);
    },
    forget: (name) => rm(place(name), { force: true }),
    has: (name) => exists(place(name)),
    async shown() {
      await mkdir(folder, { recursive: true });
      const links = await Promise.all((await names()).map((name) => readlink(join(folder, name)).catch(() => null)));
      return { folder, targets: links.filter((target) => target !== null) };
    },
    delete: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A second name; a link to another disk, or to what belongs to somebody else; a copy where neither can be made. */
async function give(source: string, entry: string, name: string): Promise<void> {
  for (const way of [link, symlink, copyFile]) {
    try {
      return await way(source, entry);
    } catch (error) {
      if (way !== copyFile) continue;
      throw new DocentError('file_not_shown', t('“{0}” can’t be shown to Python: {1}', name, error instanceof Error ? error.message : String(error)), 'showLog', error);
    }
  }
}
