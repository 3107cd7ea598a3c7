/** How often the memory is looked at, in milliseconds. */
const LOOK_MS = 20;

/** What work took: the most memory that this process had meanwhile, above what it had before, in bytes; and its time in milliseconds. */
export async function measured<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly growth: number; readonly ms: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const began = performance.now();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), LOOK_MS);
  try {
    const result = await work();
    most = Math.max(most, process.memoryUsage.rss());
    return { result, growth: most - before, ms: performance.now() - began };
  } finally {
    clearInterval(timer);
  }
}
