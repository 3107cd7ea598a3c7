import { createHash } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type BigIntStats } from 'node:fs';
import path from 'node:path';

/** By path: what tells whether a file, folder or link was changed. */
export type Fingerprints = ReadonlyMap<string, string>;

/** Files of any size are read in pieces of this many bytes. */
const PIECE = 1 << 20;

/** The bytes and times of files and folders, with all that is in them, but for `without`. */
export function fingerprints(paths: readonly string[], without: string): Fingerprints {
  const found = new Map<string, string>();
  const add = (file: string): void => {
    if (file === without) return;
    const entry = lstatSync(file, { bigint: true, throwIfNoEntry: false });
    if (!entry) return;
    found.set(file, `${entry.mtimeNs} ${entry.mode} ${content(file, entry)}`);
    if (entry.isDirectory()) for (const name of orNone(() => readdirSync(file), [])) add(path.join(file, name));
  };
  for (const file of paths) add(file);
  return found;
}

/** What was changed, added or taken away, sorted. */
export function differences(before: Fingerprints, after: Fingerprints): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file)).sort();
}

function content(file: string, entry: BigIntStats): string {
  if (entry.isSymbolicLink()) return readlinkSync(file);
  return entry.isFile() ? orNone(() => hash(file), 'unreadable') : '';
}

function hash(file: string): string {
  const sum = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const descriptor = openSync(file, 'r');
  try {
    for (let read = readSync(descriptor, piece); read > 0; read = readSync(descriptor, piece)) sum.update(piece.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return sum.digest('hex');
}

/** What may not be read has its times all the same. */
function orNone<T>(read: () => T, none: T): T {
  try {
    return read();
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return none;
  }
}
