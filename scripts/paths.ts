import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NODE } from '../test/vscode-host/scripts/paths.ts';

export const ROOT = path.resolve(import.meta.dirname, '..');
/** Docent's own, as its package has it. */
export const VERSION = (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string }).version;
export const SAMPLE = path.join(ROOT, 'sample-workspace');
/** What test runs leave. */
export const OUT = path.join(ROOT, 'out');
/** Pictures and logs of what failed. */
export const FAILURES = path.join(OUT, 'failures');

/** What the engine loads as files, as it lies in the sources. */
export const SOURCE_ASSETS = {
  knowledgeWorker: path.join(ROOT, 'src/core/knowledge/stores/local/worker.ts'),
  dataWorker: path.join(ROOT, 'src/core/data/worker.ts'),
  pictures: {
    worker: path.join(ROOT, 'src/core/interpreter/pictures/worker.ts'),
    program: path.join(ROOT, 'node_modules/@resvg/resvg-wasm/index_bg.wasm'),
    font: path.join(ROOT, 'node_modules/dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  },
  pythonScripts: path.join(ROOT, 'src/core/interpreter/python'),
};

/** Whether test/vscode-host is there: bootstrap.mjs sets it up on Linux x64 alone. */
export const HAS_KIT = existsSync(NODE);

/** The JavaScript file behind a package's command. */
export function bin(name: string, file: string): string {
  return path.join(ROOT, 'node_modules', name, file);
}
