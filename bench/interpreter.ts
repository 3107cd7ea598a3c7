import { EDITOR_ADVICE } from '../src/editor/advice.ts';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLaunch, type LaunchOptions } from '../src/core/interpreter/sandbox/launch.ts';
import { discoverPython } from '../src/core/interpreter/discoverPython.ts';
import { probeSandbox } from '../src/core/interpreter/sandbox/probe.ts';
import { createInputs } from '../src/core/interpreter/inputs.ts';
import { SANDBOX_INPUTS } from '../src/core/interpreter/sandbox/sandbox.ts';
import { createSession } from '../src/core/interpreter/session.ts';
import { startPython, type PythonProcess } from '../src/core/interpreter/pythonProcess.ts';

export const about = 'Starting Python with and without the sandbox, and running code in it.';

const SCRIPTS = join(import.meta.dirname, '../src/core/interpreter/python');
/** The median of so many starts is stable to a millisecond or two. */
const STARTS = 9;
const CELLS = 300;

/** What the code interpreter costs: start to first answer, one small piece of code, a flood of prints. The folder plays no part. */
export async function run(_options: { folder: string }): Promise<Record<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'docent-bench-'));
  try {
    const python = await discoverPython(null, SCRIPTS);
    const probeStart = performance.now();
    const probe = await probeSandbox({ python, scripts: SCRIPTS, dir, seatbelt: false });
    const probeMs = performance.now() - probeStart;
    const folder = join(dir, 'session');
    await mkdir(folder);
    const start = (sandbox: LaunchOptions['sandbox']) =>
      startPython(createLaunch({ purpose: { kind: 'code', inputs: null }, python, scripts: SCRIPTS, folder, memoryMb: 2_048, diskMb: 2_048, sandbox }), new AbortController().signal);

    const result: Record<string, number> = { probeMs, startMs: await measureStart(() => start(null)) };
    const sandbox = probe.kind === 'works' ? probe.sandbox : null;
    if (sandbox) result.startSandboxedMs = await measureStart(() => start(sandbox));

    // As a thread's run has it: with outputs, and a look for new files.
    const session = createSession({
      inputs: createInputs(join(folder, '..', 'inputs')),
      inputsAt: async () => ({ folder: SANDBOX_INPUTS, isFixed: true }),
      folder,
      start: () => start(sandbox),
      startOwn: () => Promise.reject(new Error('no operation is asked for')),
      remembered: async () => ({}),
      timeLimitMs: () => 60_000,
      saveFile: () => Promise.reject(new Error('no file is made')),
      python: () => null,
      bitmap: () => Promise.reject(new Error('nothing is drawn')),
      remove: async () => {}, log: console,
    });
    const execute = (code: string) => session.run(code, { signal: new AbortController().signal, onOutput: () => undefined, advice: EDITOR_ADVICE, unsandboxed: true });
    await execute('1+1');
    const cells = await repeat(CELLS, () => execute('1+1'));
    result.cellP50Ms = quantile(cells, 0.5);
    result.cellP95Ms = quantile(cells, 0.95);
    result.print200kLinesMs = await time(() => execute('for i in range(200_000): print(i)'));
    await session.stop();
    return result;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function measureStart(start: () => Promise<PythonProcess>): Promise<number> {
  const workers: PythonProcess[] = [];
  const times = await repeat(STARTS, async () => {
    const worker = await start();
    workers.push(worker);
    await worker.execute({ op: 'run', code: '1+1' }, () => undefined);
  });
  await Promise.all(workers.map((worker) => worker.kill()));
  return quantile(times, 0.5);
}

async function repeat(count: number, action: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push(await time(action));
  return times;
}

async function time(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(part * values.length)] ?? Number.NaN;
}
