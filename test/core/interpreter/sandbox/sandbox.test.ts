import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findProgram } from '../../../../src/core/interpreter/findProgram.ts';
import { closeRooms, findPython, openRoom, SCRIPTS, withPath, type Room } from '../room.ts';

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

  test('nothing of the kernel’s opens for writing, whoever Docent runs as', async () => {
    const open = `
def opens(path):
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        return True
    except OSError:
        return False
files = lambda top: [os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names]
`;
    assert.equal(await attempt(`${open}len(files("/proc/sys")) > 500`), 'True');
    assert.equal(await attempt(`${open}[path for path in files("/proc") if not os.path.islink(path) and opens(path)]`), '[]');
    assert.equal(await attempt(`${open}[path for path in files("/sys") + files("/dev") if os.path.isfile(path) and opens(path)]`), '[]');
    assert.equal(await attempt('open("/proc/sys/kernel/core_pattern", "r+")'), process.getuid?.() === 0 ? 'OSError' : 'PermissionError');
    assert.equal(await attempt('open("/dev/x", "w")'), 'OSError');
  });

  test('code does not run as root', async () => {
    assert.notEqual(await attempt('os.getuid()'), '0');
    assert.notEqual(await attempt('os.getgid()'), '0');
  });

  test('the process that holds the sandbox says nothing of the host', async () => {
    const said = await attempt('"".join(open(f"/proc/1/{name}").read() for name in ["cmdline", "environ", "task/1/cmdline", "task/1/environ"])');
    assert.match(said, /bwrap/);
    for (const word of [room.dir, SCRIPTS, 'PATH=', 'HOME=']) assert(!said.includes(word), `${word} in ${said}`);
  });

  test('a descriptor that neither is the worker’s nor leads to nothing is noticed', async () => {
    const look = 'import docent_probe; docent_probe.foreign_descriptor()';
    assert.equal(await attempt(look), '');
    assert.equal(await attempt(`folder = os.open("/usr", os.O_RDONLY); ${look}`), "'/usr'");
    assert.equal(await attempt(`os.close(folder); pair = socket.socketpair(); ${look}`), "'a pipe'");
  });

  test('shared memory and locks between processes work', async () => {
    assert.equal(await attempt('import multiprocessing\nlock = multiprocessing.Lock()\nwith lock: print(end="held")'), '');
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

  test('there is no memory that nobody sees', async () => {
    const call = (name: string, ...args: string[]) => attempt(`libc = ctypes.CDLL(None, use_errno=True); libc.${name}(${args.join(', ')}), ctypes.get_errno()`);
    for (const made of [await call('memfd_create', 'b"x"', '0'), await call('shmget', '0', '4096', '0o1600'), await call('msgget', '0', '0o1600')]) assert.equal(made, '(-1, 38)');
    assert.equal(await attempt('import resource; max(resource.getrlimit(resource.RLIMIT_NOFILE)) <= 4096'), 'True');
    assert.equal(await attempt('from multiprocessing.shared_memory import SharedMemory\nmemory = SharedMemory(create=True, size=9); memory.unlink(); memory.close(); print(end="made")'), '');
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

  /** The state with a bubblewrap whose arguments, one a line, pass through this sed script. */
  async function probeWithout(test: Mocha.Context, edit: string, before = '') {
    if (!findProgram('bwrap')) test.skip();
    return probeWith(test, `tr '\\0' '\\n' <&5 | sed '${edit}' | tr '\\n' '\\0' >"$0.args"; exec 5<"$0.args"; ${before}\nexec ${findProgram('bwrap')} "$@"`);
  }
  const without = (option: string, value: string) => `/^${option}$/{N;/\\n${value.replaceAll('/', '\\/')}$/d}`;
  const also = (...args: string[]) => `/^--remount-ro$/{N;/proc$/i ${args.join('\\n')}\n}`;

  for (const [what, edit, hole] of [
    ['the kernel’s settings', without('--remount-ro', '/proc'), /\/proc\/.+ can be written to from inside/],
    ['the folder of devices', without('--remount-ro', '/dev'), /\/dev can be written to from inside/],
    ['the devices of the host', also('--dev-bind', '/dev', '/devices'), /\/devices.* can be written to from inside/],
    ['a folder of the host’s', also('--bind', '/var/tmp', '/srv'), /\/srv can be written to from inside/],
    ['the host’s temporary files', `/^--size$/{N;d};/^--tmpfs$/{N;s/^--tmpfs\\n\\/tmp$/--bind\\n\\/tmp\\n\\/tmp/}`, /\/tmp can be written to from inside/],
    ['what lies within a folder of the system', also('--tmpfs', '/usr/games'), /\/usr\/games can be written to from inside/],
    ['the root of the file system', without('--remount-ro', '/'), /\/ can be written to from inside/],
  ] satisfies [string, string, RegExp][]) {
    test(`is noticed where ${what} can be written to`, async function () {
      const state = await probeWithout(this, edit);
      assert(state.kind === 'unsandboxed', 'it passes for a sandbox');
      assert.match(state.reason, hole);
    });
  }

  test('is noticed where a socket of the host’s is let in, though nothing can be written beside it', async function () {
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    const state = await probeWithout(this, also('--ro-bind', folder, '/srv'));
    server.close();
    assert(state.kind === 'unsandboxed', 'it passes for a sandbox');
    assert.match(state.reason, /\/srv\/socket can be written to from inside/);
  });

  test('is noticed where /sys or the name of root is let in, if it is root who would be let in', async function () {
    for (const [edit, hole] of [
      [also('--bind', '/sys', '/sys'), /\/sys\/.+ can be written to from inside/],
      [without('--uid', '1000'), /code would run as root/],
    ] satisfies [string, RegExp][]) {
      const state = await probeWithout(this, edit);
      assert.equal(state.kind, process.getuid?.() === 0 ? 'unsandboxed' : 'sandboxed');
      if (state.kind === 'unsandboxed') assert.match(state.reason, hole);
    }
  });

  test('is none to be afraid of where Docent has left a file open: code gets no descriptor of it', async function () {
    if (!findProgram('bwrap')) this.skip();
    const state = await probeWithout(this, '', 'exec 9</etc 8>>"$0.left"');
    assert.equal(state.kind, 'sandboxed');
  });

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
    // Runs the command, with the two places where they are expected.
    const state = await probeWith(this, `
      place() { tr '\\0' '\\n' <&5 >"$0.args"; work="$(grep -B 1 -x /mnt/data "$0.args" | head -n 1)"; scripts="$(grep -B 1 -x /opt/docent "$0.args" | head -n 1)"; }
      place; shift 3
      for a; do shift; set -- "$@" "$(echo "$a" | sed "s|/opt/docent/|$scripts/|; s|/mnt/data|$work|")"; done; exec "$@"`);
    assert(state.kind === 'unsandboxed');
    assert.match(state.reason, /doesn’t hold: the home folder can be seen/);
  });
});

/** Where the Python that is tested with lies. */
function sysPrefix(): string {
  return findPython().replace(/\/bin\/[^/]+$/, '');
}
