import { realpath, stat } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';

/** What a folder is, however its path is spelt. */
export interface FolderIdentity {
  /** Absolute, without links. */
  readonly path: string;
  /** The same for each spelling that leads to the folder: without links, and folded where the file system takes folded names for the same. */
  readonly key: string;
  /** Stays when the folder is renamed or moved on its disk; null where there is no such folder, or the file system doesn't tell. */
  readonly mark: string | null;
}

/** Looks a folder up. A path that leads nowhere just now is known by its spelling. */
export async function identify(path: string): Promise<FolderIdentity> {
  const real = await realpath(path).catch(() => null);
  if (real === null) return { path, key: path, mark: null };
  return { path: real, key: await folded(real), mark: await markOf(real) };
}

/** Each name of the path in lower case and composed letters, where that is the same file: case may count in one folder and not in the next. */
async function folded(real: string): Promise<string> {
  const { root } = parse(real);
  if (real === root) return real;
  const above = dirname(real);
  const name = real.slice(above.length).replace(/^[\\/]/, '');
  const other = name.normalize('NFC').toLowerCase();
  const isSame = other !== name && (await areSame(real, join(above, other)));
  return join(await folded(above), isSame ? other : name);
}

async function areSame(one: string, other: string): Promise<boolean> {
  // Numbers of files don't fit into a double on every file system.
  const [a, b] = await Promise.all([one, other].map((path) => stat(path, { bigint: true }).catch(() => null)));
  return Boolean(a && b && a.ino !== 0n && a.ino === b.ino && a.dev === b.dev);
}

/** Without the number of the device, which may be another after the next start of the machine. */
async function markOf(real: string): Promise<string | null> {
  const stats = await stat(real, { bigint: true }).catch(() => null);
  if (stats === null || stats.ino === 0n || stats.birthtimeNs <= 0n) return null;
  return `${stats.ino}:${stats.birthtimeNs}`;
}
