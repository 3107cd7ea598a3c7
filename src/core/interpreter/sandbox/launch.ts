import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Python } from '../environments/python.ts';
import type { Purpose } from '../purpose.ts';
import type { SessionLimits } from '../watch.ts';
import { ARGUMENTS_DESCRIPTOR, bubblewrapArgs, libraryFolders, SANDBOX_HOME, SANDBOX_SCRIPTS, SANDBOX_WORK, type Sandbox } from './sandbox.ts';
import { inSeatbelt, type Seatbelt } from './seatbelt.ts';

/** How a session's process is started. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** Working directory of the start. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** What is given to it to read on the descriptors from 4 on. */
  readonly inputs: readonly Uint8Array[];
  /** What it may take with all that it starts. */
  readonly limits: SessionLimits;
  /** What the worker reads first, see worker.py. */
  readonly settings: object;
  /** What the worker writes between events; random, so that no output contains it. */
  readonly marker: Buffer;
}

export interface LaunchOptions {
  readonly purpose: Purpose;
  readonly python: Python;
  /** Folder of worker.py. */
  readonly scripts: string;
  /** The session's folder, seen as /mnt/data. */
  readonly folder: string;
  readonly memoryMb: number;
  /** How much code may have in `folder`, in MiB. */
  readonly diskMb: number;
  /** Null to run without one. */
  readonly sandbox: Sandbox | Seatbelt | null;
}

/** Names of the host's variables that programs need and that hold no secrets. */
const INHERITED = ['PATH', 'TZ'];
const INHERITED_WINDOWS = ['SystemRoot', 'SystemDrive', 'windir', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'];

/** The command line and environment by which Python starts, in this sandbox or in none, with its limits and the marker that its events begin with. */
export function createLaunch({ purpose, python, scripts, folder, memoryMb, diskMb, sandbox }: LaunchOptions): Launch {
  // Inside it, files lie elsewhere.
  const isBubblewrap = sandbox?.kind === 'bubblewrap';
  const marker = randomBytes(16);
  const work = isBubblewrap ? SANDBOX_WORK : folder;
  // In a sandbox nobody can write to them anyway.
  const guarded = sandbox ? null : (purpose.inputs?.folder ?? null);
  const limits: SessionLimits = { memoryMb, disk: purpose.kind === 'code' ? { folder, mb: diskMb } : null };
  const settings = { marker: marker.toString('hex'), guarded, memoryMb, userSite: python.userSite, runs: purpose.kind };
  const worker = join(isBubblewrap ? SANDBOX_SCRIPTS : scripts, 'worker.py');
  // -I: no settings of another Python's, no packages that code left in its own home, nothing from the working directory; the user's
  // packages come as `userSite`.
  const command = [python.executable, '-I', '-B', '-X', 'utf8', worker, work];
  if (!isBubblewrap) {
    const [program = python.executable, ...args] = command;
    const home = purpose.kind === 'code' ? folder : purpose.home;
    const env = { ...inherited(), ...variables(home), ...searching([...python.searched, process.env['LD_LIBRARY_PATH'] ?? '']), TMPDIR: tmpdir() };
    const readable = [...(purpose.kind === 'code' ? [] : [folder]), ...(purpose.inputs ? [purpose.inputs.folder, ...purpose.inputs.targets] : [])];
    const started = { command: program, args, env };
    return { ...(sandbox ? inSeatbelt(started, { python, scripts, home, readable }) : started), folder: home, inputs: [], limits, settings, marker };
  }
  const libraries = searching([...new Set([...python.searched, ...libraryFolders(python)])]);
  const env = { ...variables(purpose.kind === 'code' ? SANDBOX_WORK : SANDBOX_HOME), ...libraries, PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: '/tmp' };
  // Bubblewrap can be seen from inside, as process 1: neither its command line nor its environment says anything of the host.
  const options = Buffer.from(bubblewrapArgs({ python, scripts, purpose, folder, env, memoryMb: sandbox.sizes ? memoryMb : null }).join('\0'));
  const args = ['--args', String(ARGUMENTS_DESCRIPTOR), '--', ...command];
  return { command: sandbox.bubblewrap, args, folder, env: {}, inputs: [sandbox.filter, options], limits, settings, marker };
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

/** Where libraries are searched, before all other places. */
function searching(folders: readonly string[]): Record<string, string> {
  const named = folders.filter((folder) => folder !== '');
  return named.length > 0 ? { LD_LIBRARY_PATH: named.join(':') } : {};
}

function inherited(): Record<string, string> {
  const names = process.platform === 'win32' ? [...INHERITED, ...INHERITED_WINDOWS] : INHERITED;
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
