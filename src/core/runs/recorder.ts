import type { Items } from '../data/items.ts';
import type { Item } from '../types/item.ts';
import type { Log } from '../types/log.ts';

/** A window that dies loses at most what arrived in this time. */
const OPEN_ITEM_MS = 1_000;

/** Puts a run's items on disk as they happen: each when it begins and ends, the open ones each second. */
export interface Recorder {
  /** The item has changed; `now` where it began or ended. */
  changed(itemId: string, now: boolean): void;
  /** Resolves when all that changed is on disk. */
  flush(): Promise<void>;
}

/** @param current the items as they are now */
export function createRecorder(items: Items, current: () => readonly Item[], log: Log): Recorder {
  const changed = new Set<string>();
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  async function write(): Promise<void> {
    const batch = current().filter((item) => changed.has(item.id));
    changed.clear();
    try {
      await items.save(batch);
    } catch (error) {
      for (const item of batch) changed.add(item.id);
      throw error;
    }
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    // One after the other, so that an older state never overwrites a newer one; a failure is tried again with the next write.
    writing = writing.catch(() => {}).then(write);
    return writing;
  }

  const flushInBackground = () => {
    flush().catch((error: unknown) => log.warn(`The open answer could not be saved, it is tried again: ${String(error)}`));
  };

  return {
    flush,
    changed(itemId, now) {
      changed.add(itemId);
      if (now) flushInBackground();
      else timer ??= setTimeout(flushInBackground, OPEN_ITEM_MS);
    },
  };
}
