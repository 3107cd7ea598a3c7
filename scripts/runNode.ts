import { spawn } from 'node:child_process';
import { ROOT } from './paths.ts';

export interface NodeRun {
  readonly env?: Readonly<Record<string, string>>;
  /** What is printed goes to our own output, or is gathered. */
  readonly output: 'shown' | 'gathered';
  /** Milliseconds until it is ended, with all that it started. */
  readonly limit: number;
}

/** Time to close a browser and a server before they are killed. */
const GRACE_MS = 5_000;

/** Runs a script under this Node, in the root; resolves with how it ended: null, or in words what went wrong. */
export async function runNode(args: readonly string[], { env, output, limit }: NodeRun): Promise<{ readonly problem: string | null; readonly text: string }> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: output === 'shown' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: true, // A group of its own, so that nothing it started is left behind.
  });
  const kill = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // ESRCH: the whole group has gone already.
    }
  };
  const interrupt = () => kill('SIGTERM');
  const onExit = () => kill('SIGKILL');
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt).on('exit', onExit);

  let text = '';
  child.stdout?.on('data', (data) => (text += data));
  child.stderr?.on('data', (data) => (text += data));
  let late = false;
  let hard: NodeJS.Timeout | undefined;
  const soft = setTimeout(() => {
    late = true;
    kill('SIGTERM');
    hard = setTimeout(() => kill('SIGKILL'), GRACE_MS);
  }, limit);
  const problem = await new Promise<string | null>((resolve) => {
    child.on('error', ({ message }) => resolve(message));
    child.on('close', (code, signal) => {
      if (late) resolve(`not done after ${limit / 1000} s`);
      else resolve(code === 0 ? null : code === null ? `ended by ${signal}` : `exit code ${code}`);
    });
  });
  clearTimeout(soft);
  clearTimeout(hard);
  kill('SIGKILL');
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt).off('exit', onExit);
  return { problem, text };
}
