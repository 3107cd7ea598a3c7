import type { DatabaseSync } from 'node:sqlite';
import { stems } from '../../index/stems.ts';
import { perState } from '../perState.ts';
import { createHistory, type History } from './history.ts';

interface Path {
  readonly shown: string;
  readonly stems: readonly string[];
}

/** What a store's files are like together; made anew when the store has changed. */
export interface Corpus {
  /** By the files' ids. */
  readonly paths: ReadonlyMap<number, Path>;
  /** Stems of the mean path, and of the names that the mean file defines. */
  readonly pathLength: number;
  readonly namesLength: number;
  readonly history: History;
}

/** To be called within a snapshot. */
export const corpusOf = perState((db: DatabaseSync, before: Corpus | null): Corpus => {
  const ids = new Map<string, number>();
  const paths = new Map<number, Path>();
  let [lengths, names] = [0, 0];
  for (const { id, shown, length } of db.prepare('SELECT id, shown, CAST(names AS INTEGER) AS length FROM files WHERE reason IS NULL').iterate()) {
    const [file, path] = [Number(id), String(shown)];
    const known = before?.paths.get(file);
    const said = known?.shown === path ? known : { shown: path, stems: stems(path) };
    ids.set(path, file);
    paths.set(file, said);
    lengths += said.stems.length;
    names += Number(length ?? 0);
  }
  const count = Math.max(1, ids.size);
  return { paths, pathLength: lengths / count || 1, namesLength: names / count || 1, history: createHistory(db, ids) };
});
