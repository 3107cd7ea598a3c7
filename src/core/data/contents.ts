import { cp, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { removeTree } from '../disk/remove.ts';
import { DocentError, hasCode } from '../types/errors.ts';

/** What Docent puts into its data directory. The user may have chosen a folder in which other things lie as well. */
const OURS = /^(?:docent\.db.*|files|stores|sessions|owners|backup)$/;
/** Who uses a directory at this moment is nothing to take along. */
const OWNERS = 'owners';

async function contents(dir: string): Promise<readonly string[]> {
  const names = await readdir(dir).catch((error: unknown) => {
    // There is nothing, or no folder, in its place.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw error;
  });
  // First the rows: while a process still has them open, nothing is half gone.
  return names.filter((name) => OURS.test(name)).sort((a, b) => Number(b.startsWith('docent.db')) - Number(a.startsWith('docent.db')));
}

/** In bytes. What goes away meanwhile, or is too deep to be looked at, counts nothing. */
export async function sizeOfData(dir: string): Promise<number> {
  let size = 0;
  const folders = [dir];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const place = folder;
    for (const entry of await readdir(place, { withFileTypes: true }).catch(() => [])) {
      if (place === dir && !OURS.test(entry.name)) continue;
      if (entry.isDirectory()) folders.push(join(place, entry.name));
      else if (entry.isFile()) size += (await stat(join(place, entry.name)).catch(() => null))?.size ?? 0;
    }
  }
  return size;
}

/**
 * Removes all data of a directory that no process has open; other files in it stay.
 * @returns the absolute paths of what is left, because another program holds it
 */
export async function removeData(dir: string): Promise<readonly string[]> {
  const left: string[] = [];
  for (const name of await contents(dir)) {
    const path = join(dir, name);
    await removeTree(path).catch(() => left.push(path));
    // What another process has open goes with all that belongs to it, or not at all.
    if (left.length > 0 && name.startsWith('docent.db')) break;
  }
  return left;
}

/** Whether there is data in a directory. */
export async function hasData(dir: string): Promise<boolean> {
  return (await contents(dir)).includes('docent.db');
}

/**
 * Copies all data of a directory that no process has open to another; it is there as a whole, or not at all.
 * @throws DocentError `data_there` where there is data already, `data_not_copied`
 */
export async function copyData(from: string, to: string): Promise<void> {
  const incoming = join(to, '.docent-incoming');
  try {
    await mkdir(to, { recursive: true });
    if (await hasData(to)) throw new DocentError('data_there', t('There is data of Docent’s in {0} already: choose another folder.', to));
    await removeTree(incoming);
    await mkdir(incoming);
    const names = (await contents(from)).filter((name) => name !== OWNERS);
    for (const name of names) await cp(join(from, name), join(incoming, name), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    // The rows come last: with them it is data.
    for (const name of names.toReversed()) await rename(join(incoming, name), join(to, name));
    await removeTree(incoming);
  } catch (error) {
    if (error instanceof DocentError) throw error;
    await removeTree(incoming).catch(() => undefined);
    const detail = error instanceof Error ? error.message : String(error);
    throw new DocentError('data_not_copied', t('The data could not be copied to {0}; it stays where it is. {1}', to, detail), 'showLog', error);
  }
}
