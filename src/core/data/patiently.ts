import { setTimeout as delay } from 'node:timers/promises';
import { faultOf } from './fault.ts';

/** Milliseconds between two tries for a lock: the longest transaction here takes a few. */
const RETRY_MS = 15;
/** After so long another process hangs in its transaction; waiting on would only hide that. */
const GIVE_UP_MS = 10_000;

/** Tries again as long as somebody else holds the lock. */
export async function patiently<T>(attempt: () => T | Promise<T>): Promise<T> {
  const giveUp = Date.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (faultOf(error).kind !== 'locked' || Date.now() > giveUp) throw error;
    }
    await delay(RETRY_MS * (1 + Math.random()));
  }
}
