import { setTimeout as delay } from 'node:timers/promises';
import { hasCode } from '../types/errors.ts';

/** A virus scanner or an indexer lets go within a second; who holds a file longer has it open for good. In milliseconds. */
const PAUSES = [20, 40, 80, 160, 320, 640];
/** What Windows says of a file or folder that somebody has open. Elsewhere only the first means that. */
const HELD = process.platform === 'win32' ? ['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY'] : ['EBUSY'];

/** Whether a failure says that another program has the file open just now. */
export function isHeld(error: unknown): boolean {
  return HELD.some((code) => hasCode(error, code));
}

/** Does `work` again as long as the system holds the file, for some 1.3 seconds. */
export async function onceLetGo<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await work();
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    await delay(pause);
  }
  return work();
}
