import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** The folder with the maps by which fonts for Chinese, Japanese and Korean name their characters, as pdf.js wants it: `/` between its parts and at its end. */
export function cmapFolder(): string {
  // Beside the bundle, or in the package where nothing is bundled.
  const shipped = join(import.meta.dirname, 'cmaps');
  const folder = existsSync(shipped) ? shipped : join(dirname(createRequire(import.meta.filename).resolve('pdfjs-dist/package.json')), 'cmaps');
  return `${folder.split(sep).join('/')}/`;
}
