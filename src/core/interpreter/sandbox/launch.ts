import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Python } from '../discoverPython.ts';
import { bubblewrapArgs, SANDBOX_SCRIPTS, SANDBOX_WORK } from './sandbox.ts';

/** How a session's process is started. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Working directory of the start: the session's folder. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** System-call filter, given on descriptor 4; null without a sandbox. */
  readonly filter: Uint8Array | null;
  /** What the worker writes between events; random, so that no output contains it. */
  readonly marker: Buffer;
}

export interface LaunchOptions {
  readonly python: Python;
  /** Folder of worker.py. */
  readonly scripts: string;
  /** The session's folder, seen as /mnt/data. */
  readonly folder: string;
  readonly memoryMb: number;
  /** The system-call filter of the sandbox; null to run without one. */
  readonly sandbox: Uint8Array | null;
}

/** Names of the host's variables that programs need and that hold no secrets. */
const INHERITED = ['PATH', 'LD_LIBRARY_PATH', 'TZ'];
const INHERITED_WINDOWS = ['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'];

export function createLaunch({ python, scripts, folder, memoryMb, sandbox }: LaunchOptions): Launch {
  const marker = randomBytes(16);
  const work = sandbox ? SANDBOX_WORK : folder;
  const settings = { marker: marker.toString('hex'), work, memoryMb, userSite: python.userSite };
  const worker = join(sandbox ? SANDBOX_SCRIPTS : scripts, 'worker.py');
  // -E and -s: no settings of another Python's and no packages that code left in its own home; the user's come as `userSite`.
  const command = [python.executable, '-E', '-s', '-B', '-X', 'utf8', worker, JSON.stringify(settings)];
  if (!sandbox) {
    const [program = python.executable, ...args] = command;
    const env = { ...inherited(), ...variables(folder), TMPDIR: tmpdir() };
    return { command: program, args, folder, env, filter: null, marker };
  }
  const env = { ...variables(SANDBOX_WORK), PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: '/tmp' };
  const args = [...bubblewrapArgs({ python, scripts, folder, env }), ...command];
  return { command: 'bwrap', args, folder, env: { PATH: process.env.PATH ?? '' }, filter: sandbox, marker };
}

/** What the code finds in its environment besides PATH. */
function variables(home: string): Record<string, string> {
  return {
    HOME: home,
    USERPROFILE: home,
    LANG: 'C.UTF-8',
    MPLBACKEND: 'module://docent_figures',
    MPLCONFIGDIR: `${home}/.config/matplotlib`,
    // Address space is what the memory limit counts, and both take much of it for each processor without using it.
    OPENBLAS_NUM_THREADS: '4',
    MALLOC_ARENA_MAX: '2',
  };
}

function inherited(): Record<string, string> {
  const names = process.platform === 'win32' ? [...INHERITED, ...INHERITED_WINDOWS] : INHERITED;
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
