import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { BitmapTask } from './task.ts';

// Drawing takes some 0.2 s of a processor: on the editor's thread all extensions would wait for it.

/** Twice the drawing's own size: sharp on screens with more than one dot a pixel, and in print. */
const ZOOM = 2;
/** Dots a side; a drawing that says it is larger is no chart, and its pixels would fill the memory. */
const MAX_SIDE = 6_000;

async function draw({ svg, program, font }: BitmapTask): Promise<Uint8Array> {
  await initWasm(readFileSync(program));
  const drawing = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers: [readFileSync(font)], defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  });
  if (Math.max(drawing.width, drawing.height) * ZOOM > MAX_SIDE) throw new Error(`a drawing of ${drawing.width} × ${drawing.height} is no chart`);
  return drawing.render().asPng();
}

void draw(workerData as BitmapTask).then((png) => parentPort?.postMessage(png));
