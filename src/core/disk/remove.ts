import { randomUUID } from 'node:crypto';
import { chmod, lstat, readdir, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode } from '../types/errors.ts';
import { isHeld, onceLetGo } from './held.ts';
import { fromNames, NAMES, toNames } from './names.ts';

/** So many files of a folder are removed at once. */
const AT_ONCE = 50;

/** Removes a file, if it is there. */
export async function removeFile(path: string): Promise<void> {
  await onceLetGo(() => rm(path, { force: true }));
}

/**
 * Removes whatever is at a path, however deep: each folder is moved beside the first before it is looked into, so that no path grows too
 * long. Folders that were closed to their owner are opened. Resolves also where there is nothing.
 * @param signal aborting ends the work between two folders; what is left is beside the first
 * @throws what the system says of the first file that can't be removed; all that can be is gone then
 */
export async function removeTree(path: string, signal?: AbortSignal): Promise<void> {
  const stats = await lstat(path).catch(() => null);
  if (!stats?.isDirectory()) return removeFile(path);
  await removeFolder(toNames(path), signal);
}

/** All paths from here on are of the form of names.ts. */
async function removeFolder(path: string, signal?: AbortSignal): Promise<void> {
  const beside = dirname(path);
  const folders = [path];
  const failures: unknown[] = [];
  for (let folder = folders.pop(); folder !== undefined && !signal?.aborted; folder = folders.pop()) {
    const now = folder;
    try {
      folders.push(...(await empty(now, beside, failures)));
      await onceLetGo(() => rmdir(fromNames(now)));
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Removes a folder's files. @returns its folders, where they are now */
async function empty(folder: string, beside: string, failures: unknown[]): Promise<readonly string[]> {
  const entries = await opening([folder], () => readdir(fromNames(folder), { withFileTypes: true, encoding: NAMES }));
  const moved: string[] = [];
  for (const name of await withoutEmpty(folder, entries.filter((entry) => entry.isDirectory()).map(({ name }) => name))) {
    const inner = join(folder, name);
    const short = join(beside, `.removed-${randomUUID()}`);
    try {
      await opening([folder, inner], () => rename(fromNames(inner), fromNames(short)));
      moved.push(short);
    } catch (error) {
      if (!isHeld(error)) throw error;
      // A file in it is open, so it is emptied where it is.
      await removeFolder(inner).catch((failure: unknown) => failures.push(failure));
    }
  }
  const files = entries.filter((entry) => !entry.isDirectory());
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE).map(({ name }) => opening([folder], () => onceLetGo(() => unlink(fromNames(join(folder, name))))));
    for (const result of await Promise.allSettled(some)) {
      if (result.status === 'rejected' && !hasCode(result.reason, 'ENOENT')) failures.push(result.reason);
    }
  }
  return moved;
}

/** Removes of these folders the empty ones: code can leave hundreds of thousands. @returns the others */
async function withoutEmpty(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const left: string[] = [];
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const some = names.slice(from, from + AT_ONCE);
    const removed = await Promise.allSettled(some.map((name) => rmdir(fromNames(join(folder, name)))));
    left.push(...some.filter((_, place) => removed[place]?.status === 'rejected'));
  }
  return left;
}

/** Does `work`, and once more with these folders opened to their owner where they are not. */
async function opening<T>(folders: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!hasCode(error, 'EACCES')) throw error;
    for (const folder of folders) await chmod(fromNames(folder), 0o700);
    return work();
  }
}
