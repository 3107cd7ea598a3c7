import { EDITOR_ADVICE } from '../../../../src/editor/advice.ts';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStubCheck } from '../../../../src/core/interpreter/appleStub.ts';
import { discoverPython } from '../../../../src/core/interpreter/discoverPython.ts';
import { closeRooms, findPython, openRoom, SCRIPTS, withPath } from '../room.ts';
import { skipOnWindows } from '../../../support/skipOnWindows.ts';

suite('Finding Python', () => {
  let folder = '';
  setup(function () {
    skipOnWindows(this); // The candidates below are shell scripts.
    folder = mkdtempSync(join(tmpdir(), 'docent-python-'));
  });
  teardown(async () => {
    await closeRooms();
    rmSync(folder, { recursive: true, force: true });
  });

  function script(name: string, body: string): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
    return path;
  }

  const describes = (version: string) =>
    `echo '{"executable": "/old/python", "version": [${version}], "prefixes": ["/old", "/old"], "userSite": null}'`;

  test('a shim on PATH is resolved to the interpreter behind it', async function () {
    const real = findPython();
    script('python3', `exec "${real}" "$@"`);
    const found = await withPath(folder, () => discoverPython(null, SCRIPTS));
    assert.equal(found.executable, real);
    assert.match(found.version, /^3\.\d+\.\d+$/);
  });

  test('a wrapper that gives the program another name is the program, in the sandbox as well', async function () {
    const real = findPython();
    for (const name of ['other', 'python3', join(folder, 'python3')]) {
      const wrapper = join(folder, 'python3');
      writeFileSync(wrapper, `#!${real}\nimport os, sys\nos.execv("${real}", ["${name}", *sys.argv[1:]])\n`);
      chmodSync(wrapper, 0o755);
      const { run, interpreter } = await openRoom(this, null, { python: wrapper });
      const state = await interpreter.probe();
      assert(state.kind !== 'unavailable');
      assert.equal(realpathSync(state.python.executable), realpathSync(real), name);
      assert.deepEqual((await run('1 + 1')).outputs, [{ type: 'text', text: '2' }]);
    }
  });

  test('a wrapper that says where libraries are is heard, with a sandbox and without', async function () {
    const libraries = join(folder, 'libraries');
    mkdirSync(libraries);
    writeFileSync(join(libraries, 'is-there'), '');
    const wrapper = script('python3', `export LD_LIBRARY_PATH="${libraries}:/nowhere"\necho Loading.\nexec "${findPython()}" "$@"`);
    for (const mode of [null, 'unsandboxed'] as const) {
      const { run } = await openRoom(this, mode, { python: wrapper });
      const { outputs } = await run('import os; found = os.environ["LD_LIBRARY_PATH"].split(":"); found[0], os.listdir(found[0])');
      assert.deepEqual(outputs, [{ type: 'text', text: `('${libraries}', ['is-there'])` }], String(mode));
    }
  });

  test('a virtual environment is kept as one, and its packages are found', async function () {
    const environment = join(folder, 'venv');
    execFileSync(findPython(), ['-m', 'venv', '--without-pip', environment]);
    const python = join(environment, 'bin', 'python');
    const { run, interpreter } = await openRoom(this, null, { python });
    const state = await interpreter.probe();
    assert(state.kind !== 'unavailable');
    assert.equal(state.python.executable, python);
    const site = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], { encoding: 'utf8' }).trim();
    writeFileSync(join(site, 'installed.py'), 'value = 42');
    assert.deepEqual((await run('import installed; installed.value')).outputs, [{ type: 'text', text: '42' }]);
  });

  test('packages that were installed for the user are found', async function () {
    // As pip install --user does it, in a home of the test's own.
    const home = process.env.HOME;
    process.env.HOME = folder;
    try {
      const site = execFileSync(findPython(), ['-m', 'site', '--user-site'], { encoding: 'utf8', env: { ...process.env, HOME: folder } });
      execFileSync('mkdir', ['-p', site.trim()]);
      writeFileSync(join(site.trim(), 'mine.py'), 'value = 42');
      const { run } = await openRoom(this, null, { python: findPython() });
      assert.deepEqual((await run('import mine; mine.value')).outputs, [{ type: 'text', text: '42' }]);
    } finally {
      process.env.HOME = home;
    }
  });

  test('a link to a Python is a Python, in the sandbox as well', async function () {
    symlinkSync(findPython(), join(folder, 'first'));
    symlinkSync(join(folder, 'first'), join(folder, 'second'));
    const { run } = await openRoom(this, null, { python: join(folder, 'second') });
    assert.deepEqual((await run('1 + 1')).outputs, [{ type: 'text', text: '2' }]);
  });

  test('one that is too old is named', async function () {
    script('python3', describes('3, 6, 15'));
    const { interpreter, session } = await openRoom(this);
    const state = await withPath(folder, async () => (await interpreter.reset(), interpreter.probe()));
    assert(state.kind === 'unavailable');
    assert.equal(state.error.code, 'python_too_old');
    assert.equal(state.error.message, 'Python 3.6.15 (/old/python) is too old: code needs Python 3.9 or newer.');
    assert.equal(state.error.action, 'configurePython');
    const run = () => session.run('1', { signal: new AbortController().signal, onOutput: () => undefined, advice: EDITOR_ADVICE, unsandboxed: true });
    await withPath(folder, () => assert.rejects(run(), { code: 'python_too_old' }));
    assert.equal(await run(), 'ok', 'one that is installed meanwhile is found');
  });

  test('an old one doesn’t hide a newer one of another name', async function () {
    script('python3', describes('3, 6, 15'));
    script('python', `exec "${findPython()}" "$@"`);
    assert.equal((await withPath(folder, () => discoverPython(null, SCRIPTS))).executable, findPython());
  });

  test('none at all is said with a way out', async function () {
    const missing = withPath(folder, () => discoverPython(null, SCRIPTS));
    await assert.rejects(missing, { code: 'python_missing', action: 'configurePython', message: /install Python 3\.9 or newer/ });
  });

  test('a configured one that doesn’t work is named, and no other is taken', async function () {
    const cases: [path: string, reason: RegExp][] = [
      [join(folder, 'nowhere'), /there is no such file/],
      [folder, /not a program/],
      [script('fails', 'exit 41'), /ended with 41/],
      [script('other', 'echo hello'), /doesn’t answer as Python does/],
    ];
    for (const [path, reason] of cases) {
      await assert.rejects(discoverPython(path, SCRIPTS), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'python_missing');
        assert(error.message.includes(`“${path}”`));
        assert.match(error.message, reason);
        return true;
      });
    }
  });

  test('one that hangs is given up', async function () {
    const hanging = script('hangs', 'exec sleep 60');
    await assert.rejects(discoverPython(hanging, SCRIPTS, 200), { code: 'python_missing', message: /no answer within 0\.2 seconds/ });
  });

  test('a Python that can’t start a session says why', async function () {
    const broken = script('broken', `case "$*" in *docent_describe.py*) ${describes('3, 12, 0').replace('/old/python', join(folder, 'broken'))};; *) echo "no module named encodings" >&2; exit 1;; esac`);
    const { run } = await openRoom(this, null, { python: broken });
    await assert.rejects(run('1'), { code: 'python_failed', message: 'Python could not be started: no module named encodings.' });
  });
});

suite('Apple’s stub of Python', () => {
  const stub = '/usr/bin/python3';
  test('is not started where the developer tools are missing', async () => {
    const check = createStubCheck('darwin', async () => false);
    assert.equal(await check(stub), false);
    assert.equal(await check('/opt/homebrew/bin/python3'), true);
    assert.equal(await check('no-such-python'), true);
  });

  test('is started where they are there, and anywhere but on a Mac', async () => {
    assert.equal(await createStubCheck('darwin', async () => true)(stub), true);
    assert.equal(await createStubCheck('linux', async () => false)(stub), true);
  });

  test('a search that finds nothing else says that there is no Python', async () => {
    await assert.rejects(discoverPython(null, SCRIPTS, 10_000, async () => false), { code: 'python_missing' });
  });
});
