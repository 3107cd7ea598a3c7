import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import { killGroup } from './group.ts';
import { CACHE, CODE_SERVER, NODE } from './paths.ts';
import { makeProfile } from './profile.ts';

/** What the browser keeps belongs to an origin, so the same port again whenever it is free. */
const FIRST_PORT = 8080;

/**
 * Serves VS Code with these extensions to a person's browser, in a profile that stays from one time to the next. It runs
 * code-server's full front end, which keeps secrets.
 * @returns its address, the password that it asks for, and what resolves with the exit code when it has ended; Ctrl-C ends it
 */
export async function serve(extensions: readonly string[], folder: string): Promise<{ readonly url: string; readonly password: string; readonly ended: Promise<number> }> {
  const home = path.join(CACHE, 'try');
  const profile = makeProfile(home, { extensions });
  const port = await freePort(FIRST_PORT);
  const args = [
    CODE_SERVER,
    '--auth', 'password', '--bind-addr', `127.0.0.1:${port}`, '--config', path.join(home, 'config.yaml'),
    '--user-data-dir', profile.data, '--extensions-dir', profile.extensions,
    '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override',
    path.resolve(folder),
  ];
  const password = randomBytes(18).toString('base64url');
  // In the environment, which other users of this machine can't read; arguments they can.
  const child = spawn(NODE, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, env: { ...process.env, PASSWORD: password } });
  process.on('SIGINT', () => killGroup(child, 'SIGTERM'));
  process.on('SIGTERM', () => killGroup(child, 'SIGTERM'));
  process.on('exit', () => killGroup(child, 'SIGKILL'));
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 0)));

  let log = '';
  await new Promise<void>((resolve, reject) => {
    const read = (data: Buffer) => {
      log += data.toString();
      if (log.includes('HTTP server listening on')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(log)));
  });
  return { url: `http://127.0.0.1:${port}/`, password, ended };
}

async function freePort(port: number): Promise<number> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = net.createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return free ? port : freePort(port + 1);
}
