import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { t } from '@vscode/l10n';
import { budgetOf, named } from '../limits/budget.ts';
import { WORKER } from '../limits/limits.ts';
import { DocentError } from '../types/errors.ts';
import type { Launch } from './sandbox/launch.ts';
import { describeExit } from './exit.ts';
import { readLines } from './lines.ts';
import { orderStreams, type StreamName } from './orderedStreams.ts';
import { parseEvent, type CellStatus, type WorkerEvent } from './workerEvent.ts';
import { memoryOf, watchSession } from './watch.ts';
import type { WorkerTask } from './workerTask.ts';

/** What a piece of code gives back while it runs. */
export type CellEvent =
  | Extract<WorkerEvent, { event: 'display' | 'answer' | 'exception' }>
  /** The code wrote to the descriptor of events; told once a piece of code. */
  | { readonly event: 'stray' }
  /** So many processes that the code left running were ended with it. */
  | { readonly event: 'left'; readonly processes: number }
  | { readonly event: 'text'; readonly stream: StreamName; readonly text: string };

export type CellEnd =
  | { readonly kind: 'done'; readonly status: CellStatus }
  /** The process has ended; `how` in a few words: `SIGSEGV`, `exit code 1`. */
  | { readonly kind: 'exited'; readonly how: string }
  /** We have ended it: the code went beyond a limit. `why` is a clause: `the code …`. */
  | { readonly kind: 'ended'; readonly why: string };

/** A running worker.py. */
export interface PythonProcess {
  /** Does what it is asked for; one thing at a time. */
  execute(task: WorkerTask, onEvent: (event: CellEvent) => void): Promise<CellEnd>;
  /** Raises KeyboardInterrupt in the code that runs. */
  interrupt(): void;
  /** Ends the process and all it started; resolves when it is gone. */
  kill(): Promise<void>;
  readonly isAlive: boolean;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Whether it does something now. */
  readonly isBusy: boolean;
  /** What it and all that it has started take, in bytes; null where the system doesn't tell. */
  memory(): number | null;
  /** Why we ended it; null where we did not. */
  readonly endedFor: string | null;
}

const EVENTS_DESCRIPTOR = 3;
/** Python starts in 30 ms; a cold disk and a virus scanner can make seconds of it, more than this is a hang. */
const START_LIMIT_MS = 30_000;
/** After the process's end its output is whole at once, unless a child process that got away holds it open. */
const DRAIN_LIMIT_MS = 200;
/** A worker that waits for work begins it at once; one that does not has another piece of code running, whatever it said of its end. */
const BEGIN_LIMIT_MS = 3_000;
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
    if (limit.aborted) throw failed(t('it was not ready after {0} seconds', START_LIMIT_MS / 1000));
    if (failure !== null) throw failed(failure);
    return worker.python;
  } finally {
    either.removeEventListener('abort', kill);
  }
}

function failed(reason: string): DocentError {
  return new DocentError('python_failed', t('Python could not be started: {0}.', reason), 'configurePython');
}

/** A task under way. */
interface Cell {
  readonly task: number;
  onEvent(event: CellEvent): void;
  end(end: CellEnd): void;
  readonly limit: NodeJS.Timeout;
  hasBegun: boolean;
  hasStrayed: boolean;
}

function control(child: ChildProcess, launch: Launch) {
  const [requests, stdout, stderr, events] = child.stdio;
  if (!requests || !stdout || !stderr || !(events instanceof Readable)) throw failed(t('it got no pipes'));
  const startedAt = Date.now();
  let ready = false;
  let startText = '';
  let cell: Cell | null = null;
  let tasks = 0;
  let endedFor: string | null = null;
  let stray = budgetOf(WORKER.stray);
  const { promise: started, resolve: onStarted } = Promise.withResolvers<string | null>();

  /** Ends the process for what its code did. */
  function endFor(why: string): void {
    endedFor ??= why;
    if (isAlive(child)) killTree(child);
  }

  const streams = orderStreams(launch.marker, {
    text(stream, text) {
      if (!ready) startText = (startText + text).slice(-MAX_START_TEXT);
      if (cell?.hasBegun) cell.onEvent({ event: 'text', stream, text });
    },
    event(json) {
      const event = parseEvent(json);
      if (event?.event === 'ready') {
        ready = true;
        onStarted(null);
      } else if (event?.event === 'begun' && event.task === cell?.task) {
        cell.hasBegun = true;
        clearTimeout(cell.limit);
      } else if (event?.event === 'done' && cell?.hasBegun && event.task === cell.task) {
        if (event.left > 0) cell.onEvent({ event: 'left', processes: event.left });
        cell.end({ kind: 'done', status: event.status });
      } else if (cell?.hasBegun && (event?.event === 'display' || event?.event === 'answer' || event?.event === 'exception')) {
        cell.onEvent(event);
      }
      return event?.event === 'sync' ? event.to : null;
    },
    stray(line) {
      if (!stray.take(line.length + WORKER.strayLine.max)) endFor(t('the code wrote more than {0} to a descriptor that is Docent’s own', named(WORKER.stray)));
      if (!cell?.hasBegun || cell.hasStrayed) return;
      cell.hasStrayed = true;
      cell.onEvent({ event: 'stray' });
    },
    jammed: () => endFor(t('more than {0} of its results waited for what was printed before them', named(WORKER.waiting))),
  });
  const watch = watchSession(child.pid ?? 0, launch.limits, launch.inputs.length > 0, endFor);
  child.once('exit', () => watch.stop());
  stdout.on('data', (bytes: Buffer) => streams.print('stdout', bytes));
  // Later than what was printed before it, where both have come at once.
  stderr.on('data', (bytes: Buffer) => setImmediate(() => streams.print('stderr', bytes)));
  readLines(events, (line) => streams.event(line), () => endFor(t('the code wrote more than {0} at once to a descriptor that is Docent’s own', named(WORKER.line))));

  // A process that is ending refuses what is written to it; its end says it all.
  requests.on('error', () => undefined);
  launch.inputs.forEach((input, index) => {
    const pipe = child.stdio.at(EVENTS_DESCRIPTOR + 1 + index);
    if (pipe instanceof Writable) pipe.on('error', () => undefined).end(input);
  });
  const send = (request: object) => requests.write(`${JSON.stringify(request)}\n`);
  // Not as an argument: a process can read those of its own, and the marker is to be unknown to the code.
  send(launch.settings);

  const gone = ended(child).then((how): CellEnd => {
    streams.end();
    onStarted(startText.trim().split('\n').at(-1) || how);
    const end: CellEnd = endedFor === null ? { kind: 'exited', how } : { kind: 'ended', why: endedFor };
    cell?.end(end);
    return end;
  });

  const python: PythonProcess = {
    get isAlive() {
      return isAlive(child);
    },
    startedAt,
    get isBusy() {
      return cell !== null;
    },
    memory: () => memoryOf(child.pid ?? 0),
    get endedFor() {
      return endedFor;
    },
    execute(task, onEvent) {
      const { promise, resolve } = Promise.withResolvers<CellEnd>();
      const limit = setTimeout(() => endFor(t('code that ran before had not really ended')), BEGIN_LIMIT_MS);
      cell = { task: ++tasks, onEvent, end: resolve, limit, hasBegun: false, hasStrayed: false };
      stray = budgetOf(WORKER.stray);
      watch.isAtWork = true;
      void gone.then(resolve);
      send({ task: cell.task, ...task });
      return promise.finally(() => {
        clearTimeout(limit);
        watch.isAtWork = false;
        cell = null;
      });
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
