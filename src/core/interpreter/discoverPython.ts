import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import { createStubCheck } from './appleStub.ts';
import { onPath, type Candidate } from './environments/candidates.ts';
import { describe, OLDEST, type Described } from './environments/describe.ts';
import type { Python } from './environments/python.ts';

/** A cold start behind a virus scanner takes seconds; a candidate that takes longer than this hangs. */
export const TIME_LIMIT_MS = 10_000;

/**
 * Finds the user's Python: the configured one or, for null, the first good one of the candidates.
 * @param scripts folder of docent_describe.py
 * @param mayStart whether a command is more than a stub that asks to install something
 * @throws DocentError `python_missing`, `python_too_old`
 */
export async function discoverPython(
  configured: string | null,
  scripts: string,
  limitMs = TIME_LIMIT_MS,
  mayStart = createStubCheck(),
  candidates: () => AsyncIterable<Candidate> | Iterable<Candidate> = onPath,
  ask: (command: string) => Promise<Described> = (command) => describe(command, scripts, limitMs),
): Promise<Python> {
  let tooOld: Python | null = null;
  for await (const { command } of configured === null ? candidates() : [{ command: configured }]) {
    if (!(await mayStart(command))) continue;
    const described = await ask(command);
    if (described.kind === 'python') return described.python;
    if (described.kind === 'tooOld') tooOld ??= described.python;
    else if (configured !== null) {
      const message = t('The configured Python “{0}” can’t be used: {1}.', configured, described.reason);
      throw new DocentError('python_missing', message, 'configurePython');
    }
  }
  const needed = t('Python {0} or newer', OLDEST.join('.'));
  if (tooOld) {
    const message = t('Python {0} ({1}) is too old: code needs {2}.', tooOld.version, tooOld.executable, needed);
    throw new DocentError('python_too_old', message, 'configurePython');
  }
  throw new DocentError('python_missing', t('No Python was found on this machine: install {0}, or choose one.', needed), 'configurePython');
}
