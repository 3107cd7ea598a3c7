import { join } from 'node:path';
import { t } from '@vscode/l10n';
import type { Log } from '../types/log.ts';
import type { NewFile, StoredFile } from '../types/output.ts';
import type { ShippedOperation } from '../types/shipped.ts';
import type { TableChoices } from '../types/tableChoice.ts';
import { executeWithin } from './executeWithin.ts';
import type { Outcome, PerformOptions, RunOptions, Session } from './interpreter.ts';
import type { PythonInfo } from './environments/python.ts';
import { createMissingLibraries } from './missingLibrary.ts';
import type { Inputs, ShownInputs } from './inputs.ts';
import { DocentError } from '../types/errors.ts';
import { askVariables, saveValue, type Saved } from './variables.ts';
import { createOutputQueue, type OutputQueue } from './outputQueue.ts';
import { afterEnd, afterOperation, endedBetween, startedAnew, tooManyFiles } from './notices.ts';
import { operationLimit } from './operationLimit.ts';
import type { PythonProcess } from './pythonProcess.ts';
import { createWorkFolder } from './workFolder.ts';
import { taskOf } from './workerTask.ts';

export interface SessionOptions {
  /** Absolute path of the work folder. */
  readonly folder: string;
  /** The user's files that are read where they lie. */
  readonly inputs: Inputs;
  /** Where code sees these: an absolute folder, of the sandbox or of the host; and whether a process can follow those links alone that it was started with. */
  readonly inputsAt: () => Promise<{ readonly folder: string; readonly isFixed: boolean }>;
  /** Starts a worker for code, in the work folder. */
  readonly start: (signal: AbortSignal, unsandboxed: boolean, inputs: ShownInputs) => Promise<PythonProcess>;
  /** Starts a worker for Docent's own scripts, which are given the work folder to read and nothing else of it. */
  readonly startOwn: (signal: AbortSignal, inputs: ShownInputs) => Promise<PythonProcess>;
  /** What the user chose for tables of each shape. */
  readonly remembered: () => Promise<TableChoices>;
  /** The Python that runs the code, for words about it; null while none is known. */
  readonly python: () => PythonInfo | null;
  readonly timeLimitMs: () => number;
  readonly saveFile: (file: NewFile) => Promise<StoredFile>;
  readonly bitmap: (svg: string) => Promise<Uint8Array>;
  /** Takes the work folder from its place. */
  readonly remove: (folder: string) => Promise<void>;
  readonly log: Log;
}

/** More files than this from one piece of code are data that it works with, not results to look at. */
const MAX_FILES = 50;

