import type { DatabaseSync } from 'node:sqlite';

/** The version of a file's tables; 0: it has none yet. */
export function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('pragma user_version').get()?.['user_version']);
}
