import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ownGitDir } from './worktree.ts';

/** What a repository has of its own, whatever its ignore files say: they speak of what Git does not know yet. */
export interface Tracked {
  /** Whether a file is, or anything below a folder. @param path below the repository's root, `/` between its parts */
  has(path: string): boolean;
}

const NOTHING: Tracked = { has: () => false };

/** How Git's index is laid out: gitformat-index. In bytes. */
const HEADER = 12;
const BEFORE_HASH = 40;
const [SHA_1, SHA_256] = [20, 32];
const FLAGS = 2;
const EXTENDED = 0x4000;
/** Of the flags what says how long the name is; no system has paths so long that it can't. */
const LENGTH = 0xfff;
const PADDING = 8;
/** All names together, of some million files: a small index can be made to hold far more. In bytes. */
const MAX_NAMES = 256_000_000;

/** What was read last, for a sync of some paths comes with each save: by the index's path, with what it looked like. */
const known = new Map<string, { readonly looks: string; readonly tracked: Tracked }>();
/** Of so many repositories; a workspace has a few. */
const MAX_KNOWN = 8;

/** What the repository in this folder has; nothing where there is none, or where its index can't be read. Read when it is first asked. @param root absolute */
export function trackedIn(root: string): Tracked {
  let tracked: Tracked | null = null;
  return { has: (path) => (tracked ??= read(root)).has(path) };
}

function read(root: string): Tracked {
  const gitDir = ownGitDir(root);
  if (gitDir === null) return NOTHING;
  const file = resolve(gitDir, 'index');
  try {
    const { mtimeMs, size } = statSync(file);
    const looks = `${mtimeMs} ${size}`;
    const before = known.get(file);
    if (before?.looks === looks) return before.tracked;
    const tracked = trackedOf(pathsIn(readFileSync(file)));
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(file, { looks, tracked });
    return tracked;
  } catch {
    // A new repository has none, and in one that can't be understood the ignore files decide alone.
    return NOTHING;
  }
}

function trackedOf(paths: readonly string[]): Tracked {
  const all = new Set<string>();
  for (const path of paths) {
    // With all folders above it, until one that is known with those above it.
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const each = path.slice(0, end);
      if (all.has(each)) break;
      all.add(each);
    }
  }
  return { has: (path) => all.has(path) };
}

/** @throws RangeError for what is no whole index */
function pathsIn(index: Buffer, hash = SHA_1): readonly string[] {
  const [version, count] = [index.readUInt32BE(4), index.readUInt32BE(8)];
  const paths: string[] = [];
  let path = '';
  let length = 0;
  let left = MAX_NAMES;
  for (let at = HEADER; paths.length < count; ) {
    const flags = index.readUInt16BE(at + BEFORE_HASH + hash);
    let name = at + BEFORE_HASH + hash + FLAGS + (flags & EXTENDED ? 2 : 0);
    let kept = 0;
    if (version >= 4) {
      // The name begins as the one before, less so many characters at its end.
      let byte = index.readUInt8(name++);
      let dropped = byte & 127;
      while (byte & 128) {
        byte = index.readUInt8(name++);
        dropped = ((dropped + 1) << 7) | (byte & 127);
      }
      kept = Math.max(length - dropped, 0);
    }
    const end = index.indexOf(0, name);
    length = kept + end - name;
    left -= length;
    if (end < 0 || length !== (flags & LENGTH) || left < 0) {
      // The index does not say which hashes it has: with the others its first name is not as long as it says.
      if (paths.length === 0 && hash === SHA_1) return pathsIn(index, SHA_256);
      throw new RangeError('It is no index, or holds more than anybody has.');
    }
    path = (kept > 0 ? Buffer.from(path).toString('utf8', 0, kept) : '') + index.toString('utf8', name, end);
    paths.push(path);
    at = version >= 4 ? end + 1 : at + (Math.floor((end - at) / PADDING) + 1) * PADDING;
  }
  return paths;
}
