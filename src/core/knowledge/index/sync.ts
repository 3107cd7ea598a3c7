import { sep } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { emptyLog } from './database.ts';
import { readHistory } from './history.ts';
import { namesIn, reachOf, type Names } from './names.ts';
import { isExtracted } from '../read/extracted.ts';
import type { Extract } from '../reading/reader.ts';
import { movesOf } from './moves.ts';
import { indexedLength } from './indexed.ts';
import { batches } from './readBatch.ts';
import { read, type Reading } from './readFile.ts';
import { heldBeside, readRows, removeFiles, setSyncedAt, writeChanges, type Change, type FileRow } from './rows.ts';
import { saltOfStore, type Secrets } from './secrets.ts';
import { createSource, type Source } from './source.ts';
import { REMOTE } from '../../limits/limits.ts';
import { isRemote } from '../../types/remotePath.ts';
import type { RemoteFiles } from '../remoteFiles.ts';
import type { LeftOut, SourceFolder, SyncProgress, SyncReport } from '../vectorStore.ts';
import type { Listed } from './walk.ts';
import { NOTHING_HELD } from './walkRemote.ts';

/** A batch is one transaction: large enough to be fast, small enough that Stop, a crash or a waiting window costs little. */
const BATCH_FILES = 200;
/** In characters; written in about a quarter of a second. */
const BATCH_TEXT = 4_000_000;
/** After so many the thread hears what other processes say. */
const PAUSE_FILES = 20;
/** From so many new files on another thread reads them: it takes as long to start as they take to be read. */
const MANY_FILES = 200;
/** 20 a second is as fast as figures can be read. In milliseconds. */
const PROGRESS_INTERVAL = 50;

export interface SyncJob {
  readonly folders: readonly SourceFolder[];
  readonly exclude: readonly string[];
  /** See {@link SyncOptions}. */
  readonly allowed: readonly string[];
  /** See {@link SyncOptions}. */
  readonly history: boolean;
  readonly extract: Extract;
  /** Of the folders that are not on disk. */
  readonly remote: RemoteFiles;
  /** Reads in another thread: see `readBatch.ts`. */
  readonly readElsewhere: (files: readonly Listed[], secrets: Secrets) => Promise<readonly Change[]>;
  /** See {@link SyncOptions}. */
  readonly paths: readonly string[] | null;
  /** See {@link SyncOptions}. */
  readonly again: boolean;
  /** Asked between files, and between the pages of a document. */
  readonly stopped: () => boolean;
  readonly onProgress: (progress: SyncProgress) => void;
}

/** Makes the store say what the folders, or some paths of them, say now: lists them, forgets what is gone, and reads what is new, batch by batch. */
export async function sync(db: DatabaseSync, job: SyncJob): Promise<SyncReport> {
  const { stopped } = job;
  const began = performance.now();
  const progress = throttled(job.onProgress);
  const counts = { added: 0, updated: 0, unchanged: 0, removed: 0 };
  const reasons = new Map<string, LeftOut>();
  const limits = new Set<string>();
  const leftOut = () => [...files.keys()].flatMap((path) => reasons.get(path) ?? []);
  const report = (): SyncReport => ({ ...counts, leftOut: leftOut(), limits: [...limits], cancelled: stopped(), ms: performance.now() - began });

  const isLate = () => performance.now() - began > REMOTE.time.max;
  const source = createSource(job.remote, isLate);
  const reach = job.paths?.map(reachOf) ?? null;
  // On the disk nothing is limited, and all rows would be read for it at each change of a file.
  const held = reach !== null && job.folders.some(({ path }) => isRemote(path)) ? heldBeside(db, reach) : NOTHING_HELD;
  const known = readRows(db, reach);
  const allowed = new Set(job.allowed);
  const secrets: Secrets = { salt: saltOfStore(db), allowed };
  const isNew = known.size === 0 && !job.folders.some(({ path }) => isRemote(path));
  // That thread starts while the rest is listed. What goes wrong with it is told when it reads.
  const onMany = () => isNew && void job.readElsewhere([], secrets).catch(() => undefined);
  const files = await list(job, reach, progress, onMany, (folder, only) => source.list(folder, { exclude: job.exclude, only, held, onLimit: (sentence) => limits.add(sentence), isLate }));
  // Half a list would make the other half look gone.
  if (stopped()) return report();
  const gone = missing(known, files);
  const mayHaveMoved = (row: FileRow) => row.reason === null && row.hash !== null && !row.secrets.some(({ digest }) => allowed.has(digest));
  const moves = movesOf([...files.keys()].some((path) => !known.has(path)) ? gone.filter(mayHaveMoved) : []);
  const waiting = new Set(moves.left());
  counts.removed += forget(db, gone.filter((row) => !waiting.has(row)), stopped);
  const reading: Reading = { secrets, source, extract: job.extract, stopped, moves };

  const batch = createBatch(db);
  let done = 0;
  const tell = (file: Listed) => progress({ phase: 'indexing', done: done++, total: files.size, path: file.shown });
  async function take(file: Listed): Promise<void> {
    if (stopped()) return;
    tell(file);
    const before = known.get(file.path);
    const change = await read(file, job.again && before?.reason ? { ...before, size: null, hash: null } : before, reading);
    if (stopped()) return;
    if (change && staysFor(file, before, change)) reasons.set(file.path, { path: file.shown, reason: change.row.reason ?? '' });
    else settle(file, change);
  }
  function settle(file: Listed, change: Change | null): void {
    if (change) batch.add(change);
    const before = known.get(file.path);
    const after = change?.row ?? before;
    if (after?.reason) reasons.set(file.path, { path: file.shown, reason: after.reason });
    const outcome = outcomeOf(before, change);
    if (outcome) counts[outcome]++;
    if (change?.from !== undefined) counts.removed++;
  }

  // Documents are read one after the other in another process, and all else meanwhile.
  let documents: Promise<void> = Promise.resolve();
  const texts: Listed[] = [];
  for (const file of files.values()) {
    if (isExtracted(file.path) && file.unreadable === null) documents = documents.then(() => take(file));
    else texts.push(file);
  }
  documents.catch(() => undefined); // It is thrown below.
  const fresh = gone.length > 0 ? [] : texts.filter(({ path }) => !known.has(path) && !isRemote(path));
  const elsewhere = fresh.length < MANY_FILES ? [] : fresh;
  for await (const changes of batches(elsewhere, (some) => job.readElsewhere(some, secrets))) {
    if (stopped()) break;
    for (const change of changes) {
      const file = files.get(change.row.path);
      if (!file) continue;
      tell(file);
      settle(file, change);
    }
    batch.flush();
  }
  let pause = 0;
  const here = elsewhere.length > 0 ? texts.filter(({ path }) => known.has(path)) : texts;
  // What is not on disk is waited for.
  await each(here, here.some(({ path }) => isRemote(path)) ? REMOTE.parallel.max : 1, async (file) => {
    await take(file);
    // That process is heard between two files.
    if (++pause % PAUSE_FILES === 0) await setImmediate();
  });
  // What is there can be found while a slow document is read.
  batch.flush();
  await documents;
  batch.flush();
  if (stopped()) return report();
  counts.removed += forget(db, moves.left(), stopped);
  await readHistory(db, job.folders, job.history);
  if (reach === null) setSyncedAt(db, Date.now());
  if (elsewhere.length > 0) emptyLog(db);
  job.onProgress({ phase: 'indexing', done, total: files.size, path: '' });
  return report();
}

