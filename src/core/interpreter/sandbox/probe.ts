import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { t } from '@vscode/l10n';
import { errorInfo } from '../../types/errors.ts';
import { parsedJson } from '../../text/json.ts';
import type { Python } from '../environments/python.ts';
import { findProgram } from '../findProgram.ts';
import { createLaunch } from './launch.ts';
import { startPython, type CellEvent } from '../pythonProcess.ts';
import { pythonPaths, readOnlyPlaces, SANDBOX_PRIVATE, type Sandbox } from './sandbox.ts';
import { hasSeatbelt, type Seatbelt } from './seatbelt.ts';
import { seccompFilter } from './seccomp.ts';
import { isRecord } from '../../text/json.ts';

const execute = promisify(execFile);

export type SandboxProbe =
  | { readonly kind: 'works'; readonly sandbox: Sandbox | Seatbelt }
  /** `reason` is a sentence. */
  | { readonly kind: 'none'; readonly reason: string };

export interface ProbeOptions {
  readonly python: Python;
  readonly scripts: string;
  /** Folder of the sessions' folders. */
  readonly dir: string;
  /** Whether macOS' own sandbox is asked for. */
  readonly seatbelt: boolean;
}

/** Enough for the probe's few lines, on a machine with many processors. */
const MEMORY_MB = 1_024;
/** The probe takes milliseconds. */
const TIME_LIMIT_MS = 10_000;

/** Tries a sandbox out: a session's process, started as all are, looks whether it can get out. */
export async function probeSandbox(options: ProbeOptions): Promise<SandboxProbe> {
  if (process.platform === 'darwin' && options.seatbelt && hasSeatbelt()) return tryOut({ kind: 'seatbelt' }, options);
  if (process.platform !== 'linux') return none(t('Docent has a sandbox for Python on Linux only.'));
  const filter = seccompFilter(process.arch);
  if (!filter) return none(t('Docent’s sandbox doesn’t know this kind of processor ({0}).', process.arch));
  const bubblewrap = findProgram('bwrap');
  if (!bubblewrap) return none(t('Bubblewrap, the sandbox for Linux, is not installed (package “bubblewrap”).'));
  return tryOut({ kind: 'bubblewrap', bubblewrap, filter, sizes: await knowsSizes(bubblewrap) }, options);
}

async function tryOut(sandbox: Sandbox | Seatbelt, { python, scripts, dir }: ProbeOptions): Promise<SandboxProbe> {
  await mkdir(dir, { recursive: true });
  const folder = await mkdtemp(join(dir, '.probe-'));
  const server = createServer().listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const worker = await startPython(createLaunch({ purpose: { kind: 'code', inputs: null }, python, scripts, folder, memoryMb: MEMORY_MB, diskMb: MEMORY_MB, sandbox }), new AbortController().signal);
    const kill = setTimeout(() => void worker.kill(), TIME_LIMIT_MS);
    let report = '';
    const onEvent = (event: CellEvent) => {
      if (event.event === 'text' && event.stream === 'stdout') report += event.text;
    };
    const isBubblewrap = sandbox.kind === 'bubblewrap';
    const [readOnly, hostDevices] = isBubblewrap ? [readOnlyPlaces(python), await fileSystems()] : [[], []];
    await worker.execute({ op: 'probe', home: homedir(), port, private: isBubblewrap ? SANDBOX_PRIVATE : [folder], read_only: readOnly, host_devices: hostDevices }, onEvent);
    clearTimeout(kill);
    await worker.kill();
    const hole = findHole(report, python);
    return hole ? none(t('The sandbox doesn’t hold: {0}.', hole)) : { kind: 'works', sandbox };
  } catch (error) {
    return none(whyNot(errorInfo(error).message));
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function knowsSizes(bubblewrap: string): Promise<boolean> {
  return execute(bubblewrap, ['--help']).then(
    ({ stdout }) => /^\s*--size\b/m.test(stdout),
    () => false, // What is wrong with it shows when it is started.
  );
}

/** All that is mounted on the host, as `major:minor`. */
async function fileSystems(): Promise<readonly string[]> {
  const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).trimEnd().split('\n');
  return [...new Set(mounts.map((mount) => mount.split(' ')[2] ?? ''))];
}

/** What a report says is open that should be closed; null for nothing. */
function findHole(report: string, python: Python): string | null {
  const seen = parsedJson(report);
  if (!isRecord(seen) || !Array.isArray(seen.home)) return t('its check gave no answer');
  const home = homedir() + sep;
  // A Python that lies in the home is let in, and nothing beside it.
  const expected = pythonPaths(python).flatMap((path) => (path.startsWith(home) ? path.slice(home.length).split(sep, 1) : []));
  if (seen.home.some((entry) => !expected.includes(entry))) return t('the home folder can be seen from inside');
  if (seen.network !== false) return t('the network can be reached from inside');
  if (seen.filter !== true) return t('the filter for system calls is not in force');
  if (seen.root !== false) return t('code would run as root');
  if (seen.descriptor !== null) return t('an open file of the host’s is passed on to the inside ({0})', String(seen.descriptor));
  if (seen.wayOut !== null) return String(seen.wayOut);
  return null;
}

function whyNot(message: string): string {
  if (/namespace|userns|uid map|loopback/i.test(message)) {
    return t('This system doesn’t let bubblewrap make user namespaces; on Ubuntu, an AppArmor profile for bwrap allows it.');
  }
  return t('The sandbox could not be started: {0}', message);
}

function none(reason: string): SandboxProbe {
  return { kind: 'none', reason };
}
