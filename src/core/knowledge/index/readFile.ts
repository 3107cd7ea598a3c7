import { hash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { t } from '@vscode/l10n';
import { chunk } from './chunk.ts';
import { isExtracted } from '../read/extracted.ts';
import { MEGABYTE, Unfit, type DocumentKind, type Section } from '../read/kind.ts';
import { kindOf } from '../read/kinds.ts';
import { reasonOf } from '../read/reason.ts';
import type { DocumentToRead } from '../reading/messages.ts';
import type { Extract } from '../reading/reader.ts';
import type { Moves } from './moves.ts';
import { indexed } from './indexed.ts';
import type { Change, FileRow } from './rows.ts';
import { isSecretName } from '../read/secretNames.ts';
import { apart, type Secrets } from './secrets.ts';
import type { Source } from './source.ts';
import type { FileStat } from '../vectorStore.ts';
import type { Listed } from './walk.ts';

/** Thousands of lines that package managers write, with the names of everything in them. */
const LOCK_FILE =
  /\.lock$|\.lockfile$|\.lock\.(json|hcl)$|^(\.?package-lock\.json|npm-shrinkwrap\.json|shrinkwrap\.yaml|pnpm-lock\.yaml|packages\.lock\.json|go(\.work)?\.sum|Package\.resolved|cabal\.project\.freeze)$/i;

/** They name words in order to leave files out, and would be found by them before the files that use them. */
const IGNORE_FILE = /^\.(?:git|docent|docker|npm|vscode|hg|eslint|prettier|stylelint|helm|gcloud)ignore$/;

/** What is the same for all files of a sync. */
export interface Reading {
  readonly secrets: Secrets;
  readonly source: Pick<Source, 'read'>;
  /** Reads what editors can't show as text. */
  readonly extract: Extract;
  readonly stopped: () => boolean;
  /** Files that are gone, whose text may be here now. */
  readonly moves: Moves;
}

/**
 * Looks at a file and says what is new about it since `before`; null where nothing is. Whatever goes wrong with it becomes
 * the reason for which it is left out; a secret costs itself, not its file. Once `stopped` says so, the answer is worthless.
 */
export async function read({ path, shown, unreadable, told }: Listed, before: FileRow | undefined, { secrets: known, source, extract, stopped, moves }: Reading): Promise<Change | null> {
  const unseen: FileRow = { path, shown, size: null, mtime: null, hash: null, reason: null, secrets: [], attributes: null };
  const refused = unreadable ?? (told && 'unfit' in told ? told.unfit : null);
  if (refused !== null) return before?.reason === refused && before.shown === shown ? null : leftOut(unseen, refused);
  let seen = unseen;
  try {
    const stat = told && 'size' in told ? told : onDisk(path);
    const renamed = before?.shown !== shown;
    const changed = renamed || before.secrets.some(({ digest }) => known.allowed.has(digest));
    if (!changed && before.size === stat.size && before.mtime === stat.mtime && stat.mtime !== null) return null;
    seen = { ...unseen, size: stat.size, mtime: stat.mtime };

    const kind = kindOf(extname(path));
    checkByLooks(path, stat, kind);
    const bytes = await source.read(path, stat.size, kind);
    const row = { ...seen, hash: hash('sha256', bytes) };
    if (!changed && before.hash === row.hash) return { row, text: null };

    const moved = before ? null : moves.take(path, row.hash);
    if (moved) return { row: { ...row, secrets: moved.secrets }, text: null, from: moved.path };

    const { sections, secrets } = apart(await sectionsOf({ name: path, bytes, isUploaded: false }, kind, extract, stopped), path, known);
    const reason = sections.find(({ lost }) => lost !== undefined)?.lost ?? null;
    return { row: { ...row, reason, secrets }, text: indexed(shown, chunk(sections)) };
  } catch (error) {
    // What fails for another reason than its content may go well next time without looking any different.
    return leftOut(error instanceof Unfit ? seen : unseen, reasonOf(error));
  }
}

/** Text is read at once; all else where it can't take the memory or the time of this thread. */
export async function sectionsOf(document: DocumentToRead & { readonly bytes: Buffer }, kind: DocumentKind, extract: Extract, stopped: () => boolean): Promise<readonly Section[]> {
  return isExtracted(document.name) ? extract(document, stopped) : kind.extract(document.bytes, stopped);
}

function leftOut(row: FileRow, reason: string): Change {
  return { row: { ...row, reason }, text: indexed(row.shown, []) };
}

/** @throws Unfit, or the system's error */
function onDisk(path: string): FileStat {
  const stat = lstatSync(path);
  if (!stat.isFile()) throw new Unfit(t('is not a file any more'));
  return { size: stat.size, mtime: stat.mtimeMs };
}

function checkByLooks(path: string, stat: FileStat, { maxBytes }: DocumentKind): void {
  if (isSecretName(path)) throw new Unfit(t('has a name under which secrets are kept'));
  if (IGNORE_FILE.test(basename(path))) throw new Unfit(t('says what programs leave out'));
  if (LOCK_FILE.test(basename(path))) throw new Unfit(t('is a lock file of a package manager'));
  if (stat.size > maxBytes) {
    throw new Unfit(t('is larger than {0} MB ({1} MB)', maxBytes / MEGABYTE, (stat.size / MEGABYTE).toFixed(1)));
  }
}
