import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { constants, copyFile, type FileHandle, link, lstat, mkdir, open, opendir, readlink, realpath, stat, symlink, utimes } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { t } from '@vscode/l10n';
import { budgetOf, MEGABYTE } from '../limits/budget.ts';
import { WORK_FOLDER } from '../limits/limits.ts';
import { removeFile } from '../disk/remove.ts';
import { replaceFile } from '../disk/replace.ts';
import { DocentError, hasCode } from '../types/errors.ts';
import type { DataFile } from '../types/item.ts';
import { mimeType } from '../text/mimeType.ts';
import type { Inputs } from './inputs.ts';
import { removeWithin } from './removeWithin.ts';
import type { WorkFile } from './workFile.ts';
import type { NewFile } from '../types/output.ts';

export interface WorkFolder {
  /** Makes the folder where there is none. What is in it is known from then on. */
  prepare(): Promise<void>;
  /** @see Session.put */
  put(file: DataFile): Promise<void>;
  /** Has each file that is read where it lies found in the folder, too. @param place absolute folder of these, as the code sees it */
  link(place: string): Promise<void>;
  /** Names of the files that are new or different since the last look, `/` between parts. */
  changes(): Promise<readonly string[]>;
  /** All that lies there, what is read where it lies included. */
  files(): Promise<readonly WorkFile[]>;
  /** @throws DocentError `file_too_large`, `file_missing` */
  read(name: string): Promise<NewFile>;
  /** @throws DocentError `bad_name` where it leads out of the folder */
  remove(name: string): Promise<void>;
  /** Copies a file of the folder to a place of the user's, however large it is. @throws DocentError `file_missing` */
  copyOut(name: string, target: string): Promise<void>;
  /** Deletes the folder; no code may be running in it. */
  delete(): Promise<void>;
}

/** Size and time of a file: what tells whether it has changed. */
type Stamp = string;
const bytesOf = (stamp: Stamp) => Number.parseInt(stamp, 10);
const stampOf = ({ size, mtime }: { size: number; mtime: Date }): Stamp => `${size} ${mtime.getTime()}`;

/**
 * A session's folder. The code in it is not trusted: it can put links there that lead out of the sandbox, so that nothing is
 * read from a link or written to one.
 * @param inputs what is read where it lies
 * @param remove takes the folder from its place, however long its bytes stay on the disk
 */
export function createWorkFolder(folder: string, inputs: Inputs, remove: (folder: string) => Promise<void>): WorkFolder {
  /** What each input was copied from: a copy that the code has changed since isn't put back. */
  const copied = new Map<string, Stamp>();
  let known: Map<string, Stamp> | null = null;

  async function prepare(): Promise<Map<string, Stamp>> {
    await mkdir(folder, { recursive: true });
    return (known ??= await list(folder));
  }

  async function bring(file: DataFile): Promise<void> {
    const source = await stat(file.path).catch(async (error: unknown) => {
      // What the thread was given stays its own when the user's file goes away.
      const isThere = async () => (await inputs.has(file.name)) || (await lstat(placeOf(folder, file.name)).catch(() => null))?.isFile() === true;
      if (hasCode(error, 'ENOENT') && (await isThere())) return null;
      throw new DocentError('file_missing', t('“{0}” can’t be read any more; attach it again.', file.name), null, error);
    });
    if (!source) return;
    await prepare();
    const place = placeOf(folder, file.name);
    if (source.size > WORK_FOLDER.copy.max) return bringByName(file, place, source);
    await inputs.forget(file.name);
    const there = await lstat(place).catch(() => null);
    if (there?.isFile() && (copied.get(file.name) ?? stampOf(there)) === stampOf(source)) return;
    await copyInto(place, file, source);
    copied.set(file.name, stampOf(source));
    (await prepare()).set(file.name, stampOf(await lstat(place)));
  }

  async function bringByName(file: DataFile, place: string, source: { size: number; mtime: Date }): Promise<void> {
    await inputs.refer(file);
    // Code may have put a file of its own there: it stays as long as the user's is the same.
    const isOwn = (await lstat(place).catch(() => null))?.isFile() && copied.get(file.name) === stampOf(source);
    if (!isOwn) await removeFile(place);
    copied.set(file.name, stampOf(source));
  }

  /** What can't be brought up to date must not be taken for what the user's file says now. */
  async function dropOld(name: string): Promise<void> {
    const place = placeOf(folder, name);
    await inputs.forget(name);
    const there = await lstat(place).catch(() => null);
    if (there === null || there.isDirectory()) return;
    copied.delete(name);
    await removeFile(place).catch((error: unknown) => {
      const message = t('“{0}” has changed, but a program still has its old content open in /mnt/data: stop Python, then try again.', name);
      throw new DocentError('file_held', message, 'retry', error);
    });
  }

  return {
    async prepare() {
      await prepare();
    },

    async put(file) {
      try {
        await bring(file);
      } catch (error) {
        await dropOld(file.name);
        throw error;
      }
    },

    async link(place) {
      for (const name of await inputs.names()) {
        const [target, here] = [join(place, name), placeOf(folder, name)];
        const there = await lstat(here).catch(() => null);
        // What code has put there is its own.
        if (there && !there.isSymbolicLink()) continue;
        if (there && (await readlink(here)) === target) continue;
        await removeFile(here);
        await symlink(target, here).catch(() => link(target, here));
        const made = await lstat(here);
        if (made.isFile()) (await prepare()).set(name, stampOf(made));
      }
    },

    async changes() {
      const before = await prepare();
      known = await list(folder);
      return [...known].filter(([name, stamp]) => before.get(name) !== stamp).map(([name]) => name);
    },

    async files() {
      const own = Array.from(await list(folder), ([name, stamp]) => ({ name, bytes: bytesOf(stamp) }));
      const referred = (await inputs.sizes()).filter(({ name }) => own.every((file) => file.name !== name));
      return [...own, ...referred];
    },

    read: (name) => read(folder, name),

    async remove(name) {
      (await prepare()).delete(name);
      copied.delete(name);
      if (basename(name) === name) await inputs.forget(name);
      await removeWithin(folder, name);
    },

    async copyOut(name, target) {
      const file = await openOwn(folder, name);
      try {
        await pipeline(file.createReadStream({ autoClose: false }), createWriteStream(target));
      } finally {
        await file.close();
      }
    },

    async delete() {
      known = null;
      copied.clear();
      await inputs.delete();
      await remove(folder);
    },
  };
}

