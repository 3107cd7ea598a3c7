import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { ignores, rulesAbove, withOwn, type Rules } from './ignoreRules.ts';
import { hasCode } from '../../types/errors.ts';
import { reasonOf } from '../read/reason.ts';
import type { SourceFolder } from '../vectorStore.ts';
import { isCopy } from './worktree.ts';

/** Never the user's own work, whatever ignore files say. */
const NEVER = new Set(['.git', '.hg', '.svn', 'node_modules']);

export interface Listed {
  /** Absolute. */
  readonly path: string;
  /** As shown to the user. */
  readonly shown: string;
  /** Set for a folder that could not be listed: why. */
  readonly unreadable: string | null;
}

/**
 * The files of a folder that belong into a store, in a steady order: without what ignore files and `exclude` name
 * (globs anchored at the folder, as VS Code has them). Symbolic links are not followed: they would show files twice, or
 * files from outside. Nor are Git worktrees below the folder, which are copies of what is read already.
 */
export function* walk({ path: root, prefix }: SourceFolder, exclude: readonly string[]): Generator<Listed> {
  const excluded = picomatch(exclude.filter(Boolean), { dot: true });

  function* visit(folder: string, above: Rules): Generator<Listed> {
    const absolute = join(root, folder);
    let entries: Dirent[];
    let rules: Rules;
    try {
      entries = readdirSync(absolute, { withFileTypes: true });
      rules = withOwn(folder ? above : rulesAbove(root), absolute, entries, (path) => (folder ? path.slice(folder.length + 1) : path));
    } catch (error) {
      const vanished = folder !== '' && hasCode(error, 'ENOENT');
      if (!vanished) yield listed(folder, reasonOf(error));
      return;
    }
    if (folder && entries.some((entry) => entry.name === '.git' && entry.isFile()) && isCopy(absolute)) return;
    for (const entry of entries.sort(byName)) {
      const isFolder = entry.isDirectory();
      if (NEVER.has(entry.name) || (!isFolder && !entry.isFile())) continue;
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (excluded(path) || ignores(rules, path, isFolder)) continue;
      if (isFolder) yield* visit(path, rules);
      else yield listed(path, null);
    }
  }

  function listed(path: string, unreadable: string | null): Listed {
    const shown = [prefix, path].filter(Boolean).join('/');
    return { path: join(root, path), shown: shown || root, unreadable };
  }

  yield* visit('', []);
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
