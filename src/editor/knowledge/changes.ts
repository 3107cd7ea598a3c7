/** A burst of saves (a checkout, a build) is one update. In milliseconds. */
const QUIET_MS = 400;
/** However much else goes on changing: with what VS Code's watcher and the update itself take, an edit is found within 1.5 s. In milliseconds. */
const LONGEST_MS = 800;

/** What is to be done about changes. */
export interface ChangeHandling {
  /** Whether any of these absolute paths matters. */
  concerns(paths: readonly string[]): Promise<boolean>;
  /** Takes these changes in. Must not throw. */
  update(paths: readonly string[]): Promise<void>;
}

/** Gathers the watcher's single events into updates, one at a time. */
export interface IndexChanges {
  add(path: string): void;
  dispose(): void;
}

/** Changes that matter are taken in when it has been quiet for a while, at the latest after a set time; all others start nothing and delay nothing. */
export function collectChanges({ concerns, update }: ChangeHandling): IndexChanges {
  let incoming = new Set<string>();
  let settling = new Set<string>();
  /** When the first of the settling ones came. */
  let since: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let sifting = false;
  let updating = false;

  async function sift(): Promise<void> {
    if (sifting) return;
    sifting = true;
    while (incoming.size > 0) {
      const paths = [...incoming];
      const came = Date.now();
      incoming = new Set();
      if (!(await concerns(paths))) continue;
      since ??= came;
      for (const path of paths) settling.add(path);
      settle();
    }
    sifting = false;
  }

  function settle(): void {
    if (timer) clearTimeout(timer);
    const latest = (since ?? Date.now()) + LONGEST_MS;
    timer = setTimeout(() => void flush(), Math.min(QUIET_MS, latest - Date.now()));
  }

  async function flush(): Promise<void> {
    if (updating) return;
    const paths = [...settling];
    settling = new Set();
    since = null;
    updating = true;
    await update(paths);
    updating = false;
    // What came meanwhile has waited long enough already, or waits on.
    if (settling.size > 0) settle();
  }

  return {
    add(path) {
      incoming.add(path);
      void sift();
    },
    dispose() {
      if (timer) clearTimeout(timer);
    },
  };
}
