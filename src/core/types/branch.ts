import type { Thread } from './thread.ts';

/** A place of a thread at which others part from it. */
export interface Branch {
  /** Of the item with which they part. */
  readonly place: number;
  /** The ids of the threads that go on from there, the oldest first. */
  readonly threads: readonly string[];
  /** Which of them is the way to this thread. */
  readonly current: number;
}

/**
 * The places at which a thread and others of its family part.
 * @param family all threads of the thread's family, the oldest first
 */
export function branchesOf(thread: Thread, family: readonly Thread[]): readonly Branch[] {
  const branches: Branch[] = [];
  let [id, end, below]: readonly [string, number, string | null] = [thread.id, Infinity, null];
  for (;;) {
    const threads = new Map<number, string[]>();
    for (const { id: other, fork } of family) {
      if (fork?.from !== id || fork.at > end) continue;
      // The one from which they went off may have been deleted.
      const known = threads.get(fork.at) ?? family.flatMap((each) => (each.id === id ? [id] : []));
      threads.set(fork.at, [...known, other]);
    }
    for (const [place, ids] of threads) {
      if (ids.length > 1) branches.push({ place, threads: ids, current: ids.indexOf(place === end && below ? below : id) });
    }
    const fork = family.find((each) => each.id === id)?.fork;
    if (!fork) return branches.toSorted((a, b) => a.place - b.place);
    [id, end, below] = [fork.from, fork.at, id];
  }
}
