import { readdirSync, readFileSync, statfsSync } from 'node:fs';
import { t } from '@vscode/l10n';
import { named } from '../limits/budget.ts';
import { SESSION } from '../limits/limits.ts';
import { watchFolder } from './folderWatch.ts';
import { figure } from '../text/figure.ts';

/** What a session may take, all of its processes together. */
export interface SessionLimits {
  /** MiB, of what lies in its memory file systems as well. */
  readonly memoryMb: number;
  /** MiB on the disk in its work folder; null for Docent's own operations, which write nothing there. */
  readonly disk: { readonly folder: string; readonly mb: number } | null;
}

export interface SessionWatch {
  /** Whether code runs: what goes on computing afterwards is counted. */
  isAtWork: boolean;
  stop(): void;
}

/** How often it is looked, in milliseconds: while code runs, memory can grow by a gigabyte in the first of them. */
const LOOK_MS = 200;
/** All threads are looked at each so many times alone: a process may have a thousand. Between two pieces of code, when little happens, nothing else is. */
const THREADS_LOOKS = 5;
/** What bubblewrap and Python have beside the limit of one process. */
const BESIDE = 64 * 1_048_576;
const PAGE_BYTES = 4_096;
/** Of Linux' `USER_HZ`, in milliseconds. */
const TICK_MS = 10;
/** The sandbox's memory file systems, as they are seen from its processes. */
const IN_MEMORY = ['tmp', 'dev/shm'];

/**
 * Looks after a process and all that it has started: everywhere after its folder, on Linux after memory and processes, too; elsewhere nobody tells what they take.
 * @param isolated whether its `/tmp` is its own
 * @param onOver is told once, by a clause, what went beyond its limit
 */
export function watchSession(pid: number, { memoryMb, disk }: SessionLimits, isolated: boolean, onOver: (why: string) => void): SessionWatch {
  let looks = 0;
  let idleSince: number | null = null;
  let isAtWork = false;
  const folder = disk && watchFolder(disk.folder, disk.mb * 1_048_576, () => treeOf(pid).processes, () => over(t('the files in its folder took more than {0} MB of the disk', figure(disk.mb))));
  const watch: SessionWatch = {
    get isAtWork() {
      return isAtWork;
    },
    set isAtWork(is) {
      isAtWork = is;
      if (folder) folder.isAtWork = is;
    },
    stop: () => {
      clearInterval(timer);
      folder?.stop();
    },
  };

  function over(why: string): void {
    watch.stop();
    onOver(why);
  }

  function look(): void {
    looks++;
    const withThreads = looks % THREADS_LOOKS === 0;
    if (!watch.isAtWork && !withThreads) return;
    const { processes: tree, threads } = treeOf(pid, withThreads);
    if (threads > SESSION.threads.max) return over(t('it had more than {0} threads at once', figure(SESSION.threads.max)));
    if (tree.length > SESSION.processes.max) return over(t('it had more than {0} processes at once', figure(SESSION.processes.max)));
    const max = memoryMb * 1_048_576 + BESIDE;
    const inFiles = isolated ? bytesInFiles(tree) : 0;
    // The quick sum counts twice what processes share; only where it is too much it is counted with care.
    if (sum(tree, residentBytes) + inFiles > max && sum(tree, ownBytes) + inFiles > max) {
      return over(t('all its processes together took more than {0} MB of memory, the files in /tmp included', figure(memoryMb)));
    }
    if (watch.isAtWork) {
      idleSince = null;
      return;
    }
    const time = sum(tree, processorMs);
    idleSince ??= time;
    if (time - idleSince > SESSION.idle.max) over(t('what its code had left running went on computing for {0}', named(SESSION.idle)));
  }

  const timer = setInterval(look, LOOK_MS).unref();
  if (process.platform !== 'linux') clearInterval(timer);
  return watch;
}

/** What a process and all that it has started take, in bytes; null where the system doesn't tell. */
export function memoryOf(pid: number): number | null {
  return process.platform === 'linux' ? sum(treeOf(pid).processes, ownBytes) : null;
}

interface Tree {
  readonly processes: readonly number[];
  /** Of all of them; where they are not looked at, one of each. */
  readonly threads: number;
}

/**
 * A process and all below it, as far as both limits.
 * @param withThreads also what others than the first thread of a process have started
 */
function treeOf(root: number, withThreads = true): Tree {
  const processes = [root];
  let threads = 0;
  for (let at = 0; at < processes.length && at <= SESSION.processes.max; at++) {
    const pid = processes[at] ?? 0;
    const starters = withThreads ? (attempt(() => readdirSync(`/proc/${pid}/task`)) ?? []) : [String(pid)];
    threads += starters.length;
    if (threads > SESSION.threads.max) break;
    processes.push(...starters.flatMap((thread) => (read(`/proc/${pid}/task/${thread}/children`).match(/\d+/g) ?? []).map(Number)));
  }
  return { processes, threads };
}

function residentBytes(pid: number): number {
  return Number(read(`/proc/${pid}/statm`).split(' ')[1] ?? 0) * PAGE_BYTES;
}

/** What a process has for itself, with its share of what it has together with others. */
function ownBytes(pid: number): number {
  const share = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1];
  return share === undefined ? residentBytes(pid) : Number(share) * 1_024;
}

function processorMs(pid: number): number {
  // The name before it may have spaces and brackets.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS;
}

/** The first process is bubblewrap outside; one that has just ended sees nothing any more. */
function bytesInFiles([, ...inside]: readonly number[]): number {
  return IN_MEMORY.reduce((bytes, place) => {
    const system = inside.slice(0, 3).map((pid) => attempt(() => statfsSync(`/proc/${pid}/root/${place}`))).find((found) => found !== null);
    return bytes + (system ? (system.blocks - system.bfree) * system.bsize : 0);
  }, 0);
}

function sum(tree: readonly number[], of: (pid: number) => number): number {
  return tree.reduce((total, pid) => total + of(pid), 0);
}

function read(path: string): string {
  return attempt(() => readFileSync(path, 'utf8')) ?? '';
}

/** Null where the process has ended meanwhile. */
function attempt<T>(action: () => T): T | null {
  try {
    return action();
  } catch {
    return null;
  }
}
