// npm start [-- FOLDER]: builds, and serves a VS Code with Docent to a person's browser until Ctrl-C.
import path from 'node:path';
import { serve } from '../test/vscode-host/scripts/serve.ts';
import { build } from './build.ts';
import { HAS_KIT, ROOT, SAMPLE } from './paths.ts';

if (!HAS_KIT) {
  console.error('npm start is for Linux x64; elsewhere open this folder in VS Code and press F5.');
  process.exit(1);
}
await build();
const { url, password, ended } = await serve([ROOT, path.join(ROOT, 'scripts', 'start')], process.argv[2] ?? SAMPLE);
console.log(`VS Code with Docent: ${url}
Open it in a browser on this machine; it asks for this password: ${password}
Docent’s chat opens at the left: click one of the questions there, or type your own. Ctrl-C ends it.`);
process.exit(await ended);
