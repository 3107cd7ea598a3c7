import { basename, dirname, isAbsolute, relative, sep } from 'node:path';
import { IGNORE_FILES } from './ignoreRules.ts';

/** What decides over the folder it lies in: ignore files, and the mark of a Git worktree. */
export const RULING: readonly string[] = [...IGNORE_FILES, '.git'];

/** Some paths of a folder, as a tree of their names. */
export interface Names {
  /** What is meant below each name; null: all of it. */
  readonly below: ReadonlyMap<string, Names | null>;
}

interface Growing extends Names {
  readonly below: Map<string, Growing | null>;
}

/** Whose files may be others after a change at this path: itself with all below it, or the folder over which it decides. */
export function reachOf(path: string): string {
  return RULING.includes(basename(path)) ? dirname(path) : path;
}

/** Those of these absolute paths that lie in the folder; null where the folder itself is among them. */
export function namesIn(folder: string, paths: readonly string[]): Names | null {
  const all: Growing = { below: new Map() };
  for (const path of paths) {
    const inner = relative(folder, path);
    if (inner === '') return null;
    if (!isAbsolute(inner) && inner !== '..' && !inner.startsWith(`..${sep}`)) grow(all, inner.split(sep));
  }
  return all;
}

function grow(tree: Growing, [name = '', ...rest]: readonly string[]): void {
  const below = tree.below.get(name);
  // All of it is meant already.
  if (below === null) return;
  const grown = rest.length > 0 ? (below ?? { below: new Map() }) : null;
  tree.below.set(name, grown);
  if (grown) grow(grown, rest);
}
