// Bundles test/host/ for the extension host, which runs CommonJS: when imported, and as a task before the tests are debugged.
import { globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { OUT, ROOT } from '../paths.ts';

export const HOST_TESTS = path.join(OUT, 'test', 'host');

rmSync(HOST_TESTS, { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: globSync(['test/host/index.ts', 'test/host/**/*.test.ts'], { cwd: ROOT }),
  outdir: HOST_TESTS,
  outbase: 'test/host',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});
