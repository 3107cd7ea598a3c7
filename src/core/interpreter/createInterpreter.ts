import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { t } from '@vscode/l10n';
import { createTrash } from '../disk/trash.ts';
import { DocentError, errorInfo } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import type { NewFile, StoredFile } from '../types/output.ts';
import { onPath, type Candidate } from './environments/candidates.ts';
import { createEnvironments } from './environments/environments.ts';
import type { Python } from './environments/python.ts';
import { executeWithin } from './executeWithin.ts';
import { createFontLists } from './fontLists.ts';
import { createChoices } from './grid/choices.ts';
import { createGrids } from './grid/grids.ts';
import { createInputs, type ShownInputs } from './inputs.ts';
import type { Interpreter, InterpreterState, Session } from './interpreter.ts';
import { createLaunch } from './sandbox/launch.ts';
import { createStart } from './sandbox/group.ts';
import { SANDBOX_INPUTS } from './sandbox/sandbox.ts';
import { createLeases } from './leases.ts';
import type { Purpose } from './purpose.ts';
import { probeSandbox, type SandboxProbe } from './sandbox/probe.ts';
import type { PythonProcess } from './pythonProcess.ts';
import { createSession } from './session.ts';

/** What code is held to. */
export interface CodeLimits {
  /** For one piece of code. */
  readonly timeLimitMs: number;
  /** MiB, where the system limits it. */
  readonly memoryMb: number;
  /** MiB. */
  readonly diskMb: number;
  /** Whether macOS' own sandbox is tried, where it is. */
  readonly seatbelt?: boolean;
}

export interface InterpreterOptions {
  /** Absolute folder that holds one sub-folder for each thread's session. */
  readonly dir: string;
  /** The user's configured Python; null to look for one on PATH. */
  readonly python: () => string | null;
  /** All that may be a Python, in the order in which one is taken; what PATH knows where left out. */
  readonly candidates?: () => AsyncIterable<Candidate> | Iterable<Candidate>;
  /** Absolute folder of worker.py and the package docent_profile. */
  readonly scripts: string;
  /** Read at each use. */
  readonly limits: () => CodeLimits;
  /** Keeps images and files that code made. */
  readonly saveFile: (file: NewFile, threadId: string) => Promise<StoredFile>;
  /** An SVG drawing as PNG. */
  readonly bitmap: (svg: string) => Promise<Uint8Array>;
  /** Processes that there may be at once, and milliseconds after which an idle one ends. */
  readonly maxProcesses?: number;
  readonly idleMs?: number;
  readonly log: Log;
}

/**
 * Code computes on one core for the most part: more processes than cores only make each other slower, and each may take all the
 * memory that code is allowed. Two at least, so that the chat doesn't wait for a script's run.
 */
const MAX_PROCESSES = Math.max(2, availableParallelism());
/** As long as OpenAI's Assistants kept theirs: a break for lunch costs no variables, a thread left behind gives its memory back. */
const IDLE_MS = 3_600_000;

/** Beside the sessions' folders, and no thread's name: where Docent's own scripts keep what takes long to make, e.g. the list of fonts. */
const OWN_HOME = '.home';

/** Beside the sessions' folders as well: for each thread, the user's files that its code reads where they lie. */
const INPUTS = '.inputs';

/** Beside the sessions' folders as well: what is known of the Pythons of this machine. */
const PYTHONS = '.pythons.json';

/** Beside the sessions' folders as well: matplotlib's lists of fonts. */
const FONTS = '.fonts';
/** It takes two seconds; where it takes this long, sessions make their own. */
const FONTS_LIMIT_MS = 60_000;

/** Beside the sessions' folders as well: links to the files that are shown as tables, and what was chosen for those of each shape. */
const GRIDS = '.grids';
const CHOICES = '.tables.json';

/** Beside the sessions' folders as well: those of deleted threads, until they are off the disk. */
const TRASH = '.trash';

/** What was found on this machine. */
interface Found {
  readonly python: Python;
  readonly sandbox: Promise<SandboxProbe>;
}

