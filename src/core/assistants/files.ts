import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { t } from '@vscode/l10n';
import type { Assistant } from '../types/assistant.ts';
import { hasCode } from '../types/errors.ts';
import { nameOf } from './foreign.ts';
import type { Problem } from './read.ts';
import { withStores, type StoreNames } from './storeNames.ts';
import { safeName } from '../text/safeName.ts';

/** Where a workspace's folder keeps its assistants. */
export const ASSISTANTS_FOLDER = ['.docent', 'assistants'];
/** Ids of rows look otherwise. */
const ID_PREFIX = 'asst_file_';
/** Bytes of a file that is read: the longest instructions, all of them outside ASCII. */
const FILE_BYTES = 1_048_576;

/** Characters of a file's name: file systems take 255 bytes. */
const NAME_LENGTH = 60;

/** One Markdown file of a workspace. */
export interface AssistantFile {
  /** The same as long as the file stays where it is. */
  readonly id: string;
  /** Absolute. */
  readonly path: string;
  /** Null where it can't be used. */
  readonly assistant: Assistant | null;
  /** Why not, in one sentence with the line; null where it can. */
  readonly error: string | null;
  /** What of it counts for nothing, in one sentence; null where all counts. */
  readonly hint: string | null;
}

/** The files of some folders. They are few and small and are read whenever they are asked for: what is on disk counts. */
export interface AssistantFiles {
  list(): Promise<readonly AssistantFile[]>;
  get(id: string): Promise<AssistantFile | null>;
}

/** @param folders absolute paths of the folders whose files count now */
export function createAssistantFiles(folders: () => readonly string[], storeNames: () => Promise<StoreNames>): AssistantFiles {
  async function list(): Promise<readonly AssistantFile[]> {
    const names = await storeNames();
    return (await Promise.all(folders().map((folder) => filesIn(folder, names)))).flat();
  }
  return { list, get: async (id) => (id.startsWith(ID_PREFIX) && (await list()).find((file) => file.id === id)) || null };
}

/** The id of the assistant in a file. */
export function fileId(path: string): string {
  return `${ID_PREFIX}${createHash('sha256').update(path).digest('hex').slice(0, 24)}`;
}

/** What the file of an assistant with this name is called: `SDD Expert` is in `sdd-expert.md`. */
export function fileName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['assistant'];
  return safeName(`${words.join('-').slice(0, NAME_LENGTH)}.md`);
}

/** A folder that can't be listed takes nothing else down. */
async function filesIn(folder: string, storeNames: StoreNames): Promise<readonly AssistantFile[]> {
  const dir = join(folder, ...ASSISTANTS_FOLDER);
  try {
    const inside = (await realpath(folder)) + sep;
    const names = (await readdir(dir)).filter((name) => name.toLowerCase().endsWith('.md')).sort();
    return await Promise.all(names.map((name) => readAssistantFile(join(dir, name), inside, storeNames)));
  } catch (error) {
    return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR') ? [] : [broken(dir, unreadable(error))];
  }
}

/** @param inside what the real path of a file begins with that lies in its workspace */
async function readAssistantFile(path: string, inside: string, { idOf }: StoreNames): Promise<AssistantFile> {
  try {
    // Whoever wrote the workspace does not say what else of the disk is read.
    if (!(await realpath(path)).startsWith(inside)) return broken(path, t('This is a link that leads out of the workspace, and is not followed: put the file itself there.'));
    const info = await stat(path);
    // Reading a pipe would never end.
    if (!info.isFile()) return broken(path, t('This is no file.'));
    if (info.size > FILE_BYTES) return broken(path, t('The file is too big: up to {0} MB are read.', FILE_BYTES / 1_048_576));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    // Only now: YAML and schemas take longer to load than all the rest.
    const { readAssistant } = await import('./read.ts');
    const { content, problems } = readAssistant(text, nameOf(path));
    if (!content) return broken(path, problems.filter(({ severity }) => severity === 'error').map((problem) => withLine(problem, text))[0] ?? '');
    const id = fileId(path);
    return { id, path, assistant: { ...withStores(content, idOf), id, createdAt: Math.round(info.birthtimeMs) }, error: null, hint: hintOf(problems) };
  } catch (error) {
    return broken(path, error instanceof TypeError ? t('The file is no UTF-8 text: save it with the encoding UTF-8.') : unreadable(error));
  }
}

function broken(path: string, error: string): AssistantFile {
  return { id: fileId(path), path, assistant: null, error, hint: null };
}

function hintOf([first, ...more]: readonly Problem[]): string | null {
  if (!first) return null;
  if (more.length === 0) return first.message;
  return `${first.message} ${more.length === 1 ? t('1 more is in the file.') : t('{0} more are in the file.', more.length)}`;
}

function unreadable(error: unknown): string {
  return t('This can’t be read: {0}', error instanceof Error ? error.message : String(error));
}

function withLine({ message, start }: Problem, text: string): string {
  return t('Line {0}: {1}', text.slice(0, start).split('\n').length, message);
}
