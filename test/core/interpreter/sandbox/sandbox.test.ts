import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { closeRooms, findPython, openRoom, withPath, type Room } from '../room.ts';

suite('The sandbox', () => {
  let room: Room;
  setup(async function () {
    room = await openRoom(this, 'sandboxed', { python: findPython() });
  });
  teardown(closeRooms);

  /** The value of an expression, or the name of the exception it ends with. */
  async function attempt(expression: string): Promise<string> {
    const { outputs } = await room.run(`import ctypes, os, signal, socket, subprocess, sys\n${expression}`);
    const [output] = outputs;
    if (output?.type === 'exception') return output.name;
    return output?.type === 'text' ? output.text : '';
  }

  test('the home folder, the data directory and the list of users don’t exist inside', async () => {
    const inHome = JSON.parse((await attempt(`os.listdir(${JSON.stringify(homedir())})`)).replaceAll("'", '"').replace('FileNotFoundError', '[]'));
    const way = findPython().replace(`${homedir()}/`, '').split('/')[0];
    assert.deepEqual(inHome.filter((name: string) => name !== way), []);
    assert.equal(await attempt(`os.listdir(${JSON.stringify(room.dir)})`), 'FileNotFoundError');
    assert.equal(await attempt('open("/etc/passwd")'), 'FileNotFoundError');
    assert.equal(await attempt('open("/root/.ssh/id_rsa")'), 'FileNotFoundError');
  });

  test('code that counts on the sandbox does not run when it is gone', async () => {
    await room.interpreter.reset();
    await withPath('', () => room.interpreter.probe());
    await assert.rejects(room.run('1'), { code: 'no_sandbox', message: /^The code was not run: the sandbox is gone\. / });
  });

  test('nothing but the work folder and /tmp can be written to', async () => {
    for (const path of ['/usr/x', '/etc/x', '/opt/docent/worker.py', '/x', '/mnt/x', `${sysPrefix()}/x`]) {
      assert.equal(await attempt(`open("${path}", "w")`), 'OSError', path);
    }
    assert.equal(await attempt('open("/mnt/data/x", "w").write("ab") + open("/tmp/x", "w").write("c")'), '3');
    assert(readdirSync(room.work).includes('x'));
  });

  test('there is no network', async () => {
    const server = createServer((_, response) => response.end('reached')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert(typeof address === 'object' && address);
    assert.equal(await attempt(`socket.create_connection(("127.0.0.1", ${address.port}), 2)`), 'ConnectionRefusedError');
    assert.equal(await attempt('socket.create_connection(("192.0.2.1", 80), 2)'), 'OSError');
    assert.equal(await attempt('[name for _, name in socket.if_nameindex()]'), "['lo']");
    assert.equal(await attempt('socket.socket(40, socket.SOCK_STREAM)'), 'OSError'); // vsock
    server.close();
  });

  test('other processes are neither seen nor reached', async () => {
    assert.equal(await attempt('len([pid for pid in os.listdir("/proc") if pid.isdigit()]) <= 3'), 'True');
    assert.equal(await attempt(`os.kill(${process.pid}, 0)`), 'ProcessLookupError');
  });

  test('rights, namespaces and tracing can’t be had', async () => {
    const status = await attempt('[line.split()[1] for line in open("/proc/self/status") if line.startswith(("CapEff", "CapBnd", "NoNewPrivs", "Seccomp:"))]');
    assert.equal(status, "['0000000000000000', '0000000000000000', '1', '2']");
    const call = (name: string, ...args: string[]) => attempt(`libc = ctypes.CDLL(None, use_errno=True); libc.${name}(${args.join(', ')}), ctypes.get_errno()`);
    assert.equal(await call('unshare', '0x10000000'), '(-1, 1)');
    assert.equal(await call('ptrace', '0', '0', '0', '0'), '(-1, 1)');
    assert.equal(await call('mount', 'b"/"', 'b"/mnt"', 'None', '4096', 'None'), '(-1, 1)');
    if (process.arch !== 'x64') return; // Numbers of system calls differ.
    assert.equal(await call('syscall', '56', '0x10000011', '0', '0', '0', '0'), '(-1, 1)'); // clone with a new user namespace
    assert.equal(await call('syscall', '435', '0', '0'), '(-1, 38)'); // clone3
    assert.equal(await call('syscall', '425', '8', '0'), '(-1, 1)'); // io_uring_setup
  });

  test('threads and child processes work', async () => {
    assert.equal(await attempt('import threading\nresults = []\nt = threading.Thread(target=results.append, args=[1]); t.start(); t.join()\nresults'), '[1]');
    assert.equal(await attempt('subprocess.run(["sh", "-c", "echo child"], capture_output=True).stdout'), "b'child\\n'");
  });
});

suite('A sandbox that isn’t there', () => {
  let folder = '';
  setup(() => (folder = mkdtempSync(join(tmpdir(), 'docent-bwrap-'))));
  teardown(async () => {
    await closeRooms();
    rmSync(folder, { recursive: true });
  });

  /** The state with this script as bubblewrap. */
  async function probeWith(test: Mocha.Context, bwrap: string) {
    if (process.platform !== 'linux') test.skip();
    writeFileSync(join(folder, 'bwrap'), `#!/bin/sh\n${bwrap}\n`);
    chmodSync(join(folder, 'bwrap'), 0o755);
    return withPath(folder + delimiter + process.env.PATH, async () => (await openRoom(test)).interpreter.probe());
  }

  test('is said in one sentence: not installed', async function () {
    const { interpreter } = await openRoom(this, 'unsandboxed');
    const state = await interpreter.probe();
    assert(state.kind === 'unsandboxed');
    if (process.platform === 'linux') assert.match(state.reason, /not installed/);
  });

  test('is said in one sentence: refused by the system', async function () {
    const state = await probeWith(this, 'echo "bwrap: setting up uid map: Permission denied" >&2; exit 1');
    assert(state.kind === 'unsandboxed');
    assert.match(state.reason, /doesn’t let bubblewrap make user namespaces/);
  });

  test('is noticed where bubblewrap starts Python but holds nothing', async function () {
    // Runs what stands behind `--`, with the two places where they are expected and the descriptor closed.
    const state = await probeWith(this, 'while [ "$1" != "--" ]; do [ "$1" = --bind ] && work="$2"; [ "$3" = /opt/docent ] && scripts="$2"; shift; done; shift\nfor a; do shift; set -- "$@" "$(echo "$a" | sed "s|/opt/docent|$scripts|; s|/mnt/data|$work|")"; done; exec "$@"');
    assert(state.kind === 'unsandboxed');
    assert.match(state.reason, /doesn’t hold: the home folder can be seen/);
  });
});

/** Where the Python that is tested with lies. */
function sysPrefix(): string {
  return findPython().replace(/\/bin\/[^/]+$/, '');
}