function placeOf(folder: string, name: string): string {
  if (basename(name) !== name || name === '..') throw new DocentError('bad_name', t('“{0}” is no name for a file; rename it.', name));
  return join(folder, name);
}

/** Copies beside the folder, where no code can reach it, and moves the copy: moving replaces a link, copying would follow it. */
async function copyInto(place: string, file: DataFile, times: { atime: Date; mtime: Date }): Promise<void> {
  const incoming = join(dirname(dirname(place)), `.incoming-${randomUUID()}`);
  try {
    await copyFile(file.path, incoming);
    await utimes(incoming, times.atime, times.mtime);
    await replaceFile(incoming, place);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DocentError('file_not_copied', t('“{0}” could not be copied for Python: {1}', file.name, detail), 'showLog', error);
  } finally {
    await removeFile(incoming);
  }
}

/** All files in a folder, without hidden ones and caches, up to the limits of how many there may be and how deep. */
async function list(folder: string): Promise<Map<string, Stamp>> {
  const files = new Map<string, Stamp>();
  const folders = [''];
  const [names, entries] = [budgetOf(WORK_FOLDER.names), budgetOf(WORK_FOLDER.entries)];
  for (let inner = folders.shift(); inner !== undefined && entries.take(1); inner = folders.shift()) {
    const opened = await opendir(join(folder, inner), { bufferSize: 256 }).catch(() => null); // Gone since.
    for await (const entry of opened ?? []) {
      if (!names.take(1)) return files;
      const name = inner ? `${inner}/${entry.name}` : entry.name;
      if (entry.name.startsWith('.') || entry.name === '__pycache__') continue;
      if (entry.isDirectory() && folders.length < WORK_FOLDER.entries.max && depthOf(name) < WORK_FOLDER.depth.max) folders.push(name);
      const stats = entry.isFile() && entries.take(1) ? await lstat(join(folder, name)).catch(() => null) : null;
      if (stats) files.set(name, stampOf(stats));
    }
  }
  return files;
}

function depthOf(name: string): number {
  return name.split('/').length;
}

async function read(folder: string, name: string): Promise<NewFile> {
  const file = await openOwn(folder, name);
  try {
    const stats = await file.stat();
    if (stats.size > WORK_FOLDER.result.max) {
      const message = t('“{0}” has {1}, more than the {2} that are kept; it stays in /mnt/data.', name, megabytes(stats.size), megabytes(WORK_FOLDER.result.max));
      throw new DocentError('file_too_large', message);
    }
    return { name, mime: mimeType(name), bytes: await file.readFile() };
  } finally {
    await file.close();
  }
}


/** Opens a file that is really in the folder. @throws DocentError `file_missing` */
async function openOwn(folder: string, name: string): Promise<FileHandle> {
  // No links, and no waiting for a pipe that took the file's place.
  const file = await open(join(folder, name), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)).catch(
    (error: unknown) => {
      throw new DocentError('file_missing', t('“{0}” was gone before it could be kept.', name), null, error);
    },
  );
  try {
    // A folder on the way can have become a link as well; where there is a sandbox, the system knows what was opened.
    const isInside = process.platform !== 'linux' || (await readlink(`/proc/self/fd/${file.fd}`)).startsWith((await realpath(folder)) + sep);
    if (!isInside || !(await file.stat()).isFile()) throw new DocentError('file_missing', t('“{0}” was gone before it could be kept.', name));
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE)} MB`;
}
