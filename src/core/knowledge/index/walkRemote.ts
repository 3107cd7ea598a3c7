import { extname, join } from 'node:path';
import { t } from '@vscode/l10n';
import picomatch from 'picomatch';
import { figure } from '../../text/figure.ts';
import { named } from '../../limits/budget.ts';
import { REMOTE } from '../../limits/limits.ts';
import { kindOf } from '../read/kinds.ts';
import { reasonOf } from '../read/reason.ts';
import { addressOf } from '../../types/remotePath.ts';
import type { RemoteEntry, RemoteFiles } from '../remoteFiles.ts';
import type { FileStat, SourceFolder } from '../vectorStore.ts';
import { DOCENT, GIT, ignoredBy, rulesBelow, withTexts, type Rules } from './ignoreRules.ts';
import type { Names } from './names.ts';
import { tamedGlob } from './tamedGlob.ts';
import { NEVER, type Listed, type Refused } from './walk.ts';

/** What is known to be no text by its name is not asked for at all; on a disk its first bytes show it. */
const NO_TEXT = /\.(?:png|jpe?g|gif|webp|ico|bmp|tiff?|avif|heic|mp[34]|m4[av]|mov|avi|mkv|webm|wav|ogg|flac|zip|gz|tgz|bz2|xz|zst|7z|rar|tar|jar|whl|woff2?|ttf|otf|eot|exe|dll|so|dylib|o|a|class|wasm|pyc|db|sqlite3?|parquet)$/i;

export interface ListOptions {
  /** Globs, as VS Code has them. */
  readonly exclude: readonly string[];
  /** These paths and what is below them; left out or null: all. */
  readonly only?: Names | null;
  /** What the store has of the folder, besides what is listed now. */
  readonly held: Held;
  /** Is told, in a sentence, why not all was listed. */
  readonly onLimit: (sentence: string) => void;
  /** Whether the time for it is over. */
  readonly isLate: () => boolean;
}

export interface Held {
  readonly files: number;
  readonly bytes: number;
}

export const NOTHING_HELD: Held = { files: 0, bytes: 0 };

interface Folder {
  /** Below the root; '' for itself. */
  readonly path: string;
  /** Those that hold above it. */
  readonly rules: Rules;
  readonly wanted: Names | null;
}

/** A folder that was looked into: what of it belongs into a store. */
interface Looked {
  readonly files: readonly { readonly name: string; readonly stat: FileStat | Refused | { readonly reason: string } }[];
  readonly folders: readonly Folder[];
}

/**
 * The files of a folder that is not on this machine's disk, as `walk()` gives those of one that is: in a steady order, the outer folders first,
 * and with what they are known by. Its repository's own excludes, worktrees and what lies above it are not asked for. What goes beyond a limit
 * is told, and listed with that as its reason.
 */
export async function* walkRemote(files: RemoteFiles, { path: root, prefix }: SourceFolder, { exclude, only = null, held, onLimit, isLate }: ListOptions): AsyncGenerator<Listed> {
  const excluded = picomatch(exclude.filter(Boolean).map(tamedGlob), { dot: true });
  const queue: Folder[] = [{ path: '', rules: [], wanted: only }];
  /** Of the folders to come some are asked for already. */
  const asked: Promise<Looked | { readonly reason: string }>[] = [];
  let { files: count, bytes } = held;

  async function look({ path, rules: above, wanted }: Folder): Promise<Looked> {
    const all = await files.list(join(root, path));
    const inner = (name: string) => (path ? `${path}/${name}` : name);
    const textOf = async (name: string) => (all.some((entry) => entry.name === name && !entry.isFolder) ? Buffer.from(await files.read(join(root, inner(name)))).toString() : '');
    const texts = { git: await textOf(GIT), docent: await textOf(DOCENT) };
    const rules = withTexts(above, texts, (file) => (path ? file.slice(path.length + 1) : file));
    const belongs = ({ name, isFolder }: RemoteEntry) => (!wanted || wanted.below.has(name)) && !NEVER.has(name) && !excluded(inner(name)) && !ignoredBy(rules, inner(name), isFolder);
    const kept = all.filter(belongs).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return {
      // One more than may be listed shows that there are more.
      files: await Promise.all(kept.filter(({ isFolder }) => !isFolder).slice(0, REMOTE.files.max + 1).map(async ({ name }) => ({ name, stat: NO_TEXT.test(name) ? { unfit: t('is binary') } : await statOf(join(root, inner(name))) }))),
      folders: kept.filter(({ isFolder }) => isFolder).map(({ name }) => ({ path: inner(name), rules: rulesBelow(rules, inner(name)), wanted: wanted?.below.get(name) ?? null })),
    };
  }

  const statOf = (path: string) => files.stat(path).catch((error: unknown) => ({ reason: reasonOf(error) }));

  function lookAhead(): void {
    for (const folder of queue.slice(asked.length, asked.length + REMOTE.parallel.max)) asked.push(look(folder).catch((error: unknown) => ({ reason: reasonOf(error) })));
  }

  function listed(path: string, unreadable: string | null, told?: Listed['told']): Listed {
    return { path: join(root, path), shown: [prefix, path].filter(Boolean).join('/') || addressOf(root), unreadable, ...(told && { told }) };
  }

  function tooMany(path: string): Listed {
    onLimit(t('Only the first {0} files were read: more are not taken from a folder that is not on disk. Leave others out by a .docentignore.', figure(REMOTE.files.max)));
    return listed(path, null, { unfit: t('comes after the first {0} files, as all that follow', figure(REMOTE.files.max)) });
  }

  for (let at = 0; at < queue.length; at++) {
    const { path } = queue[at] as Folder;
    // Folders cost requests, too, and may lead into each other without end.
    if (at >= REMOTE.files.max) return void (yield tooMany(path));
    if (isLate()) {
      onLimit(t('Not all was read: after {0} the work was ended. Index the workspace again to go on.', named(REMOTE.time)));
      for (const folder of queue.slice(at)) yield listed(folder.path, t('was not reached within {0}', named(REMOTE.time)));
      return;
    }
    if (at === asked.length) lookAhead();
    const looked = await asked[at];
    if (!looked || 'reason' in looked) {
      yield listed(path, looked?.reason ?? null);
      continue;
    }
    queue.push(...looked.folders);
    for (const { name, stat } of looked.files) {
      const file = path ? `${path}/${name}` : name;
      if (count >= REMOTE.files.max) return void (yield tooMany(file));
      count++;
      const most = Math.min(REMOTE.file.max, kindOf(extname(name)).maxBytes);
      if ('reason' in stat) yield listed(file, stat.reason);
      else if ('unfit' in stat) yield listed(file, null, stat);
      else if (stat.size > most) yield listed(file, null, { unfit: t('is larger than {0}', named({ unit: 'bytes', max: most })) });
      else if (bytes + stat.size > REMOTE.total.max) {
        onLimit(t('Only {0} were read: more is not taken from a folder that is not on disk. Leave others out by a .docentignore.', named(REMOTE.total)));
        yield listed(file, null, { unfit: t('comes after the first {0}', named(REMOTE.total)) });
      } else {
        bytes += stat.size;
        yield listed(file, null, stat);
      }
    }
  }
}
