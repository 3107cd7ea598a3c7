import type { DatabaseSync } from 'node:sqlite';
import { stems } from '../../index/stems.ts';
import { perState } from '../perState.ts';
import { besideOf, type Beside } from './beside.ts';
import { createHistory, type History } from './history.ts';

/** So many files tell how long paths are on average. */
const SAMPLE = 1_000;
/** So many paths are remembered. */
const KEPT = 20_000;

/** What a store's files are like together; made anew when the store has changed, but for what has not. */
export interface Corpus {
  /** What the files and commits are known by. */
  readonly listing: Listing;
  /** What was told of the paths that were asked for. */
  readonly paths: Map<string, Told>;
  /** Stems of the mean path, and of the names that the mean file defines. */
  readonly pathLength: number;
  readonly namesLength: number;
  readonly history: History;
}

/** What a path tells of its file. */
interface Told {
  readonly stems: readonly string[];
  readonly beside: Beside | null;
}

interface Listing {
  /** JSON lists, which are compared and seldom read. */
  readonly ids: string;
  readonly paths: string;
  /** Which commits there are. */
  readonly history: unknown;
}

/** To be called within a snapshot. */
export const corpusOf = perState((db: DatabaseSync, before: Corpus | null): Corpus => {
  const listing = listingOf(db);
  const isSame = before !== null && before.listing.ids === listing.ids && before.listing.paths === listing.paths;
  // The column `names` of a file begins with how many it defines, which is all that the cast reads.
  const namesLength = Number(db.prepare('SELECT avg(CAST(names AS INTEGER)) AS mean FROM files WHERE reason IS NULL').get()?.mean) || 1;
  if (isSame && before.listing.history === listing.history) return { ...before, namesLength };
  const ids = JSON.parse(listing.ids) as number[];
  const paths = JSON.parse(listing.paths) as string[];
  const pathLength = isSame ? before.pathLength : meanPath(paths);
  return { listing, paths: before?.paths ?? new Map(), pathLength, namesLength, history: createHistory(db, new Map(paths.map((path, index) => [path, ids[index] ?? 0]))) };
});

/** Known from the second time on that a path is asked for. */
export function toldBy({ paths }: Corpus, path: string): Told {
  const before = paths.get(path);
  if (before) return before;
  if (paths.size >= KEPT) paths.clear();
  const made = { stems: stems(path), beside: besideOf(path) };
  paths.set(path, made);
  return made;
}

/** As text, which takes a quarter of the time that rows take. */
function listingOf(db: DatabaseSync): Listing {
  const files = db.prepare('SELECT json_group_array(id) AS ids, json_group_array(shown) AS paths FROM files WHERE reason IS NULL').get();
  const history = db.prepare("SELECT value FROM meta WHERE key = 'history'").get()?.value;
  return { ids: String(files?.ids), paths: String(files?.paths), history };
}

/** Of some from everywhere, the same ones each time. */
function meanPath(paths: readonly string[]): number {
  const step = Math.ceil(paths.length / SAMPLE);
  const some = paths.filter((_, index) => index % step === 0);
  return some.reduce((sum, path) => sum + stems(path).length, 0) / Math.max(1, some.length) || 1;
}
