import type { FileSystem } from './fileSystem.ts';

/**
 * How SQLite keeps a change until it is whole. `wal`: readers and writers don't wait for each other, by memory that processes share.
 * `rollback`: without shared memory, which network file systems don't have.
 */
export type Journal = 'wal' | 'rollback';

/** The journal that a file system can take; the careful one where it is not known to be local. */
export function journalFor({ kind }: FileSystem): Journal {
  return kind === 'local' ? 'wal' : 'rollback';
}
