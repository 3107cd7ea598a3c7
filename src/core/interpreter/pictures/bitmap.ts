import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BitmapTask } from './task.ts';

/** What is needed to draw; absolute paths of the thread's script, the program and the font. */
export interface PictureAssets {
  readonly worker: string;
  readonly program: string;
  readonly font: string;
}

/** A drawing takes 0.3 s; one that takes this long is made to. */
const TIME_LIMIT_MS = 20_000;

/**
 * An SVG drawing as PNG, at twice its size. Only what is in the drawing is drawn: no files and no addresses are opened.
 * @throws Error where it is no drawing, or one that takes too long
 */
export async function bitmapOf(svg: string, { worker, program, font }: PictureAssets): Promise<Uint8Array> {
  const task: BitmapTask = { svg, program, font };
  const thread = new Worker(worker, { workerData: task });
  const ended = new AbortController();
  try {
    const [png] = (await Promise.race([
      once(thread, 'message', { signal: AbortSignal.any([ended.signal, AbortSignal.timeout(TIME_LIMIT_MS)]) }),
      once(thread, 'exit', { signal: ended.signal }).then(() => Promise.reject(new Error('the drawing could not be made'))),
    ])) as [Uint8Array];
    return png;
  } finally {
    ended.abort();
    await thread.terminate();
  }
}
