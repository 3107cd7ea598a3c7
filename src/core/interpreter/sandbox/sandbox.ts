import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Python } from '../discoverPython.ts';

/** What the code knows its work folder as, and the only place it can write to that lasts. */
export const SANDBOX_WORK = '/mnt/data';
/** Where worker.py lies inside; a fixed place, so that the extension's own folder, which lies in the home, needn't appear. */
export const SANDBOX_SCRIPTS = '/opt/docent';
/** Where bubblewrap reads the system-call filter; 3 is the worker's. */
const FILTER_DESCRIPTOR = 4;

/** Programs and libraries. On merged systems all but the first are links into it. */
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/nix/store'];
/** The few settings without which libraries, fonts, Debian's matplotlib and the local time don't work. */
const SETTINGS = ['/etc/ld.so.cache', '/etc/alternatives', '/etc/fonts', '/etc/matplotlibrc', '/etc/localtime'];

export interface SandboxOptions {
  readonly python: Python;
  readonly scripts: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Arguments for bubblewrap, to be followed by the command: no network, no home, no other processes, a read-only system, a
 * cleared environment, only the work folder writable.
 */
export function bubblewrapArgs({ python, scripts, folder, env }: SandboxOptions): string[] {
  const bind = (path: string, place = path) => ['--ro-bind', path, place];
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--hostname', 'docent'],
    ...SYSTEM.flatMap(system),
    ...SETTINGS.flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
    ...pythonPaths(python).flatMap((path) => bind(path)),
    ...bind(scripts, SANDBOX_SCRIPTS),
    ...['--bind', folder, SANDBOX_WORK, '--chdir', SANDBOX_WORK],
    ...Object.entries(env).flatMap(([name, value]) => ['--setenv', name, value]),
    ...['--remount-ro', '/', '--seccomp', String(FILTER_DESCRIPTOR), '--'],
  ];
}

/** What has to be seen inside for Python to run, besides the system: its folders and the links that lead to it. */
export function pythonPaths({ executable, prefixes, userSite }: Python): string[] {
  const folders = [...new Set(userSite === null ? prefixes : [...prefixes, userSite])].filter((folder) => !isWithin(SYSTEM, folder));
  const way = links(executable).filter((path) => !isWithin([...SYSTEM, ...folders], path));
  return [...folders, ...way];
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
