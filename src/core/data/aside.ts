import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { DocentError, hasCode } from '../types/errors.ts';

/** SQLite reads them as parts of the file beside which they lie. */
const BESIDE = ['-wal', '-shm', '-journal'];

/**
 * Moves a database that can't be used, with what SQLite put beside it, into a folder of its own below `dir`, so that a new one can take its place.
 * @returns the folder
 * @throws DocentError `data_in_use`
 */
export async function setAside(path: string, dir: string): Promise<string> {
  const folder = await asideFolder(dir);
  await moveBeside(path, folder);
  await moveIfThere(path, join(folder, 'docent.db'));
  return folder;
}

/**
 * Puts a copy in a database's place, which is kept as {@link setAside} does. At each moment there is one of the two.
 * @returns the folder with the file that was there before
 */
export async function putInPlace(copy: string, path: string, dir: string): Promise<string> {
  const incoming = `${path}.restored`;
  await copyFile(copy, incoming);
  const file = await open(incoming, 'r+');
  await file.sync();
  await file.close();
  const folder = await asideFolder(dir);
  await copyFile(path, join(folder, 'docent.db')).catch((error: unknown) => {
    if (!hasCode(error, 'ENOENT')) throw error;
  });
  await moveBeside(path, folder);
  try {
    await rename(incoming, path);
  } catch (error) {
    await rm(incoming, { force: true });
    throw inUse(error);
  }
  return folder;
}

async function asideFolder(dir: string): Promise<string> {
  const folder = join(dir, `aside-${new Date().toISOString().replaceAll(':', '-')}`);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** First what SQLite would otherwise write into the new file. */
async function moveBeside(path: string, folder: string): Promise<void> {
  for (const suffix of BESIDE) await moveIfThere(path + suffix, join(folder, `docent.db${suffix}`));
}

async function moveIfThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw inUse(error);
  }
}

function inUse(error: unknown): unknown {
  const isHeld = ['EBUSY', 'EPERM', 'EACCES'].some((code) => hasCode(error, code));
  return isHeld ? dataInUse(error) : error;
}

/** `data_in_use`: another process has the data open. @param cause what the system said */
export function dataInUse(cause?: unknown): DocentError {
  return new DocentError('data_in_use', t('Docent’s data is still in use: close other windows that use Docent, then try again.'), null, cause);
}
