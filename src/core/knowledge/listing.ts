import type { ListedFile, ListedFolder, Listing } from '../types/listing.ts';

/** Gathers what stands directly in a folder, of files whose paths come one after the other, in any order. */
export interface Gathering {
  add(file: Omit<ListedFile, 'name'>): void;
  /** @param limit at most so many files */
  listing(limit: number): Listing;
}

/** @param folder as shown; '' for the top */
export function gatherListing(folder: string): Gathering {
  const before = folder && `${folder}/`;
  const folders = new Map<string, ListedFolder>();
  const files: ListedFile[] = [];
  return {
    add(file) {
      if (!file.path.startsWith(before)) return;
      const rest = file.path.slice(before.length);
      const end = rest.indexOf('/');
      if (end < 0) {
        files.push({ ...file, name: rest });
        return;
      }
      const name = rest.slice(0, end);
      const known = folders.get(name);
      const isTroubled = file.state !== 'ready' && file.state !== 'reading';
      folders.set(name, { name, path: before + name, files: (known?.files ?? 0) + 1, troubled: (known?.troubled ?? 0) + Number(isTroubled) });
    },
    listing(limit) {
      const shown = files.toSorted(byName).slice(0, limit);
      return { folders: [...folders.values()].toSorted(byName), files: shown, more: files.length - shown.length };
    },
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
