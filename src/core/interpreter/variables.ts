import { randomUUID } from 'node:crypto';
import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import type { Variable } from '../types/variable.ts';
import { executeWithin } from './executeWithin.ts';
import type { PythonProcess } from './pythonProcess.ts';
import type { WorkFolder } from './workFolder.ts';
import { isRecord } from '../text/json.ts';
import type { WorkerTask } from './workerTask.ts';

/** To tell of variables takes some milliseconds; what takes this long has code of its own that runs, and is left. */
const LOOK_LIMIT_MS = 5_000;
/** As many as docent_variables.py tells of, and how long each of its words is. */
const MAX_VARIABLES = 500;
const MAX_TEXT = 200;

/** The variables of a session, as its process tells them; it is the user's code that the process runs, so that all of it is checked. */
export async function askVariables(python: PythonProcess, stopped: AbortSignal): Promise<readonly Variable[]> {
  const value = await ask(python, { op: 'variables' }, LOOK_LIMIT_MS, stopped);
  return Array.isArray(value) ? value.slice(0, MAX_VARIABLES).flatMap(toVariable) : [];
}

/** A value of a session that can be written into a file: a variable, or a frame that was shown, by the name that its table came with. */
export type Saved = { readonly op: 'save'; readonly name: string } | { readonly op: 'frame'; readonly key: string };

/**
 * Has a value written into a file, and the file copied to `target`. Neither of them is ever in memory as a whole.
 * @throws DocentError `not_saved`
 */
export async function saveValue(python: PythonProcess, what: Saved, files: WorkFolder, target: string, limitMs: number, stopped: AbortSignal): Promise<void> {
  const file = `.docent-${randomUUID()}`;
  try {
    const answer = await ask(python, { ...what, file }, limitMs, stopped);
    if (!isRecord(answer)) throw new DocentError('not_saved', t('It could not be saved.'));
    if (typeof answer['problem'] === 'string') throw new DocentError('not_saved', answer['problem'].slice(0, MAX_TEXT));
    await files.copyOut(file, target);
  } finally {
    await files.remove(file);
  }
}

async function ask(python: PythonProcess, task: WorkerTask, limitMs: number, stopped: AbortSignal): Promise<unknown> {
  let value: unknown = null;
  let failure = '';
  const { outcome } = await executeWithin(python, task, { limitMs, stopped }, (event) => {
    if (event.event === 'answer') value = event.value;
    else if (event.event === 'exception') failure = [event.name, event.message].filter(Boolean).join(': ');
  });
  if (outcome === 'ok') return value;
  const why = failure || (outcome === 'timed_out' ? t('it took longer than {0} seconds', limitMs / 1_000) : t('Python has ended'));
  throw new DocentError('not_told', t('Python could not do it: {0}.', why));
}

function toVariable(value: unknown): readonly Variable[] {
  if (!isRecord(value)) return [];
  const text = (field: string) => (typeof value[field] === 'string' ? value[field].slice(0, MAX_TEXT) : '');
  const { bytes } = value;
  const saves = /^(csv|npy|txt|bin|json)$/.test(text('saves')) ? text('saves') : '';
  const known = typeof bytes === 'number' && Number.isFinite(bytes) ? bytes : null;
  return [{ name: text('name'), type: text('type'), shape: text('shape'), bytes: known, preview: text('preview'), saves }];
}
