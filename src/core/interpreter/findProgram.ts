import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The folders of PATH. */
export function pathFolders(): readonly string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
}

/** What a program's file may end in. On Windows a script is a program as well, which the system itself starts by its interpreter alone. */
const ENDINGS = process.platform === 'win32' ? ['.exe', '.bat', '.cmd'] : [''];

/** The absolute path of a program on PATH, or null. A part of PATH that depends on where one is names no place to trust. */
export function findProgram(name: string): string | null {
  return pathFolders().flatMap((folder) => ENDINGS.map((ending) => join(folder, name + ending))).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
