import { isAbsolute, posix, relative, sep } from 'node:path';
import type { DataFile } from '../types/item.ts';

/** More steps up than this lead nowhere that would move along with the exported file. */
const MAX_UP = 4;

/** Where code finds a data file, from the folder in which what is exported lies: relative where that makes sense. */
export function pathFrom(folder: string, file: Pick<DataFile, 'path'>): string {
  const way = relative(folder, file.path).split(sep).join(posix.sep);
  const isFar = isAbsolute(way) || way.split('/').filter((part) => part === '..').length > MAX_UP;
  return isFar ? file.path.split(sep).join(posix.sep) : way;
}

/** Code in which `/mnt/data` is the folder where it runs, and the user's files are where they lie. */
export function withLocalPaths(code: string, folder: string, files: readonly DataFile[]): string {
  const places = new Map(files.map((file) => [file.name, pathFrom(folder, file)]));
  return code.replace(/\/mnt\/data(?:\/([^'"\n`]*))?/g, (_whole, name: string | undefined) => {
    if (!name) return '.';
    return places.get(name) ?? name;
  });
}
