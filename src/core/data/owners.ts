import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
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
  /** Whether the process of an owner is still there. */
  isAlive(owner: string): Promise<boolean>;
  /** Whether other processes use the data directory: they have given a sign of life in the last minute. */
  hasCompany(): Promise<boolean>;
  close(): Promise<void>;
}

/** @param dir absolute folder of the owners' files */
export async function createOwner(dir: string, log: Log): Promise<Owner> {
  const id = newId('owner_');
  const file = (owner: string) => join(dir, owner);
  await mkdir(dir, { recursive: true });
  await writeFile(file(id), JSON.stringify({ host: hostname(), pid: process.pid }));
  // Its time alone: others would find a file that is just being written empty.
  const beat = () => utimes(file(id), new Date(), new Date());
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn(`The sign of life could not be given: ${String(error)}`));
  }, BEAT_MS);
  timer.unref();

  async function isAlive(owner: string): Promise<boolean> {
    try {
      const [text, { mtimeMs }] = await Promise.all([readFile(file(owner), 'utf8'), stat(file(owner))]);
      const { host, pid } = JSON.parse(text) as { host: string; pid: number };
      if (host !== hostname()) return Date.now() - mtimeMs < STALE_MS;
      // A process that is there may have been asleep with the machine; one from before the last start was somebody else.
      const started = pid === process.pid ? process.uptime() : uptime();
      return isRunning(pid) && mtimeMs > Date.now() - started * 1_000;
    } catch (error) {
      // Half a file is what a crash left.
      if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return false;
      throw error;
    }
  }

  return {
    id,
    isAlive,
    async hasCompany() {
      const others = (await readdir(dir)).filter((owner) => owner !== id);
      const isNear = async (owner: string) => {
        const stats = await stat(file(owner)).catch(() => null);
        return stats !== null && Date.now() - stats.mtimeMs < STALE_MS && isAlive(owner);
      };
      return (await Promise.all(others.map(isNear))).includes(true);
    },
    async close() {
      clearInterval(timer);
      await removeFile(file(id));
    },
  };
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
