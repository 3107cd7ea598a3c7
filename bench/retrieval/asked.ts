import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/paths.ts';

/** A repository, and what is asked about it. */
export interface Asked {
  readonly repo: string;
  /** Absolute. */
  readonly folder: string;
  /** The files that answer, by their paths. */
  readonly queries: readonly { readonly query: string; readonly relevant: readonly string[] }[];
}

/** How many files are looked at. */
export const FILES = 20;

/** People's questions on the sample workspace and on this repository. */
const OWN = join(import.meta.dirname, 'questions.json');

/**
 * Those whose trees are there.
 * @param trees a folder that has each repository's tree, with `+` for the `/` in its name. Default: this repository
 * @param queries a JSON file of `{repo, queries: [{query, relevant}]}`. Default: our own
 */
export function repositories(trees: string = ROOT, queries: string = OWN): readonly Asked[] {
  const all = JSON.parse(readFileSync(queries, 'utf8')) as readonly Omit<Asked, 'folder'>[];
  return all.map((each) => ({ ...each, folder: join(trees, each.repo.replace('/', '+')) })).filter(({ folder }) => existsSync(folder));
}

export const MEASURES = ['R@5', 'R@10', 'R@20', 'MRR'];

/** Recall at 5, 10 and 20, and the reciprocal rank. */
export function judged(found: readonly string[], relevant: ReadonlySet<string>): readonly number[] {
  const recall = (count: number) => found.slice(0, count).filter((path) => relevant.has(path)).length / relevant.size;
  const first = found.findIndex((path) => relevant.has(path));
  return [recall(5), recall(10), recall(FILES), first < 0 ? 0 : 1 / (first + 1)];
}
