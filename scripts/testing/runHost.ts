// Runs test/host/ inside the extension host of a real VS Code, on a copy of sample-workspace/ that tests may change.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { FAILURES, HAS_KIT, OUT, ROOT, SAMPLE } from '../paths.ts';

const source = path.join(ROOT, 'test', 'host');
const outdir = path.join(OUT, 'host');
const workspace = path.join(mkdtempSync(path.join(tmpdir(), 'docent-host-')), 'sample-workspace');

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: readdirSync(source).filter((name) => /^index\.ts$|\.test\.ts$/.test(name)).map((name) => path.join(source, name)),
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});
cpSync(SAMPLE, workspace, { recursive: true });
try {
  await runTests({
    // Elsewhere than on Linux x64 test-electron downloads the VS Code it needs.
    ...(HAS_KIT && { vscodeExecutablePath: path.join(ROOT, 'test', 'vscode-host', 'scripts', 'run-tests.ts') }),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(outdir, 'index.cjs'),
    extensionTestsEnv: { HOST_TESTS_OUTPUT: FAILURES },
    launchArgs: [workspace],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(path.dirname(workspace), { recursive: true, force: true });
}
