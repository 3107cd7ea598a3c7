import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { DocentError } from '../types/errors.ts';
import type { Launch } from './sandbox/launch.ts';
import { describeExit } from './exit.ts';
import { readLines } from './lines.ts';
import { orderStreams, type StreamName } from './orderedStreams.ts';
import { parseEvent, type CellStatus, type WorkerEvent } from './workerEvent.ts';
import type { WorkerTask } from './workerTask.ts';

/** What a piece of code gives back while it runs. */
export type CellEvent =
  | Extract<WorkerEvent, { event: 'display' | 'exception' }>
  | { readonly event: 'text'; readonly stream: StreamName; readonly text: string };

export type CellEnd =
  | { readonly kind: 'done'; readonly status: CellStatus }
  /** The process has ended; `how` in a few words: `SIGSEGV`, `exit code 1`. */
  | { readonly kind: 'exited'; readonly how: string };

/** A running worker.py. */
export interface PythonProcess {
  /** Does what it is asked for; one thing at a time. */
  execute(task: WorkerTask, onEvent: (event: CellEvent) => void): Promise<CellEnd>;
  /** Raises KeyboardInterrupt in the code that runs. */
  interrupt(): void;
  /** Ends the process and all it started; resolves when it is gone. */
  kill(): Promise<void>;
  readonly isAlive: boolean;
}

const EVENTS_DESCRIPTOR = 3;
/** Python starts in 30 ms; a cold disk and a virus scanner can make seconds of it, more than this is a hang. */
const START_LIMIT_MS = 30_000;
/** After the process's end its output is whole at once, unless a child process that got away holds it open. */
const DRAIN_LIMIT_MS = 200;
/** What the log keeps of the words with which a start failed. */
const MAX_START_TEXT = 4_000;

/**
 * Starts worker.py and waits until it is ready. Aborting `signal` ends the start.
 * @throws DocentError `python_failed`, with the program's last words; `AbortError`
 */
export async function startPython(launch: Launch, signal: AbortSignal): Promise<PythonProcess> {
  signal.throwIfAborted();
  const child = spawn(launch.command, launch.args, {
    cwd: launch.folder,
    env: launch.env,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...launch.inputs.map(() => 'pipe' as const)],
    // A process group of its own, so that it can be ended with all its children.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const worker = control(child, launch);
  const limit = AbortSignal.timeout(START_LIMIT_MS);
  const kill = () => void worker.python.kill();
  const either = AbortSignal.any([signal, limit]);
  either.addEventListener('abort', kill, { once: true });
  try {
    const failure = await worker.started;
    signal.throwIfAborted();
    if (limit.aborted) throw failed(`it was not ready after ${START_LIMIT_MS / 1000} seconds`);
    if (failure !== null) throw failed(failure);
    return worker.python;
  } finally {
    either.removeEventListener('abort', kill);
  }
}

function failed(reason: string): DocentError {
  return new DocentError('python_failed', `Python could not be started: ${reason}.`, 'configurePython');
}

function control(child: ChildProcess, launch: Launch) {
  const [requests, stdout, stderr, events] = child.stdio;
  if (!requests || !stdout || !stderr || !(events instanceof Readable)) throw failed('it got no pipes');
  let ready = false;
  let startText = '';
  let cell: { onEvent(event: CellEvent): void; end(end: CellEnd): void } | null = null;
  const { promise: started, resolve: onStarted } = Promise.withResolvers<string | null>();

  const streams = orderStreams(launch.marker, {
    text(stream, text) {
      if (!ready) startText = (startText + text).slice(-MAX_START_TEXT);
      cell?.onEvent({ event: 'text', stream, text });
    },
    event(line) {
      const event = parseEvent(line);
      if (event?.event === 'ready') {
        ready = true;
        onStarted(null);
      } else if (event?.event === 'done') {
        cell?.end({ kind: 'done', status: event.status });
      } else if (event?.event === 'display' || event?.event === 'exception') {
        cell?.onEvent(event);
      }
    },
  });
  stdout.on('data', (bytes: Buffer) => streams.print('stdout', bytes));
  stderr.on('data', (bytes: Buffer) => streams.print('stderr', bytes));
  readLines(events, (line) => streams.event(line), () => killTree(child));

  // A process that is ending refuses what is written to it; its end says it all.
  requests.on('error', () => undefined);
  launch.inputs.forEach((input, index) => {
    const pipe = child.stdio.at(EVENTS_DESCRIPTOR + 1 + index);
    if (pipe instanceof Writable) pipe.on('error', () => undefined).end(input);
  });
  const send = (request: object) => requests.write(`${JSON.stringify(request)}\n`);

  const gone = ended(child).then((how) => {
    streams.end();
    onStarted(startText.trim().split('\n').at(-1) || how);
    cell?.end({ kind: 'exited', how });
    return how;
  });

  const python: PythonProcess = {
    get isAlive() {
      return isAlive(child);
    },
    execute(task, onEvent) {
      const { promise, resolve } = Promise.withResolvers<CellEnd>();
      cell = { onEvent, end: resolve };
      void gone.then((how) => resolve({ kind: 'exited', how }));
      send(task);
      return promise.finally(() => (cell = null));
    },
    interrupt: () => void send({ op: 'interrupt' }),
    async kill() {
      // Later its number could be another program's.
      if (isAlive(child)) killTree(child);
      await gone;
    },
  };
  return { python, started };
}

/** Resolves with how the process ended, when all that it wrote has been read. */
function ended(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let spawnError: string | null = null;
  child.once('error', (error) => (spawnError = error.message));
  child.once('exit', () => {
    // What it started is in its group, whose number stays taken; on Windows its own number may be another program's by now.
    if (process.platform !== 'win32') killTree(child);
    setTimeout(() => child.stdio.forEach((pipe) => pipe?.destroy()), DRAIN_LIMIT_MS).unref();
  });
  child.once('close', () => resolve(spawnError ?? describeExit(child.exitCode, child.signalCode)));
  return promise;
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** Ends a process and what it started, at once. */
function killTree({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true }, () => undefined); // Fails where it has ended already.
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has no process any more.
  }
}
