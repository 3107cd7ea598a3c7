import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as others } from 'node:timers/promises';
import { searchThreads, type FoundThread, type ThreadQuery } from './threadSearch.ts';

/** Milliseconds after which the editor's thread is left to others for a moment: half of a frame. */
const SLICE_MS = 8;

type Read = <T>(query: (db: DatabaseSync) => T) => Promise<T>;

/** The same search on this thread, in slices. @throws as `read`; `AbortError` */
export async function searchSlowly(read: Read, query: ThreadQuery, signal: AbortSignal): Promise<readonly FoundThread[]> {
  const found: FoundThread[] = [];
  const search = await read((db) => searchThreads(db, query));
  const slice = () => {
    for (const end = performance.now() + SLICE_MS; performance.now() < end; ) {
      const { value, done } = search.next();
      if (done) return true;
      if (value) found.push(value);
    }
    return false;
  };
  for (;;) {
    signal.throwIfAborted();
    if (await read(slice)) return found;
    await others();
  }
}
