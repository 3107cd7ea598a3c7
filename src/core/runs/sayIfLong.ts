/** What takes less needs no word: it would be gone before it is read. In milliseconds. */
const LONG_MS = 300;

/** Waits for `work`; says what is waited for where that takes a while. */
export async function sayIfLong<T>(work: Promise<T>, say: () => void): Promise<T> {
  const timer = setTimeout(say, LONG_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
