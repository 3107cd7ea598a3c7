import { basename, extname } from 'node:path';
import type { FileRow } from './rows.ts';

/** Files that are gone, by the hash of what they said. What appears elsewhere and says the same was moved: its text is there already. */
export interface Moves {
  /** A file that is gone, said the same and is read in the same way; of several the one of the same name; null for none. Each is given once. */
  take(path: string, hash: string): FileRow | null;
  /** Those that nobody took. */
  left(): readonly FileRow[];
}

/** Tells of files that are gone which were moved: their text stands elsewhere by now. Each is given away once. */
export function movesOf(gone: readonly FileRow[]): Moves {
  const byText = new Map<string, FileRow[]>();
  for (const row of gone) {
    const key = keyOf(row.path, row.hash);
    const same = byText.get(key);
    if (same) same.push(row);
    else byText.set(key, [row]);
  }
  return {
    take(path, hash) {
      const same = byText.get(keyOf(path, hash));
      if (!same?.length) return null;
      const namesake = same.findIndex((row) => basename(row.path) === basename(path));
      return same.splice(Math.max(namesake, 0), 1)[0] ?? null;
    },
    left: () => [...byText.values()].flat(),
  };
}

/** A file's kind depends on the end of its name. */
function keyOf(path: string, hash: string | null): string {
  return `${hash} ${extname(path).toLowerCase()}`;
}
