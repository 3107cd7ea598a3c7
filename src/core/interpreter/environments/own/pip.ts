import { spawn } from 'node:child_process';
import { t } from '@vscode/l10n';
import { DocentError } from '../../../types/errors.ts';

/** A pip, and the environment that it works on. */
export interface Pip {
  /** What starts it, e.g. `/…/bin/python -m pip`. */
  readonly command: readonly [program: string, ...args: string[]];
  /** Working directory. */
  readonly folder: string;
}

export interface PipOptions {
  readonly signal: AbortSignal;
  /** Each line that it says. */
  readonly onLine: (line: string) => void;
}

/** Set for other environments, these would lead packages past this one. */
const NOT_OURS = ['PIP_TARGET', 'PIP_PREFIX', 'PIP_USER', 'PIP_REQUIRE_VIRTUALENV', 'PIP_ROOT', 'PYTHONPATH', 'PYTHONHOME', 'VIRTUAL_ENV'];
/** Of what a command that failed has said, its last words are what is told. */
const MAX_WORDS = 4_000;

/**
 * Runs a program to its end. Aborting ends it at once.
 * @returns what it printed to standard output
 * @throws DocentError `environment_failed` with its last words; `AbortError`
 */
export async function runProgram(command: Pip['command'], args: readonly string[], folder: string, { signal, onLine }: PipOptions): Promise<string> {
  signal.throwIfAborted();
  const [program, ...first] = command;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_OURS.includes(name)));
  const child = spawn(program, [...first, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, signal, killSignal: 'SIGKILL' });
  let printed = '';
  let words = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-MAX_WORDS);
    text.split('\n').filter((line) => line.trim()).forEach(onLine);
  });
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject).once('close', (code) => resolve(code));
  const code = await promise;
  signal.throwIfAborted();
  if (code !== 0) throw new DocentError('environment_failed', sentence(words || printed, code), 'showLog');
  return printed;
}

/** pip says what went wrong in lines that begin with `ERROR:`; the last says what follows from it. */
function sentence(words: string, code: number | null): string {
  const lines = words.trim().split('\n');
  const line = lines.findLast((each) => each.startsWith('ERROR: ')) ?? lines.at(-1) ?? '';
  const said = line.replace(/^ERROR: /, '').trim();
  if (said) return t('The environment could not be made: {0}', said);
  return code === null ? t('The environment could not be made: it ended with a signal') : t('The environment could not be made: it ended with {0}', code);
}

/** Arguments that all its commands are given: it asks nothing, and looks for no news of itself. */
export const QUIETLY = ['--disable-pip-version-check', '--no-input'] as const;
