import { parentPort, workerData } from 'node:worker_threads';
import { vegaLiteOf } from '../../text/vegaLite.ts';
import { svgOf } from './svg.ts';

// Vega takes its time, and a chart may ask for much: the editor's thread does not wait for it.

const spec = vegaLiteOf(workerData as string);
if (!spec) throw new Error('no specification');
void svgOf(spec).then((svg) => parentPort?.postMessage(svg));
