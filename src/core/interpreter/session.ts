import type { Log } from '../types/log.ts';
import type { NewFile, StoredFile } from '../types/output.ts';
import type { Outcome, RunOptions, Session } from './interpreter.ts';
import { createOutputQueue, type OutputQueue } from './outputQueue.ts';
import { afterEnd, endedBetween, tooManyFiles } from './notices.ts';
import type { CellEnd, PythonProcess } from './pythonProcess.ts';
import { createWorkFolder } from './workFolder.ts';

export interface SessionOptions {
  /** Absolute path of the work folder. */
  readonly folder: string;
  /** Starts a worker in the work folder. */
  readonly start: (signal: AbortSignal, unsandboxed: boolean) => Promise<PythonProcess>;
  readonly timeLimitMs: () => number;
  readonly saveFile: (file: NewFile) => Promise<StoredFile>;
  readonly log: Log;
}

/** A step in C code ends before an interrupt is noticed; it gets this long, because afterwards the variables are lost. */
const GRACE_MS = 3_000;
/** More files than this from one piece of code are data that it works with, not results to look at. */
const MAX_FILES = 50;

export function createSession({ folder, start, timeLimitMs, saveFile, log }: SessionOptions): Session {
  const files = createWorkFolder(folder);
  let python: PythonProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let stopping = new AbortController();

  async function run(code: string, { signal, onOutput, unsandboxed }: RunOptions): Promise<Outcome> {
    const stopped = AbortSignal.any([signal, stopping.signal]);
    if (stopped.aborted) return 'stopped';
    const outputs = createOutputQueue(onOutput, saveFile);
    await files.prepare();
    if (python && !python.isAlive) {
      outputs.notice(endedBetween());
      python = null;
    }
    try {
      python ??= await start(stopped, unsandboxed);
    } catch (error) {
      if (stopped.aborted) return 'stopped';
      throw error;
    }
    const outcome = await runIn(python, code, stopped, outputs);
    await keepFiles(outcome, outputs);
    await outputs.settled();
    return outcome;
  }

  async function runIn(worker: PythonProcess, code: string, stopped: AbortSignal, outputs: OutputQueue): Promise<Outcome> {
    const limitMs = timeLimitMs();
    let isOver = false;
    let grace: NodeJS.Timeout | undefined;
    const kill = () => void worker.kill();
    const limit = setTimeout(() => {
      isOver = true;
      worker.interrupt();
      grace = setTimeout(kill, GRACE_MS);
    }, limitMs);
    stopped.addEventListener('abort', kill, { once: true });
    const end = await worker.execute({ op: 'run', code }, outputs.add);
    clearTimeout(limit);
    clearTimeout(grace);
    stopped.removeEventListener('abort', kill);
    if (stopped.aborted) await worker.kill(); // Also where the code was done at that moment.
    if (stopped.aborted || end.kind === 'exited') python = null;
    const outcome = outcomeOf(end, stopped.aborted, isOver);
    const notice = afterEnd(outcome, end, limitMs);
    if (notice) outputs.notice(notice);
    if (outcome === 'crashed') log.warn(`Python ended while it ran code: ${end.kind === 'exited' ? end.how : ''}`);
    return outcome;
  }

  /** What a stopped piece of code had begun to write is no result; it stays in the folder. */
  async function keepFiles(outcome: Outcome, outputs: OutputQueue): Promise<void> {
    const changed = await files.changes();
    if (outcome === 'stopped') return;
    for (const name of changed.slice(0, MAX_FILES)) outputs.file(() => files.read(name));
    if (changed.length > MAX_FILES) outputs.notice(tooManyFiles(MAX_FILES));
  }

  async function stop(): Promise<void> {
    stopping.abort();
    stopping = new AbortController();
    const ending = python;
    python = null; // What comes next needs a fresh one, also while this one is ending.
    await ending?.kill();
  }

  return {
    put: files.put,
    run(code, options) {
      const result = queue.then(() => run(code, options));
      queue = result.catch(() => undefined);
      return result;
    },
    stop,
    get isAlive() {
      return python?.isAlive ?? false;
    },
    async rest() {
      await python?.kill();
    },
    async delete() {
      await stop();
      await queue;
      await files.delete();
    },
  };
}

function outcomeOf(end: CellEnd, isStopped: boolean, isOver: boolean): Outcome {
  if (isStopped) return 'stopped';
  if (end.kind === 'exited') return isOver ? 'timed_out' : 'crashed';
  return end.status === 'interrupted' ? 'timed_out' : end.status;
}
