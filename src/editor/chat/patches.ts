import type { RunEvent } from '../../core/types/events.ts';
import type { Patch } from '../../protocol/view.ts';

/** In milliseconds: two frames of a screen. What comes faster nobody sees, and each message has its price in two processes. */
const INTERVAL_MS = 30;

/** Tells a view what happens in a run: the first at once, then all that came meanwhile together. */
export interface Patches {
  push(threadId: string, event: RunEvent): void;
  /** Forgets what was not sent yet: the view gets the whole thread. */
  drop(): void;
  /** Sends nothing any more. */
  dispose(): void;
}

export function gatherPatches(send: (patch: Patch) => void): Patches {
  let threadId = '';
  let events: RunEvent[] = [];
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    timer = null;
    if (events.length === 0) return;
    send({ threadId, events });
    events = [];
    timer = setTimeout(flush, INTERVAL_MS);
  }

  return {
    push(id, event) {
      if (id !== threadId) events = []; // That thread is not shown any more.
      threadId = id;
      const together = joined(events.at(-1), event);
      if (together) events[events.length - 1] = together;
      else events.push(event);
      if (!timer) flush();
    },
    drop() {
      events = [];
    },
    dispose() {
      if (timer) clearTimeout(timer);
      timer = null;
      events = [];
    },
  };
}

/** Both as one event; null where they are two. */
function joined(last: RunEvent | undefined, event: RunEvent): RunEvent | null {
  if (!last || last.type !== event.type || !('delta' in last) || !('delta' in event) || last.itemId !== event.itemId) return null;
  return { ...last, delta: last.delta + event.delta };
}
