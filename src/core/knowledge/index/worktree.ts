import { existsSync, readFileSync } from 'node:fs';
import { posix, resolve } from 'node:path';

/** What a `.git` file says, with either kind of slash. */
const GIT_DIR = /^gitdir:\s*(.+?)\s*$/m;
/** Where Git keeps what it knows of a worktree. A submodule lies in `modules/`, and so does one of a worktree. */
const OF_WORKTREE = /(?<!(?:^|\/)modules)\/worktrees\/[^/]+$/;
const BARE = /^\s*bare\s*=\s*true\b/im;

/**
 * Whether the folder, whose `.git` is a file, is a Git worktree: a second copy of a repository that has its files elsewhere.
 * A submodule is none, nor is a worktree of a bare repository, which has no first copy.
 * @param folder absolute
 */
export function isCopy(folder: string): boolean {
  const gitDir = gitDirOf(folder);
  if (gitDir === null) return false;
  const own = resolve(folder, gitDir);
  const shared = read(resolve(own, 'commondir'))?.trim();
  if (shared !== undefined) return !BARE.test(read(resolve(own, shared, 'config')) ?? '');
  // A worktree that was made on another system, or moved, points to a place that is not here. What has objects of its own is a whole repository.
  return OF_WORKTREE.test(gitDir) && !existsSync(resolve(own, 'objects'));
}

/** Where a repository, or a worktree of it, keeps its own; null where the folder has no `.git`. @param folder absolute */
export function ownGitDir(folder: string): string | null {
  const own = resolve(folder, '.git');
  if (!existsSync(own)) return null;
  const gitDir = gitDirOf(folder);
  return gitDir === null ? own : resolve(folder, gitDir);
}

/** Where a repository keeps what all its worktrees share; null where the folder has no `.git`. @param folder absolute */
export function sharedGitDir(folder: string): string | null {
  const own = ownGitDir(folder);
  const shared = own === null ? undefined : read(resolve(own, 'commondir'))?.trim();
  return own === null || shared === undefined ? own : resolve(own, shared);
}

/** As the `.git` file has it: absolute or relative to the folder, always with `/`. */
function gitDirOf(folder: string): string | null {
  const path = GIT_DIR.exec(read(resolve(folder, '.git')) ?? '')?.[1];
  return path === undefined ? null : posix.normalize(path.replaceAll('\\', '/')).replace(/\/$/, '');
}

/** Null for what can't be read. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
