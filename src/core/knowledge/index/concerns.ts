import type { DatabaseSync } from 'node:sqlite';
import type { SourceFolder } from '../vectorStore.ts';
import { namesIn, reachOf } from './names.ts';
import { readRows } from './rows.ts';
import type { Source } from './source.ts';
import { NOTHING_HELD } from './walkRemote.ts';

/** Whether changes at these paths can change anything in the store: a file that belongs into it, or one that it has. */
export async function concerns(db: DatabaseSync, source: Source, folders: readonly SourceFolder[], exclude: readonly string[], paths: readonly string[]): Promise<boolean> {
  const reach = paths.map(reachOf);
  if (readRows(db, reach).size > 0) return true;
  for (const folder of folders) {
    for await (const _ of source.list(folder, { exclude, only: namesIn(folder.path, reach), held: NOTHING_HELD, onLimit: () => undefined, isLate: () => false })) return true;
  }
  return false;
}
