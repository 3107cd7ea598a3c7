import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { toCopies } from './copies.ts';
import { FaultError } from './fault.ts';
import { versionOf } from './version.ts';

/** One could be lost with what it copied; more would cost the disk's space for data that nobody misses. */
const KEPT = 2;

/**
 * Copies an open database as it is at one moment, and keeps the newest copies alone. Others read and write meanwhile. It takes
 * as long as writing the file anew takes, so it is done in a thread.
 * @throws FaultError `damaged`: what is no good is not kept, and displaces no good one
 */
export function makeCopy(db: DatabaseSync, dir: string): void {
  mkdirSync(dir, { recursive: true });
  const unfinished = join(dir, `unfinished-${process.pid}-${Date.now()}.db`);
  try {
    db.prepare('vacuum into ?').run(unfinished);
    const version = checkCopy(unfinished);
    // Whole on the disk before it has its name.
    const file = openSync(unfinished, 'r+');
    fsyncSync(file);
    closeSync(file);
    renameSync(unfinished, join(dir, `docent-v${version}-${Date.now()}.db`));
  } finally {
    rmSync(unfinished, { force: true });
  }
  const names = readdirSync(dir);
  for (const { path } of toCopies(dir, names).slice(KEPT)) rmSync(path, { force: true });
  for (const name of names) if (name.startsWith('unfinished-') && isOld(name)) rmSync(join(dir, name), { force: true });
}

function checkCopy(path: string): number {
  const copy = new DatabaseSync(path);
  try {
    quickCheck(copy);
    return versionOf(copy);
  } finally {
    copy.close();
  }
}

/** Reads all pages. @throws FaultError `damaged` */
export function quickCheck(db: DatabaseSync): void {
  const found = db.prepare('pragma quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw new FaultError({ kind: 'damaged', detail: String(found) });
}

/** One that a killed process left; another process may be at a newer one. */
function isOld(name: string): boolean {
  const at = Number(/-(\d+)\.db/.exec(name)?.[1]);
  return Date.now() - at > 60 * 60_000;
}
