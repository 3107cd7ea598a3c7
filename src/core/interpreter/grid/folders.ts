import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder for one more grid, in `dir`; named by this process, so that what a crash leaves is known for what it is. */
export function gridFolder(dir: string): string {
  return join(dir, `${process.pid}-${randomUUID()}`);
}

/** The folders of processes that are gone. */
export async function abandonedFolders(dir: string): Promise<readonly string[]> {
  const names = await readdir(dir).catch(() => []);
  return names.filter((name) => !isRunning(Number.parseInt(name, 10))).map((name) => join(dir, name));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
