import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKnowledge, type Knowledge } from '../../../src/core/knowledge/knowledge.ts';
import { NO_REMOTE } from '../../../src/core/knowledge/remoteFiles.ts';
import type { SourceFolder } from '../../../src/core/knowledge/vectorStore.ts';
import type { Log } from '../../../src/core/types/log.ts';

export const WORKER = fileURLToPath(new URL('../../../src/core/knowledge/stores/local/worker.ts', import.meta.url));

/** Things to do at the end of the running test. */
const cleanups: (() => unknown)[] = [];

/** For a suite's teardown: closes and removes what its test has made. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

export function tempFolder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'docent-knowledge-')));
  cleanups.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A folder with these files, `/` in their names making folders. */
export function folderOf(files: Readonly<Record<string, string | Buffer>>): SourceFolder {
  const path = tempFolder();
  for (const [name, content] of Object.entries(files)) put(join(path, name), content);
  return { path, prefix: '' };
}

export function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Stores in `dir`, as one window has them, and what they have logged. */
export function openKnowledge(dir: string, worker = WORKER, remote = NO_REMOTE): { readonly knowledge: Knowledge; readonly logged: readonly string[] } {
  const logged: string[] = [];
  const write = (message: string) => void logged.push(message);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const knowledge = createKnowledge({ dir, worker, remote, log });
  cleanups.push(() => knowledge.close());
  return { knowledge, logged };
}

export function openStore() {
  return openKnowledge(tempFolder()).knowledge.store('test');
}

/** So many lines, each with a word of its own: `word1` … */
export function numbered(count: number, word = 'word'): string {
  return Array.from({ length: count }, (_, index) => `${word}${index + 1}\n`).join('');
}
