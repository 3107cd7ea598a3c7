import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { t } from '@vscode/l10n';
import type { Python } from './python.ts';

/** What came of asking a program who it is. */
export type Described =
  | { readonly kind: 'python'; readonly python: Python }
  | { readonly kind: 'tooOld'; readonly python: Python }
  /** `reason` is half a sentence. */
  | { readonly kind: 'broken'; readonly reason: string };

/** The oldest that worker.py runs on. */
export const OLDEST = [3, 9] as const;

/**
 * Starts a program as a Python and has it describe itself; a shim (pyenv, `py`) is asked for the interpreter behind it.
 * @param scripts folder of docent_describe.py
 */
export async function describe(command: string, scripts: string, limitMs: number): Promise<Described> {
  let answer: string;
  try {
    const { file, args, windowsVerbatimArguments } = asked(command, ['-E', '-B', join(scripts, 'docent_describe.py')]);
    // The script's folder is the working directory, so that neither a workspace's files nor its pyenv version play a part.
    const options = { cwd: scripts, timeout: limitMs, killSignal: 'SIGKILL', windowsHide: true, windowsVerbatimArguments } as const;
    answer = (await promisify(execFile)(file, args, options)).stdout;
  } catch (thrown) {
    return { kind: 'broken', reason: reason(thrown, limitMs) };
  }
  return read(answer.trimEnd().split('\n').at(-1) ?? '');
}

/** How a program is started. Windows starts a script by its interpreter alone, which reads the line in its own way. */
function asked(command: string, args: readonly string[]) {
  if (process.platform !== 'win32' || !/\.(bat|cmd)$/i.test(command)) return { file: command, args: [...args], windowsVerbatimArguments: false };
  const line = [command, ...args].map((word) => `"${word}"`).join(' ');
  return { file: process.env['ComSpec'] ?? 'cmd.exe', args: ['/d', '/s', '/c', `"${line}"`], windowsVerbatimArguments: true };
}

/** Why a program gave no answer. Windows' stub that leads to the Store ends with 9009, which counts as well. */
function reason(thrown: unknown, limitMs: number): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if ('killed' in thrown && thrown.killed) return t('it gave no answer within {0} seconds', limitMs / 1000);
  if (!('code' in thrown)) return thrown.message;
  if (thrown.code === 'ENOENT') return t('there is no such file');
  if (thrown.code === 'EACCES') return t('it is not a program that may be run');
  return thrown.code === null ? t('it ended with a signal when asked for its version') : t('it ended with {0} when asked for its version', String(thrown.code));
}

/** @param answer its last line: some wrappers say something before. */
function read(answer: string): Described {
  let description: unknown;
  try {
    description = JSON.parse(answer);
  } catch {
    return { kind: 'broken', reason: t('it doesn’t answer as Python does') };
  }
  if (!isDescription(description)) return { kind: 'broken', reason: t('it doesn’t answer as Python does') };
  const { executable, version, prefixes, userSite, libraries = [], linked = [], loader = null, packages = [], searched = [] } = description;
  const [major = 0, minor = 0] = version;
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  const python: Python = { executable, version: version.join('.'), prefixes, userSite, libraries, linked, searched: wrappers(searched, linked), loader, packages };
  return { kind: isOld ? 'tooOld' : 'python', python };
}

/** Of the folders in which libraries are searched, those that are no business of this process: a wrapper has added them, or the program needs them. */
function wrappers(searched: readonly string[], linked: readonly string[]): readonly string[] {
  const ours = (process.env['LD_LIBRARY_PATH'] ?? '').split(':');
  return searched.filter((folder) => linked.includes(folder) || !ours.includes(folder));
}

interface Description {
  readonly executable: string;
  readonly version: readonly number[];
  readonly prefixes: readonly string[];
  readonly userSite: string | null;
  /** What a Python that is too old does not tell. */
  readonly libraries?: readonly string[];
  readonly linked?: readonly string[];
  readonly loader?: string | null;
  readonly packages?: readonly string[];
  readonly searched?: readonly string[];
}

function isDescription(value: unknown): value is Description {
  if (typeof value !== 'object' || value === null) return false;
  const { executable, version, prefixes, userSite, libraries, linked, loader, packages, searched }: { [Field in keyof Description]?: unknown } = value;
  return (
    typeof executable === 'string' &&
    isListOf(version, 'number') &&
    isListOf(prefixes, 'string') &&
    (userSite === null || typeof userSite === 'string') &&
    (loader === undefined || loader === null || typeof loader === 'string') &&
    [libraries, linked, packages, searched].every((list) => list === undefined || isListOf(list, 'string'))
  );
}

function isListOf(value: unknown, type: 'string' | 'number'): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === type);
}
