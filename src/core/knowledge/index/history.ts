import { execFile } from 'node:child_process';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { isRemote } from '../../types/remotePath.ts';
import type { SourceFolder } from '../vectorStore.ts';
import { transaction } from './database.ts';

/** Nearly all that history tells is told by the newest 1,500. */
const COMMITS = 3_000;
/** One of more is a formatter's, or moves everything: it tells nothing of any of its files. */
const MOST_FILES = 30;
/** Git is given up then: a search without history is still one. */
const LIMITS = { timeout: 20_000, maxBuffer: 64 * 1024 * 1024 };

/** Nothing of the repository is run, and nothing written: no hooks, filters, pagers, signatures or refreshed index. */
const QUIET = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'log.showSignature=false'];

const run = promisify(execFile);

/** Reads what the folders' repositories say of their files, where it has changed since. Where there is no Git, or no repository, there is no history. */
export async function readHistory(db: DatabaseSync, all: readonly SourceFolder[], isWanted: boolean): Promise<void> {
  const folders = all.filter(({ path }) => !isRemote(path));
  const heads = isWanted ? await Promise.all(folders.map(({ path }) => git(path, 'rev-parse', 'HEAD'))) : [];
  const seen = JSON.stringify(folders.map(({ prefix }, index) => [prefix, heads[index]?.trim() ?? null]));
  if (db.prepare("SELECT value FROM meta WHERE key = 'history'").get()?.value === seen) return;
  const commits = await Promise.all(folders.map(async ({ path, prefix }, index) => (heads[index] ? commitsOf((await log(path)) ?? '', prefix) : [])));
  transaction(db, () => {
    db.exec('DELETE FROM commits');
    const put = db.prepare('INSERT INTO commits (subject, paths) VALUES (?, ?)');
    for (const { subject, paths } of commits.flat()) put.run(subject, JSON.stringify(paths));
    db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('history', ?)").run(seen);
  });
}

interface Commit {
  readonly subject: string;
  /** As shown. */
  readonly paths: readonly string[];
}

function log(folder: string): Promise<string | null> {
  return git(folder, 'log', '--no-merges', '-n', String(COMMITS), '--name-only', '--no-renames', '--relative', '-z', '--format=%x01%s%x02', '--', '.');
}

function commitsOf(text: string, prefix: string): readonly Commit[] {
  return text.split('\x01').slice(1).flatMap((record): Commit[] => {
    const [subject = '', names = ''] = record.split('\x02');
    const paths = names.split('\0').map((name) => name.replace(/^\n/, '')).filter(Boolean);
    return paths.length === 0 || paths.length > MOST_FILES ? [] : [{ subject, paths: paths.map((path) => (prefix ? `${prefix}/${path}` : path)) }];
  });
}

/** Null where Git says no, or is not there. */
async function git(folder: string, ...args: readonly string[]): Promise<string | null> {
  try {
    return (await run('git', ['-C', folder, ...QUIET, ...args], { ...LIMITS, windowsHide: true, env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' } })).stdout;
  } catch {
    return null;
  }
}
