import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DocentError } from '../types/errors.ts';
import { createStubCheck } from './appleStub.ts';
import type { PythonInfo } from './interpreter.ts';

/** A Python as it describes itself, with what a sandbox has to let in. */
export interface Python extends PythonInfo {
  /** `sys.prefix` and `sys.base_prefix`: two different folders in a virtual environment. */
  readonly prefixes: readonly string[];
  /** Where `pip install --user` puts packages; null where there is none. */
  readonly userSite: string | null;
}

/** What PATH may call it. `python3` comes first, because `python` can still be Python 2. */
const NAMES = ['python3', 'python', 'py'];
/** The oldest that worker.py runs on. */
const OLDEST = [3, 9] as const;
/** A cold start behind a virus scanner takes seconds; a candidate that takes longer than this hangs. */
const TIME_LIMIT_MS = 10_000;

type Candidate =
  | { readonly kind: 'python'; readonly python: Python }
  | { readonly kind: 'tooOld'; readonly python: Python }
  | { readonly kind: 'broken'; readonly reason: string };

/**
 * Finds the user's Python: the configured one or, for null, the first good one on PATH. Shims (pyenv, `py`) are asked for
 * the interpreter behind them.
 * @param scripts folder of docent_describe.py
 * @param mayStart whether a command is more than a stub that asks to install something
 * @throws DocentError `python_missing`, `python_too_old`
 */
export async function discoverPython(configured: string | null, scripts: string, limitMs = TIME_LIMIT_MS, mayStart = createStubCheck()): Promise<Python> {
  let tooOld: Python | null = null;
  for (const command of configured === null ? NAMES : [configured]) {
    if (!(await mayStart(command))) continue;
    const candidate = await ask(command, scripts, limitMs);
    if (candidate.kind === 'python') return candidate.python;
    if (candidate.kind === 'tooOld') tooOld ??= candidate.python;
    else if (configured !== null) {
      const message = `The configured Python “${configured}” can’t be used: ${candidate.reason}.`;
      throw new DocentError('python_missing', message, 'configurePython');
    }
  }
  const needed = `Python ${OLDEST.join('.')} or newer`;
  if (tooOld) {
    const message = `Python ${tooOld.version} (${tooOld.executable}) is too old: code needs ${needed}.`;
    throw new DocentError('python_too_old', message, 'configurePython');
  }
  throw new DocentError('python_missing', `No Python was found on this machine: install ${needed}, or choose one.`, 'configurePython');
}

async function ask(command: string, scripts: string, limitMs: number): Promise<Candidate> {
  let answer: string;
  try {
    // The script's folder is the working directory, so that neither a workspace's files nor its pyenv version play a part.
    const options = { cwd: scripts, timeout: limitMs, killSignal: 'SIGKILL', windowsHide: true } as const;
    answer = (await promisify(execFile)(command, ['-E', '-B', join(scripts, 'docent_describe.py')], options)).stdout;
  } catch (thrown) {
    return { kind: 'broken', reason: reason(thrown, limitMs) };
  }
  return read(answer);
}

/** Why a program gave no answer. Windows' stub that leads to the Store ends with 9009, which counts as well. */
function reason(thrown: unknown, limitMs: number): string {
  if (!(thrown instanceof Error)) return String(thrown);
  if ('killed' in thrown && thrown.killed) return `it gave no answer within ${limitMs / 1000} seconds`;
  if (!('code' in thrown)) return thrown.message;
  if (thrown.code === 'ENOENT') return 'there is no such file';
  if (thrown.code === 'EACCES') return 'it is not a program that may be run';
  return `it ended with ${thrown.code ?? 'a signal'} when asked for its version`;
}

function read(answer: string): Candidate {
  let description: unknown;
  try {
    description = JSON.parse(answer);
  } catch {
    return { kind: 'broken', reason: 'it doesn’t answer as Python does' };
  }
  if (!isDescription(description)) return { kind: 'broken', reason: 'it doesn’t answer as Python does' };
  const { executable, version, prefixes, userSite, libraries = [] } = description;
  const [major = 0, minor = 0] = version;
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  return { kind: isOld ? 'tooOld' : 'python', python: { executable, version: version.join('.'), prefixes, userSite, libraries } };
}

interface Description {
  readonly executable: string;
  readonly version: readonly number[];
  readonly prefixes: readonly string[];
  readonly userSite: string | null;
  /** A Python that is too old does not tell. */
  readonly libraries?: readonly string[];
}

function isDescription(value: unknown): value is Description {
  if (typeof value !== 'object' || value === null) return false;
  const { executable, version, prefixes, userSite, libraries }: { [Field in keyof Description]?: unknown } = value;
  return (
    typeof executable === 'string' &&
    isListOf(version, 'number') &&
    isListOf(prefixes, 'string') &&
    (userSite === null || typeof userSite === 'string') &&
    (libraries === undefined || isListOf(libraries, 'string'))
  );
}

function isListOf(value: unknown, type: 'string' | 'number'): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === type);
}
