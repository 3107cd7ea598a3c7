// node scripts/testing/runLanes.ts LANES BATCH TIMEOUT FILE…: runs test files in several processes at a time, each of which takes BATCH files,
// ends, and is followed by the next. What a process prints is shown when it has ended.
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runNode } from '../runNode.ts';
import { RESULTS, type TestEvent } from './recorder.ts';

/** Several times what the longest takes, in milliseconds: only what hangs reaches it. */
const BATCH_LIMIT = 1_200_000;
const RUN_FILES = path.join(import.meta.dirname, 'runFiles.ts');

const [lanes, batch, timeout, ...files] = process.argv.slice(2);
const results = process.env[RESULTS];
const waiting = batches(files, Number(batch)).values();

async function runLane(): Promise<void> {
  // One iterator for all lanes: each takes what is next.
  for (const some of waiting) {
    const own = results && `${results}.${some[0]?.replaceAll(path.sep, '-')}`;
    if (own) rmSync(own, { force: true });
    const { problem, text } = await runNode([RUN_FILES, String(timeout), ...some], { ...(own && { env: { [RESULTS]: own } }), output: 'gathered', limit: BATCH_LIMIT });
    if (problem || !text.trimStart().startsWith('0 passing')) console.log(text.trimEnd());
    if (problem) process.exitCode = 1;
    if (own) handOver(some, own, problem);
  }
}

function batches(all: readonly string[], size: number): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

/** Adds some files' results to those of all. Tests that died before their end are a failure that names the files. */
function handOver(some: readonly string[], own: string, problem: string | null): void {
  const lines = existsSync(own) ? readFileSync(own, 'utf8').trim().split('\n') : [];
  rmSync(own, { force: true });
  const end = JSON.stringify({ type: 'end' } satisfies TestEvent);
  const died: TestEvent = { type: 'failed', title: `${some.join(', ')} died (${problem ?? 'no end recorded'})` };
  record(lines.includes(end) ? lines.filter((line) => line !== end) : [...lines.filter(Boolean), JSON.stringify(died)]);
}

function record(lines: readonly string[]): void {
  if (results) for (const line of lines) appendFileSync(results, `${line}\n`);
}

await Promise.all(Array.from({ length: Number(lanes) }, runLane));
record([JSON.stringify({ type: 'end' } satisfies TestEvent)]);
