#!/usr/bin/env node
// The command `docent` of the npm package. Node 12 still reads this file, so that an old one is told what is missing.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The first Node whose SQLite has all that Docent asks for, without a flag. */
const OLDEST = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(`Docent needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8'));
const assets = {
  knowledgeWorker: path('dist-npm/knowledgeWorker.cjs'),
  dataWorker: path('dist-npm/dataWorker.cjs'),
  pictures: { worker: path('dist-npm/pictureWorker.cjs'), program: path('dist-npm/index_bg.wasm'), font: path('dist-npm/DejaVuSans.ttf') },
  pythonScripts: path('dist-npm/python'),
};
import('../dist-npm/main.cjs').then(({ default: { main } }) => main(process.argv.slice(2), { version, assets })).then((code) => process.exit(code));
