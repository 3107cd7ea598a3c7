import { mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { removeFile } from '../disk/remove.ts';
import { hasCode } from '../types/errors.ts';
import { newId } from '../types/id.ts';
import type { Log } from '../types/log.ts';

/** Milliseconds between two signs of life. */
const BEAT_MS = 2_000;
/** An owner on another machine is gone after so long without a sign. */
const STALE_MS = 60_000;

/**
 * The right to run things, of this process: other processes leave its runs alone as long as it lives. It is a file that is
 * touched again and again, and not a row: a row would tell every window, every two seconds, that the data have changed.
 */
export interface Owner {
  readonly id: string;
  /** Gives its first sign of life. */
  begin(): Promise<void>;
  /** Whether the process of an owner is still there. */
  isAlive(owner: string): Promise<boolean>;
  /** Those whose process ended without saying so: what they did last may be unfinished. */
  lost(): Promise<readonly string[]>;
  /** Whether another process uses the data. */
  hasOthers(): Promise<boolean>;
  /** Forgets owners that are gone. */
  forget(owners: readonly string[]): Promise<void>;
  /** Gives no more signs of life, and leaves its runs to others. */
  end(): Promise<void>;
  /** The same, as if it had crashed: what it did last is to be looked at. */
  abandon(): Promise<void>;
}

/** @param dir absolute folder of the owners' files */
export function createOwner(dir: string, log: Log): Owner {
  const id = newId('owner_');
  const file = (owner: string) => join(dir, owner);
  let timer: NodeJS.Timeout | undefined;

  /** In one step: others would take half a file for one that a crash left. */
  async function sign(): Promise<void> {
    const unfinished = join(dir, `.${id}`);
    await writeFile(unfinished, JSON.stringify({ host: hostname(), pid: process.pid, started: await startOf(process.pid) }));
    await rename(unfinished, file(id));
  }

  async function beat(): Promise<void> {
    try {
      // Its time alone: others would find a file that is just being written empty.
      await utimes(file(id), new Date(), new Date());
    } catch (error) {
      // Another machine that had not seen a sign for long took this one for gone.
      if (!hasCode(error, 'ENOENT')) throw error;
      await sign();
    }
  }

  async function isAlive(owner: string): Promise<boolean> {
    try {
      const [text, { mtimeMs }] = await Promise.all([readFile(file(owner), 'utf8'), stat(file(owner))]);
      const { host, pid, started: began } = JSON.parse(text) as { readonly host: string; readonly pid: number; readonly started?: string | null };
      if (host !== hostname()) return Date.now() - mtimeMs < STALE_MS;
      // A process that is there may have been asleep with the machine; one from before the last start was somebody else.
      const started = pid === process.pid ? process.uptime() : uptime();
      if (!isRunning(pid) || mtimeMs <= Date.now() - started * 1_000) return false;
      // Numbers of processes are used again, soon on a busy machine.
      return !began || began === (await startOf(pid));
    } catch (error) {
      // Half a file is what a crash left.
      if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return false;
      throw error;
    }
  }

  async function others() {
    const all = await readdir(dir).catch((error: unknown) => {
      // Where nothing can be kept, nobody has left anything.
      if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
      throw error;
    });
    const names = all.filter((owner) => owner !== id && !owner.startsWith('.'));
    return Promise.all(names.map(async (owner) => ({ owner, alive: await isAlive(owner) })));
  }

  return {
    id,
    isAlive,
    async begin() {
      await mkdir(dir, { recursive: true });
      await sign();
      clearInterval(timer);
      timer = setInterval(() => {
        beat().catch((error: unknown) => log.warn(`The sign of life could not be given: ${String(error)}`));
      }, BEAT_MS);
      timer.unref();
    },
    lost: async () => (await others()).filter(({ alive }) => !alive).map(({ owner }) => owner),
    hasOthers: async () => (await others()).some(({ alive }) => alive),
    async forget(owners) {
      await Promise.all(owners.map((owner) => removeFile(file(owner))));
    },
    async abandon() {
      if (!timer) return;
      clearInterval(timer);
      await writeFile(file(id), '');
    },
    async end() {
      if (!timer) return;
      clearInterval(timer);
      await removeFile(file(id));
    },
  };
}

/** When a process began, as the system counts it; null where it does not say. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // Field 22, which comes after the name in brackets, the second.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else's can't be signalled, but is there.
    return hasCode(error, 'EPERM');
  }
}
