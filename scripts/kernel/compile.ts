// node scripts/kernel/compile.ts: compiles dots.wat, and writes it where the search has it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';
import { ROOT } from '../paths.ts';

export const COMPILED = path.join(ROOT, 'src/core/knowledge/search/meaning/dots.json');

/** The program as the search has it: its bytes in base64. */
export async function compiled(): Promise<string> {
  const source = path.join(import.meta.dirname, 'dots.wat');
  const { parseWat } = await wabt();
  const module = parseWat(source, readFileSync(source, 'utf8'), { simd: true });
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  return `${JSON.stringify({ madeBy: 'scripts/kernel/compile.ts', program: Buffer.from(buffer).toString('base64') }, null, 2)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(COMPILED, await compiled());
