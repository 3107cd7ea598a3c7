import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { listCopies } from '../../../../src/core/data/copies.ts';
import { STEPS } from '../../../../src/core/data/schema.ts';
import { createDocent, type Docent } from '../../../../src/core/docent.ts';
import { messageText } from '../../../../src/core/types/item.ts';
import { isActive } from '../../../../src/core/types/run.ts';
import { docentOptions } from '../../../support/docentOptions.ts';
import { tempDir } from '../../../support/temp.ts';

const SCRIPT = join(import.meta.dirname, 'killed.ts');
const KINDS = ['runs', 'index', 'migration', 'backup'] as const;
/** Milliseconds within which the end comes: some questions, syncs, copies; the whole of a migration. */
const WITHIN: Readonly<Record<(typeof KINDS)[number], number>> = { runs: 250, index: 300, migration: 500, backup: 250 };
const FILES = 30;
const OLD_THREADS = 150;

export interface KillReport {
  readonly kills: number;
  /** What had been said to be on disk. */
  readonly kept: number;
  /** What of it was not there afterwards. */
  readonly lost: readonly string[];
  /** Kills in the middle of each kind of work: what was under way had not ended. */
  readonly inTheMiddle: number;
}

/** Kills a process at work again and again, at random moments, and looks each time whether all is there that was said to be kept. */
export async function kill(rounds: number): Promise<KillReport> {
  const temp = await tempDir();
  const [workspace, shared] = [join(temp.path, 'workspace'), join(temp.path, 'data')];
  await mkdir(workspace);
  for (let file = 0; file < FILES; file++) await writeFile(join(workspace, `file${file}.md`), `file${file}\n`);
  const acknowledged = new Map<string, string>();
  const lost: string[] = [];
  let [kept, inTheMiddle] = [0, 0];
  try {
    for (let round = 0; round < rounds; round++) {
      const kind = KINDS[round % KINDS.length] ?? 'runs';
      const dir = kind === 'migration' ? join(temp.path, `old${round}`) : shared;
      if (kind === 'migration') await makeOld(dir);
      const lines = await killed(kind, dir);
      if (kind !== 'migration' || !lines.includes('migrated')) inTheMiddle++;
      const missing = kind === 'migration' ? await missingOfOld(dir) : await missingOf(shared, workspace, acknowledged, lines);
      kept += lines.length + (kind === 'migration' ? OLD_THREADS : acknowledged.size);
      lost.push(...missing.map((what) => `round ${round}, ${kind}: ${what}`));
      if (kind === 'migration') await rm(dir, { recursive: true });
    }
  } finally {
    await temp.remove();
  }
  return { kills: rounds, kept, lost, inTheMiddle };
}

/** @returns what it said before it was killed */
async function killed(kind: (typeof KINDS)[number], dir: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [SCRIPT, kind, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  const ready = new Promise<void>((resolve) => {
    output.on('line', (line) => {
      if (line === 'ready') resolve();
      else lines.push(line);
    });
  });
  // Its output ends before its process is gone, and until then its runs are its own.
  const closed = once(child, 'close');
  await Promise.race([ready, closed]);
  // The moment is what is random here, not what is waited for.
  await setTimeout(Math.random() * WITHIN[kind]);
  child.kill('SIGKILL');
  await closed;
  return lines;
}

async function missingOf(dir: string, workspace: string, acknowledged: Map<string, string>, lines: readonly string[]): Promise<readonly string[]> {
  for (const line of lines) {
    const [what = '', id = ''] = line.split(' ');
    if (what !== 'synced') acknowledged.set(id, what);
  }
  const docent = createDocent(docentOptions(dir, { folders: () => [{ path: workspace, prefix: '' }] }));
  try {
    await docent.data.use();
    const missing: string[] = [];
    for (const [id, what] of acknowledged) if (!(await isThere(docent, id, what))) missing.push(`${what} ${id}`);
    missing.push(...(await missingOfIndex(docent, workspace)), ...(await badCopies(dir)));
    if ((await readdir(join(dir, 'stores'))).some((name) => name.endsWith('.damaged'))) missing.push('the index was damaged');
    return missing;
  } finally {
    await docent.close();
  }
}

async function isThere(docent: Docent, id: string, what: string): Promise<boolean> {
  const thread = await docent.threads.get(id);
  if (!thread || what === 'added') return thread !== null;
  const { items, run } = await docent.runs.stored(id);
  const texts = items.flatMap((item) => (item.type === 'message' ? [messageText(item)] : []));
  if (!run || isActive(run.status) || texts[0] !== thread.title) return false;
  return what === 'asked' || (run.status === 'completed' && /word0 .*word19/.test(texts[1] ?? ''));
}

/** The next sync finishes what was interrupted, and then each file is found by what it says. */
async function missingOfIndex(docent: Docent, workspace: string): Promise<readonly string[]> {
  const store = docent.workspace.store;
  await store.sync([{ path: workspace, prefix: '' }], { exclude: [] });
  const missing: string[] = [];
  for (const name of (await readdir(workspace)).slice(0, 6)) {
    const [line = ''] = (await readFile(join(workspace, name), 'utf8')).split('\n');
    const found = await store.search(line || name, { limit: FILES });
    // A write that was killed may have left nothing.
    if (line && !found.some(({ file }) => file.path === name)) missing.push(`${name} in the index`);
  }
  return missing;
}

async function badCopies(dir: string): Promise<readonly string[]> {
  const bad: string[] = [];
  for (const { path } of await listCopies(join(dir, 'backup'))) {
    const db = new DatabaseSync(path, { readOnly: true });
    if (db.prepare('pragma quick_check').get()?.['quick_check'] !== 'ok') bad.push(`copy ${path}`);
    db.close();
  }
  return bad;
}

async function makeOld(dir: string): Promise<void> {
  await mkdir(dir);
  const db = new DatabaseSync(join(dir, 'docent.db'));
  db.exec(`pragma journal_mode = wal; ${STEPS.slice(0, -1).join('')}; pragma user_version = ${STEPS.length - 1}; begin`);
  const add = db.prepare("insert into threads (id, origin, workspace, updated_at, body) values (?, 'chat', '/w', 1, ?)");
  for (let thread = 0; thread < OLD_THREADS; thread++) add.run(`t${thread}`, JSON.stringify({ title: `thread ${thread}`.padEnd(2_000, '.'), workspace: '/w', metadata: {} }));
  db.exec('commit');
  db.close();
}

/** Whatever the moment: all threads are there, of the new version, and there is a copy of the old one. */
async function missingOfOld(dir: string): Promise<readonly string[]> {
  const docent = createDocent(docentOptions(dir));
  try {
    await docent.data.use();
    const threads = await docent.threads.list({ workspace: '/w', origins: ['chat'] });
    const copies = (await listCopies(join(dir, 'backup'))).filter(({ version }) => version === STEPS.length - 1);
    assert.ok(copies[0], 'There is a copy of the tables as they were.');
    const db = new DatabaseSync(copies[0].path, { readOnly: true });
    const copied = Number(db.prepare('select count(*) as n from threads').get()?.['n']);
    db.close();
    const missing = [...(await badCopies(dir))];
    if (threads.length !== OLD_THREADS) missing.push(`${OLD_THREADS - threads.length} threads`);
    if (copied !== OLD_THREADS) missing.push(`${OLD_THREADS - copied} threads of the copy`);
    return missing;
  } finally {
    await docent.close();
  }
}