/** Runs the user's own Python, in a sandbox where there is one. */
export function createInterpreter(options: InterpreterOptions): Interpreter {
  const { dir, python, scripts, limits, saveFile, bitmap, maxProcesses = MAX_PROCESSES, idleMs = IDLE_MS, log } = options;
  const sessions = new Map<string, Session>();
  const lease = createLeases({
    max: maxProcesses,
    idleMs,
    running: () => [...[...sessions].filter(([, each]) => each.isAlive).map(([threadId]) => threadId), ...grids.running().map(({ owner }) => owner.id)],
    end: async (id) => sessions.get(id)?.rest() ?? grids.rest(id),
  });
  const trash = createTrash(join(dir, TRASH), (message) => log.warn(message));
  const environments = createEnvironments(options.candidates ?? onPath, scripts, join(dir, PYTHONS));
  const choices = createChoices(join(dir, CHOICES));
  const grids = createGrids(join(dir, GRIDS), {
    home: join(dir, OWN_HOME),
    inputsAt: async () => (hasOwnPlaces((await look()).sandbox) ? SANDBOX_INPUTS : null),
    start: (inputs, folder, signal) => startOwn(inputs, folder, signal),
    remembered: choices.all,
    lease: (id, signal) => lease(id, signal),
    remove: trash.remove,
  });
  const startGrouped = createStart(log);
  const fontLists = createFontLists(join(dir, FONTS), makeFontList, log);
  let found: Found | null = null;
  /** What was wrong the last time. */
  let trouble = '';
  let isClosed = false;
  const closing = new AbortController();

  /** What is known of a Python is remembered until that changes; what was not found may be installed meanwhile. */
  async function look(): Promise<{ readonly python: Python; readonly sandbox: SandboxProbe }> {
    try {
      const it = await environments.choose(python());
      if (!found || !isDeepStrictEqual(found.python, it)) found = { python: it, sandbox: tryOut(it) };
      return { python: it, sandbox: await found.sandbox };
    } catch (error) {
      found = null;
      const { message } = errorInfo(error);
      if (message !== trouble) log.warn(message);
      trouble = message;
      throw error;
    }
  }

  async function tryOut(it: Python): Promise<SandboxProbe> {
    const sandbox = await probeSandbox({ python: it, scripts, dir, seatbelt: limits().seatbelt === true });
    log.info(`Python ${it.version} (${it.executable}), ${sandbox.kind === 'works' ? 'sandboxed' : `no sandbox: ${sandbox.reason}`}`);
    return sandbox;
  }

  async function start(purpose: Purpose, folder: string, signal: AbortSignal, unsandboxed: boolean, memoryMb = limits().memoryMb): Promise<PythonProcess> {
    const { python: it, sandbox } = await look();
    // The settings may have changed since somebody was told that there is a sandbox.
    if (sandbox.kind !== 'works' && !unsandboxed) {
      throw new DocentError('no_sandbox', t('The code was not run: the sandbox is gone. {0}', sandbox.reason), 'retry');
    }
    if (isClosed) throw new DocentError('interpreter_closed', t('Docent is closing; no code runs any more.'));
    if (purpose.kind === 'code') await fontLists.give(it, folder);
    const { diskMb } = limits();
    const launch = createLaunch({ purpose, python: it, scripts, folder, memoryMb, diskMb, sandbox: sandbox.kind === 'works' ? sandbox.sandbox : null });
    return startGrouped(launch, signal);
  }

  async function makeFontList(home: string): Promise<void> {
    await mkdir(home, { recursive: true });
    const stopped = closing.signal;
    const worker = await start({ kind: 'operations', home, inputs: null }, home, stopped, true);
    await executeWithin(worker, { op: 'fonts' }, { limitMs: FONTS_LIMIT_MS, stopped }, () => undefined);
    await worker.kill();
  }

  async function startOwn(inputs: ShownInputs, folder: string, signal: AbortSignal): Promise<PythonProcess> {
    const home = join(dir, OWN_HOME);
    await mkdir(home, { recursive: true });
    return start({ kind: 'operations', home, inputs }, folder, signal, true);
  }

  async function probe(): Promise<InterpreterState> {
    try {
      const { python: it, sandbox } = await look();
      const info = { executable: it.executable, version: it.version, libraries: it.libraries };
      return sandbox.kind === 'works' ? { kind: 'sandboxed', python: info } : { kind: 'unsandboxed', python: info, reason: sandbox.reason };
    } catch (error) {
      return { kind: 'unavailable', error: errorInfo(error) };
    }
  }

  function session(threadId: string, memoryMb?: number): Session {
    const known = sessions.get(threadId);
    if (known) return known;
    // The id becomes a folder's name.
    if (!/^[\w-]+$/.test(threadId)) throw new DocentError('bad_thread', t('“{0}” is no thread.', threadId));
    const folder = join(dir, threadId);
    const inputs = createInputs(join(dir, INPUTS, threadId));
    const made = createSession({
      folder,
      inputs,
      async inputsAt() {
        const { sandbox } = await look();
        return { folder: hasOwnPlaces(sandbox) ? SANDBOX_INPUTS : join(dir, INPUTS, threadId), isFixed: sandbox.kind === 'works' };
      },
      start: (signal, unsandboxed, shown) => start({ kind: 'code', inputs: shown }, folder, signal, unsandboxed, memoryMb),
      startOwn: (signal, shown) => startOwn(shown, folder, signal),
      remembered: choices.all,
      python: () => found?.python ?? null,
      timeLimitMs: () => limits().timeLimitMs,
      saveFile: (file) => saveFile(file, threadId),
      bitmap,
      remove: trash.remove,
      log,
    });
    sessions.set(threadId, made);
    return made;
  }

  async function stopAll(): Promise<void> {
    await Promise.all([...sessions.values()].map((each) => each.stop()));
  }

  return {
    probe,
    session,
    grid: grids.grid,
    choices,
    lease,
    sessions: () => [...[...sessions].flatMap(([threadId, { process }]) => (process ? [{ owner: { kind: 'thread', threadId } as const, ...process }] : [])), ...grids.running()],
    end: async (owner) => (owner.kind === 'thread' ? sessions.get(owner.threadId)?.stop() : grids.rest(owner.id)),
    environments: () => environments.list(),
    async follow() {
      const before = found;
      const after = await look().catch(() => null);
      const isSame = before?.python.executable === after?.python.executable;
      if (before && !isSame) await stopAll();
      return !isSame;
    },
    async reset() {
      found = null;
      await stopAll();
    },
    async close() {
      isClosed = true;
      closing.abort();
      await fontLists.settled();
      await Promise.all([stopAll(), grids.close()]);
      await trash.close();
    },
  };
}

/** Whether files lie elsewhere to code than to us. */
function hasOwnPlaces(probe: SandboxProbe): boolean {
  return probe.kind === 'works' && probe.sandbox.kind === 'bubblewrap';
}
