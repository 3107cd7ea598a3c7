import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { t } from '@vscode/l10n';
import picomatch from 'picomatch';
import { DOCENT, ignoredBy, repositoryOf, rulesAbove, rulesBelow, withOwn, type Rules } from './ignoreRules.ts';
import { hasCode } from '../../types/errors.ts';
import { RULING, type Names } from './names.ts';
import { reasonOf } from '../read/reason.ts';
import type { FileStat, SourceFolder } from '../vectorStore.ts';
import { tamedGlob } from './tamedGlob.ts';
import { trackedIn, type Tracked } from './tracked.ts';
import { isCopy } from './worktree.ts';

/** Never the user's own work, whatever ignore files say. */
export const NEVER: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

export interface Listed {
  /** Absolute. */
  readonly path: string;
  /** As shown to the user. */
  readonly shown: string;
  /** Set for a folder that could not be listed: why. */
  readonly unreadable: string | null;
  /** What the listing has learned of a file besides; left out on the disk, which is quickly asked. */
  readonly told?: FileStat | Refused;
}

/** A file that does not belong into the store as things are; the reason goes on from its name. */
export interface Refused {
  readonly unfit: string;
}

/** What the walk has to know of a folder's entry. */
type Entry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory'>;

/**
 * The files of a folder that belong into a store, in a steady order: without what `exclude` names (globs anchored at the folder, as VS Code has
 * them) and what ignore files name, unless Git has it all the same. Symbolic links are not followed: they would show files twice, or
 * files from outside. Nor are Git worktrees below the folder, which are copies of what is read already.
 * @param only looks at these paths and what is below them alone, however much there is beside; null for all
 */
export function* walk({ path: root, prefix }: SourceFolder, exclude: readonly string[], only: Names | null = null): Generator<Listed> {
  const excluded = picomatch(exclude.filter(Boolean).map(tamedGlob), { dot: true });

  function* visit(folder: string, above: Rules, ofGit: Tracked, wanted: Names | null, isIgnored = false): Generator<Listed> {
    const absolute = join(root, folder);
    let entries: readonly Entry[];
    let rules: Rules;
    try {
      entries = wanted ? entriesAt(absolute, [...wanted.below.keys(), ...RULING]) : readdirSync(absolute, { withFileTypes: true });
      // As to Git, nothing in an ignored folder brings back what is in it.
      const ruling = isIgnored ? entries.filter(({ name }) => name === DOCENT) : entries;
      rules = withOwn(folder ? above : rulesAbove(root), absolute, ruling, (path) => (folder ? path.slice(folder.length + 1) : path));
    } catch (error) {
      const vanished = folder !== '' && hasCode(error, 'ENOENT');
      if (!vanished) yield listed(folder, reasonOf(error));
      return;
    }
    if (folder && entries.some((entry) => entry.name === '.git' && entry.isFile()) && isCopy(absolute)) return;
    const tracked = folder && entries.some(({ name }) => name === '.git') ? below(trackedIn(absolute), folder) : ofGit;
    for (const entry of entries.toSorted(byName)) {
      const inner = wanted && wanted.below.get(entry.name);
      const isFolder = entry.isDirectory();
      if (inner === undefined || NEVER.has(entry.name) || (!isFolder && !entry.isFile())) continue;
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (excluded(path)) continue;
      const by = ignoredBy(rules, path, isFolder);
      if (by === 'docent' || (by === 'git' && !tracked.has(path))) continue;
      if (entry.name.includes('\ufffd') && !lstatSync(join(root, path), { throwIfNoEntry: false })) {
        yield listed(path, t('has a name that is no UTF-8: rename it'));
        continue;
      }
      // Of a folder that Git ignores, and has something of all the same, that alone belongs to it.
      if (isFolder) yield* visit(path, by === null ? rulesBelow(rules, path) : rules, tracked, inner, by === 'git');
      else yield listed(path, null);
    }
  }

  function listed(path: string, unreadable: string | null): Listed {
    const shown = [prefix, path].filter(Boolean).join('/');
    return { path: join(root, path), shown: shown || root, unreadable };
  }

  yield* visit('', [], trackedAbove(root), only);
}

/** What the repository has of which the walk's root is a folder. */
function trackedAbove(root: string): Tracked {
  const repository = repositoryOf(root);
  const prefix = repository === null ? '' : relative(repository, root).replaceAll(sep, '/');
  const tracked = trackedIn(repository ?? root);
  return prefix ? { has: (path) => tracked.has(`${prefix}/${path}`) } : tracked;
}

/** The same by paths of the walk, where the repository lies in one of its folders. */
function below(tracked: Tracked, folder: string): Tracked {
  return { has: (path) => tracked.has(path.slice(folder.length + 1)) };
}

/** Those of these names that are there. @throws the system's error where the folder can't be looked into */
function entriesAt(folder: string, names: readonly string[]): readonly Entry[] {
  lstatSync(folder);
  return [...new Set(names)].flatMap((name) => {
    const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
    return stats ? [{ name, isFile: () => stats.isFile(), isDirectory: () => stats.isDirectory() }] : [];
  });
}

function byName(a: Entry, b: Entry): number {
  return a.name < b.name ? -1 : 1;
}
