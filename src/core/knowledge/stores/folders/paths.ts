import { isAbsolute, join, relative, sep } from 'node:path';
import type { SourceFolder } from '../../vectorStore.ts';

/** A folder as its store knows it and as the window spells it. */
export interface Place {
  /** The folder's own path, without links: what the store knows its files by. */
  readonly root: string;
  readonly shown: SourceFolder;
}

/** A path below the window's folder as the store has it; null for one that is elsewhere. */
export function inward({ root, shown }: Place, path: string): string | null {
  return moved(path, shown.path, root);
}

/** A path of the store as the window spells it. */
export function outward({ root, shown }: Place, path: string): string {
  return moved(path, root, shown.path) ?? path;
}

/** What the store shows of a file, with the folder's name before it where there are several. */
export function shownIn({ shown: { prefix } }: Place, path: string): string {
  return prefix ? `${prefix}/${path}` : path;
}

/** A path in whichever form the window shows or knows it, as the folder’s store does. */
export function ownPath(place: Place, path: string): string {
  const { prefix } = place.shown;
  if (isAbsolute(path)) return inward(place, path) ?? path;
  return prefix && path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : path;
}

function moved(path: string, from: string, to: string): string | null {
  const inner = relative(from, path);
  return inner === '..' || inner.startsWith(`..${sep}`) || isAbsolute(inner) ? null : join(to, inner);
}
