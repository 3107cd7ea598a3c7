import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A chart takes a second; one that takes this long is made to. */
const TIME_LIMIT_MS = 20_000;
/** Of JavaScript's memory. In MiB. */
const MEMORY_MB = 512;

/**
 * A chart of Vega-Lite as SVG, drawn in a thread of its own.
 * @param worker absolute path of the thread's script
 * @returns null where it can't be drawn
 */
export async function drawnChart(spec: string, worker: string): Promise<string | null> {
  const thread = new Worker(worker, { workerData: spec, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  const ended = new AbortController();
  try {
    const [svg] = (await Promise.race([
      once(thread, 'message', { signal: AbortSignal.any([ended.signal, AbortSignal.timeout(TIME_LIMIT_MS)]) }),
      once(thread, 'exit', { signal: ended.signal }).then(() => [null]),
    ])) as [string | null];
    return svg;
  } catch {
    // The report then has what draws it elsewhere.
    return null;
  } finally {
    ended.abort();
    await thread.terminate();
  }
}
