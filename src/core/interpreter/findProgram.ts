import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The folders of PATH. */
export function pathFolders(): readonly string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
}

/** The absolute path of a program on PATH, or null. A part of PATH that depends on where one is names no place to trust. */
export function findProgram(name: string): string | null {
  return pathFolders().map((folder) => join(folder, name)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
