import { globSync } from 'node:fs';
import path from 'node:path';
import { bin, HAS_KIT, ROOT } from '../paths.ts';

/** A part of `npm test`. A check is one test; tests report each of theirs. */
export interface Suite {
  readonly name: string;
  readonly kind: 'check' | 'tests';
  /** What is run under Node. */
  readonly args: readonly string[];
  /** Milliseconds after which it has died. */
  readonly limit: number;
}

/** Several times what each takes: only what hangs reaches it. */
const CHECK_LIMIT = 180_000;
const TESTS_LIMIT = 1_200_000;

const check = (name: string, ...args: string[]): Suite => ({ name, kind: 'check', args, limit: CHECK_LIMIT });
const tests = (name: string, ...args: string[]): Suite => ({ name, kind: 'tests', args, limit: TESTS_LIMIT });
const RUN_FILES = path.join('scripts', 'testing', 'runFiles.ts');
const TSC = bin('typescript', 'bin/tsc');
/** Beside what tsc keeps, see tsconfig.json: what has not changed is not looked at again. */
const LINT_CACHE = path.join('node_modules', '.cache', 'eslint', 'results.json');

/** One test's limit, in milliseconds: a unit test may start Python and draw; a UI test opens a workbench. */
const UNIT_TIMEOUT = '20000';
const UI_TIMEOUT = '120000';

/** In the order in which they run: what is fastest to tell first. */
export function allSuites(): readonly Suite[] {
  const unit = globSync('test/**/*.test.ts', { cwd: ROOT, exclude: ['test/host/**', 'test/ui/**', 'test/vscode-host/**'] });
  return [
    check('types', TSC, '--noEmit'),
    check('types-browser', TSC, '--noEmit', '-p', 'src/webview'),
    check('lint', bin('eslint', 'bin/eslint.js'), '--cache', '--cache-strategy', 'content', '--cache-location', LINT_CACHE, '.'),
    check('build', 'esbuild.js'),
    tests('unit', RUN_FILES, UNIT_TIMEOUT, ...unit.sort()),
    tests('host', path.join('scripts', 'testing', 'runHost.ts')),
    ...(HAS_KIT ? [tests('ui', RUN_FILES, UI_TIMEOUT, ...globSync('test/ui/**/*.test.ts', { cwd: ROOT }).sort())] : []),
  ];
}
