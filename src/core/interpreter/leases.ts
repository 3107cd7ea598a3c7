/** A thread's right to a Python process. Called once or more often, it gives the right back. */
export type Release = () => void;

export interface LeaseOptions {
  /** Processes that there may be at once, idle ones included. */
  readonly max: number;
  /** Milliseconds after which a process that nobody has a lease on ends. */
  readonly idleMs: number;
  /** The threads that have a process. */
  running(): readonly string[];
  /** Ends a thread's idle process. */
  end(threadId: string): Promise<void>;
}

/**
 * Shares a number of processes among threads. A thread without a lease keeps its process, and with it its variables, as long as
 * nobody else needs the room.
 * @returns `lease`, as described at Interpreter.lease
 */
export function createLeases({ max, idleMs, running, end }: LeaseOptions) {
  /** How many leases each thread has. */
  const held = new Map<string, number>();
  /** The clocks of the threads that gave theirs back, the least recently used first. */
  const idle = new Map<string, NodeJS.Timeout>();
  const waiting: { readonly threadId: string; admit(): void }[] = [];
  /** One thing after the other, so that no process ends in the hands of a thread that has just got a lease on it. */
  let work: Promise<void> = Promise.resolve();

  const next = (step: () => Promise<void>) => {
    work = work.then(step);
  };

  /** Lets the waiting in, first come, first served, as far as there is room. */
  async function admitWaiting(): Promise<void> {
    for (let first = waiting[0]; first && (await makeRoom(first.threadId)); first = waiting[0]) {
      // Somebody may have given up meanwhile.
      if (first === waiting[0]) waiting.shift()?.admit();
    }
  }

  async function makeRoom(threadId: string): Promise<boolean> {
    for (;;) {
      const others = new Set([...held.keys(), ...running()].filter((id) => id !== threadId));
      if (others.size < max) return true;
      const oldest = [...idle.keys()].find((id) => others.has(id));
      if (oldest === undefined) return false;
      await rest(oldest);
    }
  }

  async function rest(threadId: string): Promise<void> {
    if (!idle.has(threadId)) return;
    clearTimeout(idle.get(threadId));
    idle.delete(threadId);
    await end(threadId);
  }

  function hold(threadId: string): Release {
    clearTimeout(idle.get(threadId));
    idle.delete(threadId);
    held.set(threadId, (held.get(threadId) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (isHeld) giveBack(threadId);
      isHeld = false;
    };
  }

  function giveBack(threadId: string): void {
    const left = (held.get(threadId) ?? 0) - 1;
    if (left > 0) {
      held.set(threadId, left);
      return;
    }
    held.delete(threadId);
    idle.set(threadId, setTimeout(() => next(() => rest(threadId)), idleMs).unref());
    next(admitWaiting);
  }

  return async function lease(threadId: string, signal: AbortSignal): Promise<Release> {
    signal.throwIfAborted();
    // Behind the others it would wait for room that it has itself.
    if (held.has(threadId)) return hold(threadId);
    const { promise, resolve, reject } = Promise.withResolvers<Release>();
    const giveUp = () => {
      waiting.splice(waiting.indexOf(waiter), 1);
      reject(signal.reason as Error);
    };
    const waiter = {
      threadId,
      admit() {
        signal.removeEventListener('abort', giveUp);
        resolve(hold(threadId));
      },
    };
    signal.addEventListener('abort', giveUp, { once: true });
    waiting.push(waiter);
    next(admitWaiting);
    return promise;
  };
}