type ListFolder = (folder: SourceFolder, only: Names | null) => ReturnType<Source['list']>;

/** All files by their absolute path, or those found until it was stopped. @param onMany called when there are {@link MANY_FILES} */
async function list({ folders, stopped }: SyncJob, reach: readonly string[] | null, progress: SyncJob['onProgress'], onMany: () => void, listFolder: ListFolder): Promise<ReadonlyMap<string, Listed>> {
  const files = new Map<string, Listed>();
  for (const folder of folders) {
    for await (const file of listFolder(folder, reach && namesIn(folder.path, reach))) {
      if (stopped()) return files;
      // One folder may lie in another: the first that lists a file has it.
      if (!files.has(file.path)) {
        files.set(file.path, file);
        if (files.size === MANY_FILES) onMany();
      }
      progress({ phase: 'listing', done: 0, total: files.size, path: '' });
    }
  }
  return files;
}

/** Does work for each, in their order, so many at a time. Where one fails no further one is begun. */
async function each<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  // A generator's end is that of all who take from it.
  const left = (function* () {
    yield* items;
  })();
  const one = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** Whether the text that is known of a file stays though the file can't be had just now: a connection that fails for a moment is no change of the file. */
function staysFor({ path, told }: Listed, before: FileRow | undefined, { row }: Change): boolean {
  return isRemote(path) && before?.reason === null && row.reason !== null && row.size === null && !(told && 'unfit' in told);
}

/** What is known and was not listed; but what stands in a folder that can't be looked into just now is not gone. */
function missing(known: ReadonlyMap<string, FileRow>, files: ReadonlyMap<string, Listed>): readonly FileRow[] {
  const dark = [...files.values()].filter(({ unreadable }) => unreadable !== null).map(({ path }) => path + sep);
  return [...known.values()].filter(({ path }) => !files.has(path) && !dark.some((folder) => path.startsWith(folder)));
}

/** @returns how many of them were in the store, rather than left out */
function forget(db: DatabaseSync, gone: readonly FileRow[], stopped: () => boolean): number {
  let removed = 0;
  for (let from = 0; from < gone.length && !stopped(); from += BATCH_FILES) {
    const batch = gone.slice(from, from + BATCH_FILES);
    removeFiles(db, batch.map(({ path }) => path));
    removed += batch.filter(({ reason }) => reason === null).length;
  }
  return removed;
}

function outcomeOf(before: FileRow | undefined, change: Change | null): 'added' | 'updated' | 'unchanged' | 'removed' | null {
  const wasIn = before?.reason === null;
  const isIn = (change?.row ?? before)?.reason === null;
  if (!isIn) return wasIn ? 'removed' : null;
  if (!wasIn) return 'added';
  return change?.text ? 'updated' : 'unchanged';
}

function createBatch(db: DatabaseSync) {
  let changes: Change[] = [];
  let text = 0;
  const flush = () => {
    if (changes.length) writeChanges(db, changes);
    changes = [];
    text = 0;
  };
  return {
    flush,
    add(change: Change) {
      changes.push(change);
      text += indexedLength(change.text);
      if (changes.length >= BATCH_FILES || text >= BATCH_TEXT) flush();
    },
  };
}

/** Lets the first report of each phase through, and of the others as many as can be read. */
function throttled(report: (progress: SyncProgress) => void): (progress: SyncProgress) => void {
  let last: { readonly phase: SyncProgress['phase']; readonly time: number } | null = null;
  return (progress) => {
    const time = performance.now();
    if (last?.phase === progress.phase && time - last.time < PROGRESS_INTERVAL) return;
    last = { phase: progress.phase, time };
    report(progress);
  };
}
