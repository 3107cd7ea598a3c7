import type { RemoteFiles } from '../../../src/core/knowledge/remoteFiles.ts';
import type { FileStat } from '../../../src/core/knowledge/vectorStore.ts';
import { DocentError } from '../../../src/core/types/errors.ts';

/** A file of a file system in memory: what it says, or why it can't be read. */
type MemoryFile = { readonly bytes: Buffer; readonly stat: FileStat } | { readonly error: Error };

/** A file system that is not on disk. */
export interface MemoryFiles extends RemoteFiles {
  /** What it is known by. */
  readonly root: string;
  /** @param stat what it says of the file, where that is not true */
  put(path: string, content: string | Buffer, stat?: Partial<FileStat>): void;
  /** From now on reading it fails so. */
  fail(path: string, error: Error): void;
  remove(path: string): void;
  /** What was read since this was asked last, sorted. */
  reads(): readonly string[];
  /** Of what the size and time were asked since this was asked last, sorted. */
  stats(): readonly string[];
  /** The most requests that were under way at once. */
  readonly mostAtOnce: number;
  /** Holds each read until `release` is called. */
  hold(): { release(): void; readonly held: Promise<void> };
}

export function memoryFiles(files: Readonly<Record<string, string | Buffer>> = {}, root = '/memory%3A/shop'): MemoryFiles {
  const all = new Map<string, MemoryFile>();
  const read: string[] = [];
  const stated: string[] = [];
  let running = 0;
  let most = 0;
  let time = 1_700_000_000_000;
  let holding: { readonly until: Promise<void>; readonly onHeld: () => void } | null = null;
  const inner = (path: string) => path.slice(root.length + 1).replaceAll('\\', '/');
  const gone = () => new DocentError('ENOENT', 'no such file');

  async function counted<T>(answer: () => T): Promise<T> {
    most = Math.max(most, ++running);
    // Others are asked meanwhile.
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return answer();
  }
  function put(path: string, content: string | Buffer, stat: Partial<FileStat> = {}): void {
    const bytes = Buffer.from(content);
    all.set(path, { bytes, stat: { size: bytes.length, mtime: ++time, ...stat } });
  }
  for (const [path, content] of Object.entries(files)) put(path, content);

  return {
    root,
    put,
    fail: (path, error) => void all.set(path, { error }),
    remove: (path) => void all.delete(path),
    reads: () => read.splice(0).sort(),
    stats: () => stated.splice(0).sort(),
    get mostAtOnce() {
      return most;
    },
    hold() {
      const { promise: until, resolve: release } = Promise.withResolvers<void>();
      const { promise: held, resolve: onHeld } = Promise.withResolvers<void>();
      holding = { until, onHeld };
      return { release, held };
    },
    list: (folder) =>
      counted(() => {
        const before = inner(folder) && `${inner(folder)}/`;
        const names = new Map<string, boolean>();
        for (const path of all.keys()) {
          if (!path.startsWith(before)) continue;
          const [name = '', ...rest] = path.slice(before.length).split('/');
          names.set(name, rest.length > 0);
        }
        if (names.size === 0) throw gone();
        return [...names].map(([name, isFolder]) => ({ name, isFolder })).reverse();
      }),
    stat: (path) =>
      counted(() => {
        stated.push(inner(path));
        const file = all.get(inner(path));
        if (!file) throw gone();
        return 'error' in file ? { size: 10, mtime: ++time } : file.stat;
      }),
    async read(path) {
      read.push(inner(path));
      holding?.onHeld();
      await holding?.until;
      return counted(() => {
        const file = all.get(inner(path));
        if (!file) throw gone();
        if ('error' in file) throw file.error;
        return new Uint8Array(file.bytes);
      });
    },
  };
}
