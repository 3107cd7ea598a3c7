import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Python } from '../environments/python.ts';
import type { Purpose } from '../purpose.ts';

/** What the code knows its work folder as, and the only place it can write to that lasts. */
export const SANDBOX_WORK = '/mnt/data';
/** Where Docent's own scripts are at home. */
export const SANDBOX_HOME = '/var/lib/docent';
/** Where the user's files are that are read where they lie. */
export const SANDBOX_INPUTS = '/mnt/inputs';
/** Where worker.py lies inside; a fixed place, so that the extension's own folder, which lies in the home, needn't appear. */
export const SANDBOX_SCRIPTS = '/opt/docent';
/** All places that can be written to: the work folder, and what is the sandbox's own and goes with it. POSIX shared memory needs the last. */
export const SANDBOX_PRIVATE: readonly string[] = [SANDBOX_WORK, '/tmp', '/dev/shm'];
/** Where bubblewrap reads the system-call filter and its own arguments; 3 is the worker's. */
const FILTER_DESCRIPTOR = 4;
export const ARGUMENTS_DESCRIPTOR = 5;
/** What root is called inside: a program that user 0 starts is given the rights of its namespace back. Any other number does. */
const INSTEAD_OF_ROOT = '1000';

/** Programs and libraries. On merged systems all but the first are links into it. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/nix/store'];
/** The few settings without which libraries, fonts, Debian's matplotlib and the local time don't work. */
const SETTINGS = ['/etc/ld.so.cache', '/etc/alternatives', '/etc/fonts', '/etc/matplotlibrc', '/etc/localtime'];

/** A sandbox that can be started. */
export interface Sandbox {
  readonly kind: 'bubblewrap';
  /** Absolute path of bubblewrap. */
  readonly bubblewrap: string;
  /** The system-call filter. */
  readonly filter: Uint8Array;
  /** Whether it can give memory file systems a size: bubblewrap before 0.7 can't, and the watch alone sees what is in them. */
  readonly sizes: boolean;
}

export interface SandboxOptions {
  readonly purpose: Purpose;
  readonly python: Python;
  readonly scripts: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** How large `/tmp` and `/dev/shm` may become, in MiB; null where that can't be said. */
  readonly memoryMb: number | null;
}

/**
 * Arguments for bubblewrap, without the command: no network, no home, no other processes, a read-only system, a cleared
 * environment, only the work folder writable, and by Docent's own scripts only their home. /proc as a whole is read-only, because in it the kernel's settings open for root by
 * their owner alone, without any capability; what a process has there of its own goes with it.
 */
export function bubblewrapArgs({ purpose, python, scripts, folder, env, memoryMb }: SandboxOptions): string[] {
  const inMemory = (place: string) => [...(memoryMb === null ? [] : ['--size', String(memoryMb * 1_048_576)]), '--tmpfs', place];
  const bind = (path: string, place = path) => ['--ro-bind', path, place];
  return [
    '--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--hostname', 'docent',
    ...(process.getuid?.() === 0 ? ['--uid', INSTEAD_OF_ROOT, '--gid', INSTEAD_OF_ROOT] : []),
    ...SYSTEM.flatMap(system),
    ...SETTINGS.flatMap((path) => ['--ro-bind-try', path, path]),
    '--proc', '/proc', '--remount-ro', '/proc', '--dev', '/dev', ...inMemory('/dev/shm'), '--remount-ro', '/dev', ...inMemory('/tmp'),
    ...pythonPaths(python).flatMap((path) => bind(path)),
    ...bind(scripts, SANDBOX_SCRIPTS),
    ...(purpose.kind === 'code'
      ? ['--bind', folder, SANDBOX_WORK, '--chdir', SANDBOX_WORK]
      : [...bind(folder, SANDBOX_WORK), '--bind', purpose.home, SANDBOX_HOME, '--chdir', SANDBOX_HOME]),
    ...(purpose.inputs ? [...bind(purpose.inputs.folder, SANDBOX_INPUTS), ...purpose.inputs.targets.flatMap((path) => ['--ro-bind-try', path, path])] : []),
    ...Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]),
    '--remount-ro', '/', '--seccomp', String(FILTER_DESCRIPTOR),
  ];
}

/** What has to be seen inside for Python to run, besides the system: its folders, its libraries', and the links that lead to it. */
export function pythonPaths(python: Python): string[] {
  const { executable, prefixes, userSite, loader } = python;
  const folders = [...new Set(userSite === null ? prefixes : [...prefixes, userSite])].filter((folder) => !isWithin(SYSTEM, folder));
  const libraries = libraryFolders(python);
  const way = [executable, ...(loader === null ? [] : [loader])].flatMap(links).filter((path) => !isWithin([...SYSTEM, ...folders, ...libraries], path));
  return [...folders, ...libraries, ...new Set(way)];
}

/** Where libraries lie that Python is linked to, outside the system and its own folders: of Homebrew, or of a cluster's modules; and where its wrapper looks for some. */
export function libraryFolders({ prefixes, linked, searched }: Python): string[] {
  return [...new Set([...searched, ...linked])].filter((folder) => !isWithin([...SYSTEM, ...prefixes], folder));
}

/** The large folders inside, which nobody can write to. */
export function readOnlyPlaces(python: Python): string[] {
  return [...SYSTEM, ...pythonPaths(python), SANDBOX_SCRIPTS];
}

function isWithin(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/** The links from a path to its file, and the file. A virtual environment's Python is one, often over several. */
function links(path: string): string[] {
  return lstatSync(path).isSymbolicLink() ? [path, ...links(resolve(dirname(path), readlinkSync(path)))] : [path];
}

/** A folder of the system as it is: a link stays a link. */
function system(path: string): string[] {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  return stats.isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path];
}
