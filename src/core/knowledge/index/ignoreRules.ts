import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { tamedGlob } from './tamedGlob.ts';

/** In order: what `.docentignore` says comes later and so overrules the `.gitignore` beside it. */
export const IGNORE_FILES: readonly string[] = ['.gitignore', '.docentignore'];

/** One folder's ignore files. */
interface Rule {
  readonly matcher: Ignore;
  /** Turns a path below the walk's root into one below the rule's folder. */
  readonly place: (path: string) => string;
}

/** From the outermost folder inwards. */
export type Rules = readonly Rule[];

/** The rules that hold in a folder: those from above, and its own, if it has ignore files. */
export function withOwn(rules: Rules, folder: string, entries: readonly Pick<Dirent, 'name' | 'isFile'>[], place: Rule['place']): Rules {
  const present = IGNORE_FILES.filter((name) => entries.some((entry) => entry.name === name && entry.isFile()));
  if (!present.length) return rules;
  // As Git does: the rules ignore case only where the file system does.
  const matcher = ignore({ ignorecase: process.platform === 'win32' || process.platform === 'darwin' });
  for (const name of present) matcher.add(readFileSync(join(folder, name), 'utf8').split(/\r?\n/).map(tamedGlob));
  return [...rules, { matcher, place }];
}

/** Whether `path`, relative to the walk's root, is left out: the innermost rule that speaks of it decides. */
export function ignores(rules: Rules, path: string, isFolder: boolean): boolean {
  for (const { matcher, place } of rules.toReversed()) {
    const { ignored, unignored } = matcher.test(place(path) + (isFolder ? '/' : ''));
    if (ignored || unignored) return ignored;
  }
  return false;
}

/**
 * The rules of the Git repository that the walk's root is a folder of: a part of a repository that is opened by itself
 * ignores what it ignores as a part. None where they ignore the root itself, which then was opened in spite of them.
 */
export function rulesAbove(root: string): Rules {
  const folders: string[] = [];
  for (let folder = root; !existsSync(join(folder, '.git')); folders.unshift(folder)) {
    const parent = dirname(folder);
    if (parent === folder) return [];
    folder = parent;
  }
  let rules: Rules = [];
  for (const folder of folders) {
    const prefix = relative(folder, root).replaceAll(sep, '/');
    rules = withOwn(rules, folder, readdirSync(folder, { withFileTypes: true }), (path) => (path ? `${prefix}/${path}` : prefix));
  }
  return ignores(rules, '', true) ? [] : rules;
}