export function createSession({ folder, inputs, inputsAt, start, startOwn, remembered, python: info, timeLimitMs, saveFile, bitmap, remove, log }: SessionOptions): Session {
  const files = createWorkFolder(folder, inputs, remove);
  const missing = createMissingLibraries(info);
  let python: PythonProcess | null = null;
  /** At work on an operation; it ends with it. */
  let own: PythonProcess | null = null;
  /** Where the links lead that the process can follow. */
  const seen = new Set<string>();
  let queue: Promise<unknown> = Promise.resolve();
  let stopping = new AbortController();

  async function run(code: string, { signal, onOutput, advice, bitmaps, unsandboxed }: RunOptions): Promise<Outcome> {
    const stopped = AbortSignal.any([signal, stopping.signal]);
    if (stopped.aborted) return 'stopped';
    const outputs = createOutputQueue(onOutput, { save: saveFile, bitmap: bitmaps ? bitmap : null });
    await files.prepare();
    if (python && !python.isAlive) {
      outputs.notice(endedBetween(python.endedFor));
      python = null;
    }
    try {
      const place = await inputsAt();
      const shown = await showInputs(place.folder);
      // What is shown by a link alone, a sandbox lets in when it starts.
      if (python && place.isFixed && shown.targets.some((target) => !seen.has(target))) {
        await python.kill();
        python = null;
        outputs.notice(startedAnew());
      }
      if (!python) {
        python = await start(stopped, unsandboxed, shown);
        shown.targets.forEach((target) => seen.add(target));
      }
    } catch (error) {
      if (stopped.aborted) return 'stopped';
      throw error;
    }
    const limitMs = timeLimitMs();
    const { outcome, end } = await executeWithin(python, { op: 'run', code }, { limitMs, stopped }, (event) => {
      outputs.add(event);
      const lacks = missing(event);
      if (lacks) outputs.notice(lacks);
    });
    if (stopped.aborted || end.kind !== 'done') python = null;
    const notice = afterEnd(outcome, end, limitMs, advice);
    if (notice) outputs.notice(notice);
    if (outcome === 'crashed') log.warn(`Python ended while it ran code: ${end.kind === 'exited' ? end.how : end.kind === 'ended' ? end.why : ''}`);
    await keepFiles(outcome, outputs);
    await outputs.settled();
    return outcome;
  }

  async function perform(operation: ShippedOperation, { signal, onOutput, advice, bitmaps }: PerformOptions): Promise<Outcome> {
    const stopped = AbortSignal.any([signal, stopping.signal]);
    if (stopped.aborted) return 'stopped';
    const outputs = createOutputQueue(onOutput, { save: saveFile, bitmap: bitmaps ? bitmap : null });
    await files.prepare();
    try {
      own = await startOwn(stopped, await showInputs((await inputsAt()).folder));
    } catch (error) {
      if (stopped.aborted) return 'stopped';
      throw error;
    }
    const size = (await files.files()).find(({ name }) => name === operation.file)?.bytes ?? 0;
    const limitMs = operationLimit(timeLimitMs(), size);
    const { outcome, end } = await executeWithin(own, taskOf(operation, await remembered()), { limitMs, stopped }, outputs.add);
    await own.kill();
    own = null;
    const notice = afterOperation(outcome, end, limitMs, advice);
    if (notice) outputs.notice(notice);
    await outputs.settled();
    return outcome;
  }

  async function showInputs(at: string): Promise<ShownInputs> {
    await files.link(at);
    return inputs.shown();
  }

  /** One thing at a time: what is asked for waits for what was asked for before. */
  function next<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  /** What a stopped piece of code had begun to write is no result; it stays in the folder. */
  async function keepFiles(outcome: Outcome, outputs: OutputQueue): Promise<void> {
    const changed = await files.changes();
    if (outcome === 'stopped') return;
    for (const name of changed.slice(0, MAX_FILES)) outputs.file(() => files.read(name));
    if (changed.length > MAX_FILES) outputs.notice(tooManyFiles(MAX_FILES));
  }

  function save(what: Saved, target: string): Promise<void> {
    return next(async () => {
      if (!python?.isAlive) throw new DocentError('no_process', t('Python is not running any more, and its variables are gone: run the code again.'));
      await saveValue(python, what, files, target, timeLimitMs(), stopping.signal);
    });
  }

  async function stop(): Promise<void> {
    stopping.abort();
    stopping = new AbortController();
    const ending = python;
    python = null; // What comes next needs a fresh one, also while this one is ending.
    await Promise.all([ending?.kill(), own?.kill()]);
  }

  return {
    put: files.put,
    run: (code, options) => next(() => run(code, options)),
    perform: (operation, options) => next(() => perform(operation, options)),
    variables: () => next(async () => (python?.isAlive ? askVariables(python, stopping.signal) : null)),
    saveVariable: (name, target) => save({ op: 'save', name }, target),
    saveFrame: (key, target) => save({ op: 'frame', key }, target),
    stop,
    get process() {
      return python?.isAlive ? { startedAt: python.startedAt, memory: python.memory(), isBusy: python.isBusy } : null;
    },
    get isAlive() {
      return python?.isAlive ?? false;
    },
    async rest() {
      await python?.kill();
    },
    files: files.files,
    path: (name) => join(folder, ...name.split('/')),
    read: files.read,
    remove: files.remove,
    async delete() {
      await stop();
      await queue;
      await files.delete();
    },
  };
}
