import { setTimeout as delay } from 'node:timers/promises';

/** What a test waits for outside the browser comes soon, or not at all. */
const LIMIT_MS = 20_000;
const PAUSE_MS = 20;

/** Tries until it does not throw any more, for states that nobody tells of: files, processes. */
export async function eventually<T>(look: () => T | Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > end) throw error;
      await delay(PAUSE_MS);
    }
  }
}
