import type { RunEvent } from '../types/events.ts';
import type { Item, ItemBody, ItemStatus } from '../types/item.ts';
import { newItem } from '../types/newItem.ts';
import { reduce, type ThreadState } from '../types/reducer.ts';
import type { Run } from '../types/run.ts';
import type { Recorder } from './recorder.ts';

/** A run under way in this process: its thread as it is now, and the one way to change it. */
export interface LiveRun {
  readonly run: Run;
  readonly state: ThreadState;
  emit(event: RunEvent): void;
  /** Adds an open item at the end of the thread. */
  open<Body extends ItemBody>(body: Body, turn: number): Item<Body>;
  item(id: string): Item;
  /** Ends an open item, with what is new in it. */
  close(item: Item, status: ItemStatus): void;
}

/** @param recorder is made with a view of this run's items, hence the function */
export function createLiveRun(
  start: ThreadState & { readonly run: Run },
  recorderFor: (current: () => readonly Item[]) => Recorder,
  tell: (event: RunEvent) => void,
): LiveRun & { readonly recorder: Recorder } {
  let state: ThreadState = start;
  const recorder = recorderFor(() => state.items);

  function emit(event: RunEvent): void {
    state = reduce(state, event);
    if (event.type === 'item.added' || event.type === 'item.done') recorder.changed(event.item.id, true);
    else if ('itemId' in event) recorder.changed(event.itemId, false);
    tell(event);
  }

  return {
    recorder,
    emit,
    get run() {
      return state.run ?? start.run;
    },
    get state() {
      return state;
    },
    open(body, turn) {
      const item = newItem(body, { threadId: start.run.threadId, runId: start.run.id, turn });
      emit({ type: 'item.added', item });
      return item;
    },
    item(id) {
      const item = state.items.find((other) => other.id === id);
      if (!item) throw new Error(`No item ${id} in this thread`);
      return item;
    },
    close(item, status) {
      emit({ type: 'item.done', item: { ...item, status, endedAt: Date.now() } });
    },
  };
}
