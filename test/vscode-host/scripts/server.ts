import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { killGroup } from './group.ts';
import { NODE, VSCODE } from './paths.ts';
import { makeProfile, type ProfileOptions } from './profile.ts';

export interface ServerOptions extends ProfileOptions {
  /** Needed for tests in the host. Hides notification toasts and refuses modal dialogs, as the test mode of VS Code does. */
  readonly smokeDriver?: boolean;
  /** Workspaces open in Restricted Mode until they are trusted. Default: all are trusted. */
  readonly askTrust?: boolean;
  /** Reaches the extension host's `process.env`; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Server {
  /** `127.0.0.1:<port>` */
  readonly authority: string;
  /** The folder in which it keeps all it has: logs, storage, settings. */
  readonly home: string;
  /** Resolves with what went wrong if the server ends before it is stopped. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** 0.1 s as a rule; a machine with far more to do than cores needs longer. */
const START_LIMIT_MS = 60_000;
/** The extension host may finish its work when asked to go; then it is killed. */
const GRACE_MS = 3_000;

/** Starts VS Code's server on a free loopback port, with an empty profile that goes away with it. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-host-'));
  const profile = makeProfile(home, options);
  const tmp = path.join(home, 'tmp'); // The server leaves sockets and caches in TMPDIR.
  fs.mkdirSync(tmp);

  const args = [
    path.join(VSCODE, 'out', 'server-main.js'),
    '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms',
    '--server-data-dir', home, '--extensions-dir', profile.extensions,
    '--telemetry-level', 'off', '--disable-experiments', '--disable-getting-started-override',
    ...(options.askTrust ? [] : ['--disable-workspace-trust']),
    ...(options.smokeDriver ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(NODE, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...hostEnvironment(), ...options.env, TMPDIR: tmp },
    detached: true,
  });

  const cleanUp = () => {
    killGroup(child, 'SIGKILL');
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', cleanUp);
  endOnSignals();

  let log = '';
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`VS Code's server ended (${code ?? signal})\n${log.slice(-2000)}`));
  });
  const port = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not start within ${START_LIMIT_MS / 1000} s\n${log}`)), START_LIMIT_MS);
    const read = (data: Buffer) => {
      log += data.toString();
      const found = /Extension host agent listening on (\d+)/.exec(log)?.[1];
      if (!found) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void exited.then((why) => {
      clearTimeout(timer);
      reject(new Error(why));
    });
  }).catch((error: unknown) => {
    cleanUp();
    throw error;
  });

  return {
    authority: `127.0.0.1:${port}`,
    home,
    ended: exited,
    async stop() {
      killGroup(child, 'SIGTERM');
      const timer = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS);
      await exited;
      clearTimeout(timer);
      cleanUp();
      process.off('exit', cleanUp);
    },
  };
}

/** The workbench's address for a folder, or a workspace's file; `payload` holds VS Code's own options, e.g. `['extensionTestsPath', …]`. */
export function workbenchUrl(server: Server, folder: string | null, payload: readonly (readonly [string, string])[] = []): string {
  const url = new URL(`http://${server.authority}/`);
  if (folder) url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(folder));
  url.searchParams.set('payload', JSON.stringify([['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...payload]));
  return url.href;
}

/** Our environment without what a surrounding VS Code terminal put there. */
function hostEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}

let listening = false;

/** Node runs `exit` handlers on a normal end only; make a signal one. */
function endOnSignals(): void {
  if (listening) return;
  listening = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
}
