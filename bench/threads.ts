import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createDataDirectory } from '../src/core/data/dataDirectory.ts';
import type { ListFilter } from '../src/core/data/listFilter.ts';
import type { Item } from '../src/core/types/item.ts';
import type { Thread } from '../src/core/types/thread.ts';

export const about = 'Ten thousand threads of four messages: their times, a page of them, and a search in all texts.';

const WORKER = fileURLToPath(new URL('../src/core/data/worker.ts', import.meta.url));
const THREADS = 10_000;
/** Some lines an answer. */
const WORDS = 'The retry delay is the base delay doubled with each attempt and capped at ten minutes as the file says. ';
const DAY_MS = 24 * 60 * 60_000;
const HERE: ListFilter = { workspace: 'folder_a', origins: ['chat', 'analysis'], shelf: null, without: [] };

export async function run(): Promise<Record<string, number>> {
  const dir = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const log = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error };
  const data = createDataDirectory(dir, { worker: WORKER, log, reload: () => '' });
  try {
    await data.open();
    for (let index = 0; index < THREADS; index++) await data.threads.restore(threadOf(index), itemsOf(index));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const { signal } = new AbortController();
    const times = await timed(() => data.threads.times(HERE));
    const page = await timed(() => data.threads.within(HERE, { from: 0, to: Infinity }, 100));
    delay.enable();
    const nothing = await timed(() => data.threads.search({ text: 'nowhere', filter: HERE }, signal));
    const oldest = await timed(() => data.threads.search({ text: 'number 17 of', filter: HERE }, signal));
    delay.disable();
    return {
      threads: THREADS,
      timesMilliseconds: times,
      pageMilliseconds: page,
      searchOfNothingMilliseconds: nothing,
      searchOfAnOldThreadMilliseconds: oldest,
      eventLoopDelayP99Milliseconds: delay.percentile(99) / 1e6,
    };
  } finally {
    await data.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The least of some times, in milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}

function threadOf(index: number): Thread {
  const at = Date.now() - (THREADS - index) * (DAY_MS / 50);
  const toolResources = { codeInterpreterFiles: [], vectorStores: [] };
  return { id: `thread_${index}`, title: `Retries ${index}`, origin: 'chat', workspace: 'folder_a', toolResources, createdAt: at, updatedAt: at, metadata: {} };
}

function itemsOf(index: number): readonly Item[] {
  return Array.from({ length: 4 }, (_, place) => ({
    id: `msg_${index}_${place}`,
    threadId: `thread_${index}`,
    runId: null,
    turn: 0,
    createdAt: 0,
    endedAt: 0,
    status: 'completed',
    metadata: {},
    provider: null,
    type: 'message',
    role: place % 2 === 0 ? 'user' : 'assistant',
    content: [{ type: 'text', text: `It is number ${index} of many. ${WORDS.repeat(place % 2 === 0 ? 1 : 10)}`, annotations: [] }],
  }));
}
