// node scripts/testing/runLanes.ts LANES TIMEOUT BATCH FILE… [BATCH FILE…]: runs test files in several processes at a time, each of which takes up to
// BATCH files, ends, and is followed by the next. What a process prints is shown when it has ended. Where few failed, the files of what failed run
// once more, alone.
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runNode } from '../runNode.ts';
import { batchesOf } from './batches.ts';
import { parseEvents, RESULTS, type TestEvent } from './recorder.ts';
import { afterSecondRun, filesAgain } from './secondRun.ts';

/** Several times what the longest takes, in milliseconds: only what hangs reaches it. */
const BATCH_LIMIT = 1_200_000;
/** With more the code is broken, and a second run would only tell so later. */
const MOST_AGAIN = 3;
const RUN_FILES = path.join(import.meta.dirname, 'runFiles.ts');

const [lanes, timeout, ...files] = process.argv.slice(2);
const results = process.env[RESULTS];
const waiting = batchesOf(files, Number(lanes)).values();
const failed: { readonly some: readonly string[]; readonly events: readonly TestEvent[] }[] = [];

async function runLane(): Promise<void> {
  // One iterator for all lanes: each takes what is next.
  for (const some of waiting) {
    const { events, problem } = await runBatch(some);
    if (problem) failed.push({ some, events });
    else record(events);
  }
}

/** @returns what the tests recorded, without the end */
async function runBatch(some: readonly string[]): Promise<{ readonly events: readonly TestEvent[]; readonly problem: string | null }> {
  const own = results && `${results}.${some[0]?.replaceAll(path.sep, '-')}`;
  if (own) rmSync(own, { force: true });
  const { problem, text } = await runNode([RUN_FILES, String(timeout), ...some], { ...(own && { env: { [RESULTS]: own } }), output: 'gathered', limit: BATCH_LIMIT });
  if (problem || !text.trimStart().startsWith('0 passing')) console.log(text.trimEnd());
  return { events: own ? takeEvents(some, own, problem) : [], problem };
}

/** Some files' results. Tests that died before their end are a failure that names the files. */
function takeEvents(some: readonly string[], own: string, problem: string | null): readonly TestEvent[] {
  const events = existsSync(own) ? parseEvents(readFileSync(own, 'utf8')) : [];
  rmSync(own, { force: true });
  const ended = events.some(({ type }) => type === 'end');
  const died: TestEvent = { type: 'failed', title: `${some.join(', ')} died (${problem ?? 'no end recorded'})`, file: '' };
  return [...events.filter(({ type }) => type !== 'end'), ...(ended ? [] : [died])];
}

function record(events: readonly TestEvent[]): void {
  if (results) for (const event of events) appendFileSync(results, `${JSON.stringify(event)}\n`);
}

await Promise.all(Array.from({ length: Number(lanes) }, runLane));
for (const { some, events } of failed) {
  const again = failed.length <= MOST_AGAIN ? await runBatch(filesAgain(some, events)) : null;
  record(again ? afterSecondRun(events, again.events) : events);
  if (!again || again.problem) process.exitCode = 1;
}
record([{ type: 'end' }]);
