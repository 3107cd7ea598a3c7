import { globSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from '../../scripts/testing/mocha.ts';

/** A test here may index a folder, start Python and draw charts, on a machine with two busy cores. */
const TIMEOUT_MS = 60_000;

/** What VS Code calls in the extension host: runs the bundled tests beside this file. */
export async function run(): Promise<void> {
  const files = globSync('**/*.test.cjs', { cwd: __dirname }).sort();
  const failures = await runMocha(files.map((file) => path.join(__dirname, file)), TIMEOUT_MS);
  if (failures > 0) throw new Error(`${failures} failed`);
}
