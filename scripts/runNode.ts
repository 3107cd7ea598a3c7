import { spawn } from 'node:child_process';
import path from 'node:path';
import { killGroup } from '../test/vscode-host/scripts/group.ts';
import { ROOT } from './paths.ts';

export interface NodeOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Whether what is printed goes to our own output at once, or is gathered. */
  readonly output: 'shown' | 'gathered';
  /** Milliseconds until it is ended, with all that it started. */
  readonly limit: number;
}

/** Time to close a browser and a server before they are killed. */
const GRACE_MS = 5_000;
/** Tests start hundreds of processes and threads, each of which would turn the same TypeScript into code again: over a third of the time of unit tests. */
const COMPILED = path.join(ROOT, 'node_modules', '.cache', 'node');

/** Runs a script under this Node, in the root. `problem` says how it failed, and is null where it did not. */
export async function runNode(args: readonly string[], { env, output, limit }: NodeOptions): Promise<{ readonly problem: string | null; readonly text: string }> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...env },
    stdio: output === 'shown' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let cut: 'late' | 'interrupted' | null = null;
  let hard: NodeJS.Timeout | undefined;
  const end = (why: typeof cut) => {
    cut ??= why;
    killGroup(child, 'SIGTERM');
    hard ??= setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS);
  };
  const soft = setTimeout(() => end('late'), limit);
  const interrupt = () => end('interrupted');
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

  let text = '';
  child.stdout?.on('data', (data) => (text += data));
  child.stderr?.on('data', (data) => (text += data));
  const problem = await new Promise<string | null>((resolve) => {
    child.on('error', ({ message }) => resolve(message));
    child.on('close', (code, signal) => {
      if (cut === 'late') resolve(`not done after ${limit / 1000} s`);
      else resolve(code === 0 ? null : `ended with ${code ?? signal}`);
    });
  });
  clearTimeout(soft);
  clearTimeout(hard);
  killGroup(child, 'SIGKILL');
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  if (cut === 'interrupted') process.exit(130); // As a shell reports a command that Ctrl-C ended.
  return { problem, text };
}
