import type { Advice } from '../types/advice.ts';
import type { ErrorInfo } from '../types/errors.ts';
import type { DataFile } from '../types/item.ts';
import type { NewFile, Output } from '../types/output.ts';
import type { ShippedOperation } from '../types/shipped.ts';
import type { SessionInfo, SessionOwner, Variable } from '../types/variable.ts';
import type { Environment, PythonInfo } from './environments/python.ts';
import type { WorkFile } from './workFile.ts';
import type { RememberedChoices } from './grid/choices.ts';
import type { Grid } from './grid/grid.ts';
import type { Release } from './leases.ts';

/** What the interpreter can do on this machine, as probed, not as hoped. */
export type InterpreterState =
  | { readonly kind: 'sandboxed'; readonly python: PythonInfo }
  /** `reason` says in one sentence why there is no sandbox. */
  | { readonly kind: 'unsandboxed'; readonly python: PythonInfo; readonly reason: string }
  | { readonly kind: 'unavailable'; readonly error: ErrorInfo };

/** How a piece of code ended. */
export type Outcome = 'ok' | 'exception' | 'timed_out' | 'stopped' | 'crashed';

export interface PerformOptions {
  /** Aborting ends the process and all it started, within a second; the files in /mnt/data stay. */
  readonly signal: AbortSignal;
  readonly advice: Advice;
  /** Whether drawings become bitmaps, for whoever can't show them; left out, they stay what they are. */
  readonly bitmaps?: boolean;
  /** Called for each output in order, while the code runs. */
  readonly onOutput: (output: Output) => void;
}

export interface RunOptions extends PerformOptions {
  /** Whether the code may run where there is no sandbox: the user said yes. */
  readonly unsandboxed: boolean;
}

/** One Python process, one namespace, one work folder: what the code knows as /mnt/data. */
export interface Session {
  /**
   * Copies a file of the user's to `/mnt/data/<name>`; a copy that is already there and still the same is kept.
   * @throws DocentError `file_too_large`, `file_missing`
   */
  put(file: DataFile): Promise<void>;
  /**
   * Runs code, one piece at a time, variables kept between pieces. At the time limit the code is interrupted and the
   * variables stay; a crash is reported as an output and the next piece gets a fresh process.
   * @throws DocentError where no Python could be started, `no_sandbox` where there would be none against `unsandboxed`
   */
  run(code: string, options: RunOptions): Promise<Outcome>;
  /**
   * Has one of Docent's own scripts do its work, in the sandbox or without: in a process of its own, which nothing of the user's code
   * has touched and to which the work folder is a place to read, not one to import from. The variables of the session are left alone.
   * @throws DocentError where no Python could be started
   */
  perform(operation: ShippedOperation, options: PerformOptions): Promise<Outcome>;
  /** What the code's variables are, once what was asked before has been done; null where there is no process that would have any. */
  variables(): Promise<readonly Variable[] | null>;
  /**
   * Writes a variable into a file, in the form that it has as one. It is never in memory as a whole.
   * @param target absolute path
   * @throws DocentError `not_saved`, `not_told`, `no_process`
   */
  saveVariable(name: string, target: string): Promise<void>;
  /**
   * The same of a frame of which a part was shown, as CSV.
   * @param key the `frame` of its table
   * @throws DocentError as `saveVariable`
   */
  saveFrame(key: string, target: string): Promise<void>;
  /** Ends the process; the next `run` starts a fresh one. */
  stop(): Promise<void>;
  /** Whether there is a process, at work or not. */
  readonly isAlive: boolean;
  /** What is told of that process; null where there is none. */
  readonly process: Omit<SessionInfo, 'owner'> | null;
  /** Ends a process in which no code runs; the next `run` says that the variables are gone. */
  rest(): Promise<void>;
  /** What lies in the work folder, without hidden files. */
  files(): Promise<readonly WorkFile[]>;
  /** Absolute path of a file in the work folder. */
  path(name: string): string;
  /** @throws DocentError `file_too_large`, `file_missing` */
  read(name: string): Promise<NewFile>;
  /** Removes a file from the work folder; one that is not there is none. */
  remove(name: string): Promise<void>;
  /** Ends the process and deletes the work folder. */
  delete(): Promise<void>;
}

export interface Interpreter {
  /** Looks for Python and the sandbox; remembered until {@link Interpreter.reset}. */
  probe(): Promise<InterpreterState>;
  /** The session of a thread or a container, made when first asked for. @param memoryMb what its process may have, in MiB; left out: as set */
  session(id: string, memoryMb?: number): Session;
  /** A table in a process of its own, for a view of it; nothing of it is read before it is opened. */
  grid(file: DataFile): Grid;
  /** What the user chose for tables of each shape: grids and profiles are read so. */
  readonly choices: RememberedChoices;
  /**
   * The right to run code in the thread's session, given back by calling the result. Waits, first come, first served, while too
   * many threads have it; processes that nobody has a lease on are ended before anybody waits, and after an hour in any case.
   * Aborting `signal` ends the waiting with its reason.
   */
  lease(threadId: string, signal: AbortSignal): Promise<Release>;
  /** The processes that there are, of all threads and tables. */
  sessions(): readonly SessionInfo[];
  /** Ends the process of one of them. A table is read again when it is asked for rows the next time. */
  end(owner: SessionOwner): Promise<void>;
  /** The Pythons of this machine that work, as they are found. */
  environments(): AsyncIterable<Environment>;
  /** Looks again for Python, and ends all sessions where it is another one now. @returns whether it is */
  follow(): Promise<boolean>;
  /** After a change of settings: ends all sessions and probes anew. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
