import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { createKnowledge, type Knowledge } from '../src/core/knowledge/knowledge.ts';
import { RIPGREP } from './retrieval/ripgrep.ts';

export const about = 'Indexing a folder in a worker, beside ripgrep reading the same files, and what the calling thread feels of it.';

const WORKER = fileURLToPath(new URL('../src/core/knowledge/stores/local/worker.ts', import.meta.url));
const STORE = 'bench';

/** Indexing a folder from nothing, then once more unchanged, beside ripgrep reading the same folder. */
export function run({ folder }: { readonly folder: string }): Promise<Record<string, number>> {
  return withKnowledge(async (knowledge, dir) => {
    const store = knowledge.store(STORE);
    await store.status();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const first = await store.sync([{ path: folder, prefix: '' }], { exclude: [] });
    delay.disable();
    const second = await store.sync([{ path: folder, prefix: '' }], { exclude: [] });
    const { files, chunks, bytes } = await store.status();
    const seconds = first.ms / 1000;
    const megabytes = megabytesIndexed(join(dir, `${STORE}.db`));
    const ripgrep = ripgrepMilliseconds(folder, 'a pattern that nothing matches');
    return {
      files,
      leftOutFiles: first.leftOut.length,
      chunks,
      megabytes,
      indexMegabytes: bytes / 1e6,
      indexMilliseconds: first.ms,
      filesPerSecond: files / seconds,
      megabytesPerSecond: megabytes / seconds,
      unchangedMilliseconds: second.ms,
      eventLoopDelayP99Milliseconds: delay.percentile(99) / 1e6,
      ...(ripgrep === null ? {} : { ripgrepMilliseconds: ripgrep }),
    };
  });
}

/** Gives `work` stores in a directory of their own, and removes them afterwards. */
export async function withKnowledge<T>(work: (knowledge: Knowledge, dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  const log = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error };
  const knowledge = createKnowledge({ dir, worker: WORKER, log });
  try {
    return await work(knowledge, dir);
  } finally {
    await knowledge.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** How long ripgrep takes to count matches in all files of a folder; null where it is not installed. */
export function ripgrepMilliseconds(folder: string, pattern: string): number | null {
  const began = performance.now();
  const { error } = spawnSync(RIPGREP, ['--hidden', '--no-require-git', '--ignore-case', '--count', '--regexp', pattern, folder], { stdio: 'ignore' });
  return error ? null : performance.now() - began;
}

/** The text in the store: of tables only the beginning, and without what was left out. */
function megabytesIndexed(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return Number(db.prepare('SELECT sum(octet_length(text)) AS bytes FROM chunks').get()?.bytes) / 1e6;
  } finally {
    db.close();
  }
}
