// Runs test/host/ inside the extension host of a real VS Code, on a copy of sample-workspace/ that tests may change.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { RUN_TESTS } from '../../test/vscode-host/scripts/paths.ts';
import { FAILURES, HAS_KIT, ROOT, SAMPLE } from '../paths.ts';
import { HOST_TESTS } from './bundleHost.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'docent-host-'));
const workspace = path.join(folder, 'sample-workspace');
cpSync(SAMPLE, workspace, { recursive: true });
try {
  await runTests({
    // Elsewhere test-electron downloads a VS Code.
    ...(HAS_KIT && { vscodeExecutablePath: RUN_TESTS }),
    extensionDevelopmentPath: [ROOT, path.join(ROOT, 'test', 'fixtures', 'languageModels')],
    extensionTestsPath: path.join(HOST_TESTS, 'index.cjs'),
    extensionTestsEnv: { HOST_TESTS_OUTPUT: FAILURES },
    launchArgs: [workspace],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
