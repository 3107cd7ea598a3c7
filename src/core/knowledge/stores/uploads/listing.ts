import { setImmediate } from 'node:timers/promises';
import type { PlacedFile, StoreFileRows } from '../../../data/storeFiles.ts';
import type { ListedState, Listing } from '../../../types/listing.ts';
import type { StoreFileStatus } from '../../../types/vectorStore.ts';
import { gatherListing } from '../../listing.ts';

/** So many rows take some 3 ms of the thread that everything else waits for. */
const ROWS_AT_ONCE = 500;

const STATES: Readonly<Record<StoreFileStatus, ListedState>> = { in_progress: 'reading', completed: 'ready', failed: 'failed', cancelled: 'cancelled' };

/** All files of a store with their places, in pieces: nobody waits for more than one of them. */
export async function* placesIn(rows: StoreFileRows, storeId: string): AsyncGenerator<readonly PlacedFile[]> {
  for (let after = 0; ; ) {
    const files = await rows.places(storeId, after, ROWS_AT_ONCE);
    if (files.length > 0) yield files;
    if (files.length < ROWS_AT_ONCE) return;
    after = files.at(-1)?.seq ?? after;
    await setImmediate();
  }
}

/** What stands directly in a folder of a store of uploaded files. @param folder '' for the top; @param limit at most so many files */
export async function listUploads(rows: StoreFileRows, storeId: string, folder: string, limit: number): Promise<Listing> {
  const gathering = gatherListing(folder);
  for await (const placed of placesIn(rows, storeId)) {
    for (const { fileId, place, status, reason } of placed) gathering.add({ id: fileId, path: place, state: STATES[status], reason });
  }
  return gathering.listing(limit);
}
