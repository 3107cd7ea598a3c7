import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../types/errors.ts';

/** How old the newest copy may become, in milliseconds: a week. */
export const COPY_AGE_MS = 7 * 24 * 60 * 60_000;

/** `docent-v4-1764384250123.db`: the version of its tables, and when it was made. */
const NAME = /^docent-v(\d+)-(\d+)\.db$/;

/** A copy of `docent.db`, whole and checked. */
export interface Copy {
  /** Absolute. */
  readonly path: string;
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The copies in a folder, the newest first. */
export async function listCopies(dir: string): Promise<readonly Copy[]> {
  try {
    return toCopies(dir, await readdir(dir));
  } catch (error) {
    // Without a folder there is none; where it can't be read, the data can't either, and that is told.
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR') || hasCode(error, 'EACCES')) return [];
    throw error;
  }
}

/** Those among the files of a folder. */
export function toCopies(dir: string, names: readonly string[]): readonly Copy[] {
  const copies = names.flatMap((name) => {
    const [, version, at] = NAME.exec(name) ?? [];
    return version && at ? [{ path: join(dir, name), version: Number(version), at: Number(at) }] : [];
  });
  return copies.sort((a, b) => b.at - a.at);
}
