// npm run package: makes the .vsix in the root, and prints its contents and size.
import { statSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.ts';
import { packageExtension } from './packageExtension.ts';

const file = await packageExtension(ROOT, 'shown');
console.log(`${path.basename(file)}: ${statSync(file).size.toLocaleString('en')} bytes`);
