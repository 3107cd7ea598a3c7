import type { DatabaseSync } from 'node:sqlite';
import { stems } from '../../index/stems.ts';
import { createHistory, type History } from './history.ts';

/** What a store's files are like together; made anew when the store has changed. */
export interface Corpus {
  /** The stems of each file's path, by its id. */
  readonly paths: ReadonlyMap<number, readonly string[]>;
  /** Stems of the mean path, and of the names that the mean file defines. */
  readonly pathLength: number;
  readonly namesLength: number;
  readonly history: History;
}

interface Kept {
  readonly version: unknown;
  readonly corpus: Corpus;
}

const kept = new WeakMap<DatabaseSync, Kept>();

/** To be called within a snapshot. */
export function corpusOf(db: DatabaseSync): Corpus {
  // Changes with each commit of another connection; this one writes nothing.
  const version = db.prepare('PRAGMA data_version').get()?.data_version;
  const before = kept.get(db);
  if (before && before.version === version) return before.corpus;
  const corpus = read(db);
  kept.set(db, { version, corpus });
  return corpus;
}

function read(db: DatabaseSync): Corpus {
  const ids = new Map<string, number>();
  const paths = new Map<number, readonly string[]>();
  let [lengths, names] = [0, 0];
  for (const { id, shown, length } of db.prepare('SELECT id, shown, CAST(names AS INTEGER) AS length FROM files WHERE reason IS NULL').all()) {
    ids.set(String(shown), Number(id));
    const path = stems(String(shown));
    paths.set(Number(id), path);
    lengths += path.length;
    names += Number(length ?? 0);
  }
  const count = Math.max(1, ids.size);
  return { paths, pathLength: lengths / count || 1, namesLength: names / count || 1, history: createHistory(db, ids) };
}
