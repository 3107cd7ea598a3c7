import type { PlacedFile, StoreFileRows } from '../../../data/storeFiles.ts';
import type { ListedFile, ListedFolder, ListedState, Listing } from '../../../types/listing.ts';
import type { StoreFileStatus } from '../../../types/vectorStore.ts';

/** So many rows take about 3 ms of the thread that everything else waits for. */
const ROWS_AT_ONCE = 1_000;

const STATES: Readonly<Record<StoreFileStatus, ListedState>> = { in_progress: 'reading', completed: 'ready', failed: 'failed', cancelled: 'cancelled' };

/** All files of a store with their places, in pieces: nobody waits for more than one of them. */
export async function* placesIn(rows: StoreFileRows, storeId: string): AsyncGenerator<readonly PlacedFile[]> {
  for (let after = 0; ; ) {
    const files = await rows.places(storeId, after, ROWS_AT_ONCE);
    if (files.length > 0) yield files;
    if (files.length < ROWS_AT_ONCE) return;
    after = files.at(-1)?.seq ?? after;
  }
}

/** What stands directly in a folder of a store of uploaded files. @param folder '' for the top; @param limit at most so many files */
export async function listUploads(rows: StoreFileRows, storeId: string, folder: string, limit: number): Promise<Listing> {
  const before = folder && `${folder}/`;
  const folders = new Map<string, ListedFolder>();
  const files: ListedFile[] = [];
  for await (const placed of placesIn(rows, storeId)) {
    for (const { fileId, place, status, reason } of placed) {
      if (!place.startsWith(before)) continue;
      const rest = place.slice(before.length);
      const end = rest.indexOf('/');
      if (end < 0) {
        files.push({ id: fileId, name: rest, path: place, state: STATES[status], reason });
        continue;
      }
      const name = rest.slice(0, end);
      const known = folders.get(name);
      const troubled = status === 'failed' || status === 'cancelled' ? 1 : 0;
      folders.set(name, { name, path: before + name, files: (known?.files ?? 0) + 1, troubled: (known?.troubled ?? 0) + troubled });
    }
  }
  const shown = files.toSorted(byName).slice(0, limit);
  return { folders: [...folders.values()].toSorted(byName), files: shown, more: files.length - shown.length };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
