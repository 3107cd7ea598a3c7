import { constants, copyFileSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that the demo may do anything with, in place of the one it was called with. */
export interface WorkingCopy {
  readonly folder: string;
  /** Where a file is that the user named, relative to the folder or absolute; one outside the folder is copied, too. */
  readonly file: (named: string) => CopiedFile;
  remove(): void;
}

export interface CopiedFile {
  /** Relative to the copied folder, or absolute where it lies outside. */
  readonly path: string;
  readonly isInFolder: boolean;
}

/**
 * Copies a folder with its times, under the same name. Links that lead into the folder lead into the copy; those to other files
 * become copies of them, and those to other folders are left out, as are `without`, what is neither file nor folder, and what can't be read.
 */
export function copyOf(original: string, without: string): WorkingCopy {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'docent-demo-')));
  const folder = path.join(root, 'folder', path.basename(original) || 'root');
  const real = realpathSync(original);
  copyFolder(original, folder);
  let others = 0;
  return {
    folder,
    file(named) {
      const absolute = path.resolve(original, named);
      const relative = path.relative(original, absolute);
      // What lies behind a link out of the folder is not in the copy.
      if (isWithin(original, absolute) && existsSync(path.join(folder, relative))) return { path: relative, isInFolder: true };
      const target = path.join(root, `file${++others}`, path.basename(absolute));
      copyFile(absolute, target);
      return { path: target, isInFolder: false };
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };

  function copyFolder(from: string, to: string): void {
    mkdirSync(to, { recursive: true });
    for (const name of readdirSync(from)) orLeftOut(() => copyEntry(path.join(from, name), path.join(to, name)));
    keepTimes(from, to);
  }

  function copyEntry(from: string, to: string): void {
    if (from === without || from === root) return;
    const entry = lstatSync(from);
    if (entry.isDirectory()) copyFolder(from, to);
    else if (entry.isFile()) copyFile(from, to);
    else if (entry.isSymbolicLink()) copyLink(from, to);
  }

  function copyLink(from: string, to: string): void {
    if (!existsSync(from)) return;
    const target = realpathSync(from);
    const isFolder = statSync(target).isDirectory();
    if (isWithin(real, target)) symlinkSync(path.join(folder, path.relative(real, target)), to, isFolder ? 'junction' : 'file');
    else if (statSync(target).isFile()) copyFile(target, to);
  }
}

function copyFile(from: string, to: string): void {
  mkdirSync(path.dirname(to), { recursive: true });
  copyFileSync(from, to, constants.COPYFILE_FICLONE); // At no cost where the file system shares what is equal.
  keepTimes(from, to);
}

function keepTimes(from: string, to: string): void {
  const { atime, mtime } = statSync(from);
  utimesSync(to, atime, mtime);
}

function orLeftOut(copy: () => void): void {
  try {
    copy();
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function isWithin(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
