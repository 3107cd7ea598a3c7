import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { SESSION } from '../../limits/limits.ts';
import { errorInfo } from '../../types/errors.ts';
import type { Log } from '../../types/log.ts';
import { findProgram } from '../findProgram.ts';
import { startPython, type PythonProcess } from '../pythonProcess.ts';
import type { Launch } from './launch.ts';

const execute = promisify(execFile);

/** What a control group of the kernel's holds for all of its processes together. */
interface GroupLimits {
  readonly memoryBytes: number;
  /** Processes and threads. */
  readonly tasks: number;
}

/** The user's service manager, which makes such groups. */
interface Manager {
  /** Absolute path of systemd-run. */
  readonly program: string;
  /** By which it finds the manager. */
  readonly env: Readonly<Record<string, string>>;
}

/** Names of the variables that lead to the manager. */
const WAYS = ['XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS'];
/** A manager that is there answers within some 50 ms; nobody waits for another one. */
const TIME_LIMIT_MS = 3_000;
/** As no setting would say it, so that it is this limit that is seen. */
const TRIED: GroupLimits = { memoryBytes: 48 * 1_048_576, tasks: 24 };
/** What the kernel says of the group that asks. Where control groups of the old kind hold memory, the manager makes a group, and nothing is held. */
const LOOK = 'read -r line </proc/self/cgroup; cd "/sys/fs/cgroup${line#0::}" && cat memory.max pids.max';
/** Beside what code may have: Python, bubblewrap, what the kernel keeps for them; and the watch comes first, which says why. */
const BESIDE = 256 * 1_048_576;

/**
 * Starts sessions in control groups where the user's service manager makes some that hold: then also what the watch can't see is limited, such as the
 * kernel's memory for sockets, and what grows between two of its looks.
 */
export function createStart(log: Log): (launch: Launch, signal: AbortSignal) => Promise<PythonProcess> {
  let manager: Promise<Manager | null> | null = null;
  return async (launch, signal) => {
    const made = await (manager ??= findManager());
    if (!made) return startPython(launch, signal);
    return startPython(grouped(launch, made), signal).catch((error: unknown) => {
      signal.throwIfAborted();
      log.warn(`Not started in a control group: ${errorInfo(error).message}`);
      manager = Promise.resolve(null);
      return startPython(launch, signal);
    });
  };
}

function grouped(launch: Launch, { program, env }: Manager): Launch {
  const limits = { memoryBytes: launch.limits.memoryMb * 1_048_576 + BESIDE, tasks: SESSION.processes.max + SESSION.threads.max };
  const command = [...Object.entries(launch.env).map(([name, value]) => `${name}=${value}`), launch.command, ...launch.args];
  return { ...launch, command: program, args: argumentsFor(limits, command), env };
}

/**
 * Of systemd-run, which becomes the command: that keeps number and descriptors. The environment is the command's own, and says nothing of the manager.
 * @param command with its variables before it
 */
function argumentsFor({ memoryBytes, tasks }: GroupLimits, command: readonly string[]): string[] {
  const limits = [`MemoryMax=${memoryBytes}`, 'MemorySwapMax=0', `TasksMax=${tasks}`].flatMap((limit) => ['--property', limit]);
  return ['--user', '--scope', '--quiet', '--collect', ...limits, '--', '/usr/bin/env', '-i', ...command];
}

/** Null where nobody answers, or the kernel does not hold what the manager is asked for. */
async function findManager(): Promise<Manager | null> {
  const program = process.platform === 'linux' ? findProgram('systemd-run') : null;
  const env = Object.fromEntries(WAYS.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  if (!program || Object.keys(env).length === 0) return null;
  const said = await execute(program, argumentsFor(TRIED, ['sh', '-c', LOOK]), { env, timeout: TIME_LIMIT_MS, killSignal: 'SIGKILL' }).catch(() => null);
  return said?.stdout === `${TRIED.memoryBytes}\n${TRIED.tasks}\n` ? { program, env } : null;
}
