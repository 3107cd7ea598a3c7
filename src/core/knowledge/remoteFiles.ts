import { t } from '@vscode/l10n';
import { named } from '../limits/budget.ts';
import { REMOTE } from '../limits/limits.ts';
import { DocentError } from '../types/errors.ts';
import type { FileStat } from './vectorStore.ts';

/**
 * Files that are not on this machine's disk, as whoever reaches them gives them; all paths as `core/types/remotePath.ts` has them. What can't be
 * had is a `DocentError`: of the system's own code where it is gone (`ENOENT`) or not allowed (`EACCES`), else of words that say why.
 */
export interface RemoteFiles {
  /** What stands directly in a folder, in any order; without links. */
  list(folder: string): Promise<readonly RemoteEntry[]>;
  stat(file: string): Promise<FileStat>;
  read(file: string): Promise<Uint8Array>;
}

export interface RemoteEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Where nobody reaches any. */
export const NO_REMOTE: RemoteFiles = { list: unreachable, stat: unreachable, read: unreachable };

/**
 * The same files, asked with restraint: a few at a time, each for a limited time, and for none any more once the work is ended.
 * @param ended asked at each request: what aborts when its work ends, where that may end early
 */
export function restrained(files: RemoteFiles, ended: () => AbortSignal | null): RemoteFiles {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function ask<T>(request: () => Promise<T>): Promise<T> {
    const signal = ended();
    if (running >= REMOTE.parallel.max) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      signal?.throwIfAborted();
      return await inTime(request(), signal);
    } finally {
      running--;
      waiting.shift()?.();
    }
  }

  return {
    list: (folder) => ask(() => files.list(folder)),
    stat: (file) => ask(() => files.stat(file)),
    read: (file) => ask(() => files.read(file)),
  };
}

/** @throws DocentError `remote_silent`; what aborts the signal */
export async function inTime<T>(answer: Promise<T>, signal: AbortSignal | null = null, limit = REMOTE.answer): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DocentError('remote_silent', t('nothing has answered within {0}', named(limit)))), limit.max);
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function unreachable(): Promise<never> {
  throw new DocentError('remote_unreachable', t('it is not on disk, and only the editor that has it open reaches it'));
}
