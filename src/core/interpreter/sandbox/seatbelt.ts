import { accessSync, constants, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Python } from '../environments/python.ts';

/** macOS’ own sandbox. The profile was tried on no Mac so far: it is used where the user asks for it, and the probe finds that it holds. */
export interface Seatbelt {
  readonly kind: 'seatbelt';
}

export interface SeatbeltOptions {
  readonly python: Python;
  readonly scripts: string;
  /** The only folder that can be written to. */
  readonly home: string;
  /** What can be read besides the system, Python and the scripts: files and folders. */
  readonly readable: readonly string[];
}

/** A process that is to be started. */
interface Started {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const PROGRAM = '/usr/bin/sandbox-exec';
/** Programs, libraries, fonts and settings of the system; none of the user's. */
const SYSTEM = ['/System', '/usr', '/bin', '/sbin', '/Library/Frameworks', '/Library/Fonts', '/Library/Apple', '/private/etc/localtime', '/private/var/db/timezone', '/opt/homebrew', '/opt/local'];
/** Devices that hold nothing. */
const DEVICES = ['/dev/null', '/dev/zero', '/dev/random', '/dev/urandom', '/dev/dtracehelper'];
/** In the work folder, and hidden, so that nothing of it is taken for a result. */
const TEMPORARY = '.tmp';

/** Whether macOS' own sandbox can be started here. */
export function hasSeatbelt(): boolean {
  try {
    accessSync(PROGRAM, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The start within the sandbox. What code sees is where it lies: nothing is moved, most is refused. */
export function inSeatbelt({ command, args, env }: Started, options: SeatbeltOptions): Started {
  return { command: PROGRAM, args: ['-p', seatbeltProfile(options), command, ...args], env: { ...env, TMPDIR: join(options.home, TEMPORARY) } };
}

/** What is not allowed is refused, the network and other programs’ services with it. A path is written as it is without links, as the system compares it. */
export function seatbeltProfile({ python, scripts, home, readable }: SeatbeltOptions): string {
  const { executable, prefixes, userSite, linked, searched } = python;
  const places = [...SYSTEM, executable, ...prefixes, ...(userSite === null ? [] : [userSite]), ...linked, ...searched, scripts, ...readable];
  return [
    '(version 1)',
    '(deny default)',
    '(allow process-fork)',
    '(allow signal (target same-sandbox))',
    '(allow sysctl-read)',
    '(allow ipc-posix-sem ipc-posix-shm)',
    // The way to a file, without what is in the folders on it.
    '(allow file-read-metadata)',
    '(allow file-read-data (literal "/"))',
    `(allow file-read* process-exec file-map-executable${below(places)})`,
    `(allow file-read* file-map-executable${below([home])})`,
    `(allow file-write*${below([home])})`,
    `(allow file-read* file-write-data file-ioctl${DEVICES.map((path) => ` (literal ${quoted(path)})`).join('')})`,
  ].join('\n');
}

function below(paths: readonly string[]): string {
  return [...new Set(paths.flatMap((path) => [path, real(path)]))].map((path) => ` (subpath ${quoted(path)})`).join('');
}

function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // Not on this machine: then there is nothing to be let in.
  }
}
