// node scripts/testing/runLanes.ts LANES TIMEOUT FILE…: runs each test file in a process of its own, several at a time. For tests that wait
// more than they compute, as those in VS Code do. What a file prints is shown when it has ended.
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runNode } from '../runNode.ts';
import { RESULTS, type TestEvent } from './recorder.ts';

/** Several times what the longest takes, in milliseconds: only what hangs reaches it. */
const FILE_LIMIT = 600_000;
const RUN_FILES = path.join(import.meta.dirname, 'runFiles.ts');

const [lanes, timeout, ...files] = process.argv.slice(2);
const results = process.env[RESULTS];
const waiting = files.values();

async function runLane(): Promise<void> {
  // One iterator for all lanes: each takes what is next.
  for (const file of waiting) {
    const own = results && `${results}.${file.replaceAll(path.sep, '-')}`;
    if (own) rmSync(own, { force: true });
    const { problem, text } = await runNode([RUN_FILES, String(timeout), file], { ...(own && { env: { [RESULTS]: own } }), output: 'gathered', limit: FILE_LIMIT });
    if (problem || !text.trimStart().startsWith('0 passing')) console.log(text.trimEnd());
    if (problem) process.exitCode = 1;
    if (own) handOver(file, own, problem);
  }
}

/** Adds a file's results to those of all. Tests that died before their end are a failure that names the file. */
function handOver(file: string, own: string, problem: string | null): void {
  const lines = existsSync(own) ? readFileSync(own, 'utf8').trim().split('\n') : [];
  rmSync(own, { force: true });
  const end = JSON.stringify({ type: 'end' } satisfies TestEvent);
  const died: TestEvent = { type: 'failed', title: `${file} died (${problem ?? 'no end recorded'})` };
  record(lines.includes(end) ? lines.filter((line) => line !== end) : [...lines.filter(Boolean), JSON.stringify(died)]);
}

function record(lines: readonly string[]): void {
  if (results) for (const line of lines) appendFileSync(results, `${line}\n`);
}

await Promise.all(Array.from({ length: Number(lanes) }, runLane));
record([JSON.stringify({ type: 'end' } satisfies TestEvent)]);
