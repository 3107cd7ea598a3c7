import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SOURCE_ASSETS } from '../../../scripts/paths.ts';
import { bitmapOf } from '../../../src/core/interpreter/pictures/bitmap.ts';
import { createInterpreter, type InterpreterOptions } from '../../../src/core/interpreter/createInterpreter.ts';
import type { Interpreter, Outcome, Session } from '../../../src/core/interpreter/interpreter.ts';
import type { Log } from '../../../src/core/types/log.ts';
import type { NewFile, Output, StoredFile } from '../../../src/core/types/output.ts';

export const SCRIPTS = join(import.meta.dirname, '../../../src/core/interpreter/python');
export type Mode = 'sandboxed' | 'unsandboxed';
export const THREAD = 'thread_1';

export interface Options {
  readonly python?: string | null;
  readonly candidates?: InterpreterOptions['candidates'];
  readonly timeLimitMs?: number;
  readonly memoryMb?: number;
  readonly diskMb?: number;
  readonly maxProcesses?: number;
  readonly idleMs?: number;
  readonly bitmaps?: boolean;
  readonly saveFile?: (file: NewFile) => Promise<StoredFile>;
}

export interface Ran {
  readonly outcome: Outcome;
  readonly outputs: readonly Output[];
  /** What was printed on both streams. */
  readonly printed: string;
}

export interface Room {
  /** Holds the sessions' folders. */
  readonly dir: string;
  /** Where the code's /mnt/data lies. */
  readonly work: string;
  readonly interpreter: Interpreter;
  readonly session: Session;
  readonly saved: readonly NewFile[];
  run(code: string, signal?: AbortSignal, onOutput?: (output: Output) => void): Promise<Ran>;
}

const open: Room[] = [];

/** A real interpreter in a folder of its own; in `mode` if one is given. Skips where there is no bubblewrap for it. */
export async function openRoom(test: Mocha.Context, mode: Mode | null = null, options: Options = {}): Promise<Room> {
  if (mode === 'sandboxed' && !has('bwrap')) test.skip();
  const room = createRoom(mode, mode === 'unsandboxed' ? { python: findPython(), ...options } : options);
  open.push(room);
  // Without a PATH, bubblewrap is not found.
  if (mode === 'unsandboxed') await withPath('', () => room.interpreter.probe());
  const state = await room.interpreter.probe();
  if (mode !== null && state.kind !== mode) throw new Error(`expected ${mode}: ${JSON.stringify(state)}`);
  return room;
}

function createRoom(mode: Mode | null, { python = null, timeLimitMs = 20_000, memoryMb = 2_048, diskMb = 2_048, bitmaps = false, saveFile, ...processes }: Options): Room {
  const dir = mkdtempSync(join(tmpdir(), 'docent-interpreter-'));
  const saved: NewFile[] = [];
  const save = async (file: NewFile): Promise<StoredFile> => {
    saved.push(file);
    return { id: `file-${saved.length}`, name: file.name, mime: file.mime, bytes: file.bytes.length };
  };
  const interpreter = createInterpreter({
    dir,
    python: () => python,
    scripts: SCRIPTS,
    limits: () => ({ timeLimitMs, memoryMb, diskMb }),
    saveFile: saveFile ?? save,
    bitmap: (svg) => bitmapOf(svg, SOURCE_ASSETS.pictures),
    ...processes,
    log: SILENT,
  });
  const session = interpreter.session(THREAD);
  return {
    dir,
    work: join(dir, THREAD),
    interpreter,
    session,
    saved,
    async run(code, signal = new AbortController().signal, onOutput = () => undefined) {
      const outputs: Output[] = [];
      const outcome = await session.run(code, {
        signal,
        advice: EDITOR_ADVICE,
        bitmaps,
        unsandboxed: mode !== 'sandboxed',
        onOutput(output) {
          outputs.push(output);
          onOutput(output);
        },
      });
      return { outcome, outputs, printed: outputs.map((output) => (output.type === 'logs' ? output.text : '')).join('') };
    },
  };
}

/** For `teardown`. */
export async function closeRooms(): Promise<void> {
  for (const room of open.splice(0)) {
    await room.interpreter.close();
    rmSync(room.dir, { recursive: true, force: true });
  }
}

const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Runs `action` with this PATH; '' finds no program. */
export async function withPath<T>(path: string, action: () => Promise<T>): Promise<T> {
  const before = process.env.PATH;
  process.env.PATH = path;
  try {
    return await action();
  } finally {
    process.env.PATH = before;
  }
}

/** A Python on PATH that can import all these; skips the test where there is none. */
export function pythonWith(test: Mocha.Context, ...modules: string[]): string {
  const python = folders()
    .map((folder) => join(folder, 'python3'))
    .find((path) => answers(path, `import ${modules.join(', ')}`));
  if (python === undefined) test.skip();
  return python ?? '';
}

/** A Python with nothing but its standard library, alone in its folder on PATH; made in `dir`. */
export function barePython(dir: string): string {
  execFileSync('python3', ['-m', 'venv', '--without-pip', '--symlinks', join(dir, 'venv')]);
  return join(dir, 'venv', 'bin', 'python3');
}

/** The real executable of the first Python on PATH. */
export function findPython(): string {
  return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
}

function answers(python: string, code: string): boolean {
  try {
    execFileSync(python, ['-c', code], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function has(program: string): boolean {
  return folders().some((folder) => list(folder).includes(program));
}

function folders(): string[] {
  return (process.env.PATH ?? '').split(delimiter);
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // PATH may name folders that don't exist.
  }
}

/** How many processes have this text in their command line. Zombies have none. */
export function processesWith(text: string): number {
  if (process.platform !== 'linux') return execFileSync('ps', ['-axo', 'args='], { encoding: 'utf8' }).split(text).length - 1;
  return list('/proc').filter((pid) => /^\d+$/.test(pid) && commandLine(pid).includes(text)).length;
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // It has just ended.
  }
}

/** Waits until a state holds, for `limitMs` at most, and then for `turns` more of the event loop. */
export async function until(holds: () => boolean, limitMs: number, turns = 0): Promise<boolean> {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const end = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > end) return false;
    await turn();
  }
  for (let i = 0; i < turns; i++) await turn();
  return true;
}
