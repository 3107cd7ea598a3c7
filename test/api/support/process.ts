import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { OpenAI } from 'openai';
import { checkedFetch } from '../../support/checkedFetch.ts';
import { TOKEN } from './api.ts';

export const SCRIPT = join(import.meta.dirname, '../../../scripts/serve.ts');

/** The server as `npm run serve` starts it: a process of its own. */
export interface ServerProcess {
  readonly client: OpenAI;
  readonly child: ChildProcess;
  /** What it said when it was ready. */
  readonly lines: readonly string[];
  /** Ends it as Ctrl-C does, or as a crash does. @returns its exit code */
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

export async function startProcess(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [SCRIPT, '--port', '0', ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore', 'ipc'] });
  if (!child.stdout) throw new Error('The server has no output.');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith('Ctrl-C')) break;
  }
  const url = /http:\S+/.exec(lines.join('\n'))?.[0];
  if (!url) throw new Error(`The server did not start: ${lines.join('\n')}`);
  return {
    child,
    lines,
    client: new OpenAI({ baseURL: url, apiKey: TOKEN, fetch: checkedFetch().fetch, maxRetries: 0 }),
    async end(signal) {
      const closed = once(child, 'exit');
      child.kill(signal);
      const [code] = await closed;
      return code as number | null;
    },
  };
}
