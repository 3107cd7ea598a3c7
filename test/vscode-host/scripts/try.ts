// Serves VS Code with an extension to a person's browser until Ctrl-C: node scripts/try.ts EXTENSION FOLDER.
// It runs code-server's full front end, which keeps secrets, in a profile that stays from one time to the next.
import { spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { CACHE, CODE_SERVER, NODE } from './paths.ts';
import { makeProfile } from './profile.ts';

/** What the browser keeps belongs to an origin, so the same port again whenever it is free. */
const FIRST_PORT = 8080;

const [extension, folder] = process.argv.slice(2);
if (!extension || !folder) throw new Error('Give the folder of an extension and a folder to open.');

const home = path.join(CACHE, 'try');
const profile = makeProfile(home, { extensions: [extension] });
const port = await freePort(FIRST_PORT);
const child = spawn(
  NODE,
  [
    CODE_SERVER,
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--config', path.join(home, 'config.yaml')],
    ...['--user-data-dir', profile.data, '--extensions-dir', profile.extensions],
    ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'],
    path.resolve(folder),
  ],
  { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
);

let log = '';
let announced = false;
const read = (data: Buffer) => {
  log += data.toString();
  if (announced || !log.includes('HTTP server listening on')) return;
  announced = true;
  console.log(`Open http://127.0.0.1:${port}/ in a browser on this machine. Ctrl-C ends it.`);
};
child.stdout.on('data', read);
child.stderr.on('data', read);
child.on('exit', (code) => {
  if (!announced) console.error(log);
  process.exit(code ?? 0);
});

const killGroup = (signal: NodeJS.Signals) => {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // ESRCH: the whole group has gone already.
  }
};
process.on('SIGINT', () => killGroup('SIGTERM'));
process.on('SIGTERM', () => killGroup('SIGTERM'));
process.on('exit', () => killGroup('SIGKILL'));

async function freePort(port: number): Promise<number> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = net.createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  return free ? port : freePort(port + 1);
}
