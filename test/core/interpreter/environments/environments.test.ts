import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { candidates, onPath, type Places } from '../../../../src/core/interpreter/environments/candidates.ts';
import { configuredPython } from '../../../../src/core/interpreter/environments/configured.ts';
import { createEnvironments } from '../../../../src/core/interpreter/environments/environments.ts';
import { ofFolder } from '../../../../src/core/interpreter/environments/project.ts';
import { skipOnWindows } from '../../../support/skipOnWindows.ts';
import { EDITOR_ADVICE } from '../../../../src/editor/advice.ts';
import { barePython, closeRooms, findPython, openRoom, pythonWith, SCRIPTS, until, withPath } from '../room.ts';

const VARIABLES = ['VIRTUAL_ENV', 'CONDA_PREFIX', 'HOME', 'PYENV_ROOT', 'HOMEBREW_PREFIX', 'POETRY_CACHE_DIR', 'WORKON_HOME'];

/** The variables that say where Pythons are; those that are not given are not set. */
function setVariables(values: Readonly<Record<string, string | undefined>>): void {
  for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
  for (const [name, value] of Object.entries(values)) if (value !== undefined) process.env[name] = value;
}

async function all<T>(each: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of each) found.push(one);
  return found;
}

suite('The Pythons of this machine', () => {
  let folder = '';
  let before: Record<string, string | undefined> = {};
  setup(function () {
    skipOnWindows(this); // The programs below are shell scripts and links.
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'docent-environments-')));
    before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
    setVariables({ HOME: join(folder, 'home') });
    mkdirSync(join(folder, 'home'));
  });
  teardown(async () => {
    await closeRooms();
    setVariables(before);
    rmSync(folder, { recursive: true, force: true });
  });

  /** A program that says it is a Python, and how often it was asked. */
  function program(path: string, { version = '3, 12, 1', libraries = [] as readonly string[], packages = [] as readonly string[] } = {}): string {
    mkdirSync(dirname(path), { recursive: true });
    const said = JSON.stringify({ executable: path, prefixes: [dirname(dirname(path))], userSite: null, libraries, packages });
    writeFileSync(path, `#!/bin/sh\necho asked >> "${join(folder, 'asked')}"\necho '${said.slice(0, -1)}, "version": [${version}]}'\n`);
    chmodSync(path, 0o755);
    return path;
  }
  const environment = (...parts: string[]) => program(join(folder, ...parts, 'bin', 'python'));
  const timesAsked = () => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n').length : 0);
  const places = (given: Partial<Places> = {}): Places => ({ selected: async () => null, folders: () => [], own: () => null, ...given });
  const commands = async (given: Places) => (await all(candidates(given))).map(({ command }) => command);
  const found = (given: Places) => createEnvironments(() => candidates(given), SCRIPTS, join(folder, 'known.json'));

  test('the one selected in the editor comes first, then the folder’s, the active one, the PATH and what was installed', async () => {
    const selected = environment('selected');
    const own = environment('work', '.venv');
    const active = environment('active');
    const onThePath = program(join(folder, 'bin', 'python3'));
    const conda = environment('home', 'miniforge3');
    const named = environment('home', 'miniforge3', 'envs', 'science');
    const pyenv = environment('home', '.pyenv', 'versions', '3.13.0');
    process.env['VIRTUAL_ENV'] = join(folder, 'active');
    const given = places({ selected: async () => selected, folders: () => [join(folder, 'work')] });
    const { list, choose } = found(given);
    await withPath(join(folder, 'bin') + ':/bin', async () => {
      const listed = (await all(list())).filter(({ executable }) => executable.startsWith(folder));
      assert.deepEqual(listed.map(({ executable, origin }) => [executable, origin]), [
        [selected, 'selected'], [own, 'folder'], [active, 'active'], [onThePath, 'path'], [pyenv, 'installed'], [conda, 'installed'], [named, 'installed'],
      ]);
      assert.equal((await choose(null)).executable, selected);
      rmSync(selected);
      assert.equal((await choose(null)).executable, own, 'what was deleted is not taken any more');
      assert.equal((await choose(active)).executable, active, 'the configured one is before all');
    });
  });

  test('a folder’s own environments come first; those that tools keep elsewhere are found by what they say of it', () => {
    const home = join(folder, 'home');
    const work = join(folder, 'work');
    environment('work', 'env');
    environment('work', 'venv');
    environment('home', '.cache', 'pypoetry', 'virtualenvs', 'my-shop-AbCd_123-py3.12');
    environment('home', '.cache', 'pypoetry', 'virtualenvs', 'my-shop-two-AbCd_123-py3.12');
    environment('home', '.local', 'share', 'virtualenvs', 'work-x1');
    environment('home', '.pyenv', 'versions', 'shop-3.11');
    environment('home', 'miniconda3', 'envs', 'shop');
    writeFileSync(join(work, 'pyproject.toml'), '[build-system]\nrequires = ["x"]\n\n[tool.poetry]\nversion = "1"\nname = "My.Shop"\n');
    writeFileSync(join(work, 'Pipfile'), '');
    writeFileSync(join(home, '.local', 'share', 'virtualenvs', 'work-x1', '.project'), work);
    writeFileSync(join(work, '.python-version'), 'shop-3.11\n../../etc\n');
    writeFileSync(join(work, 'environment.yml'), 'name: shop\ndependencies: [python]\n');
    assert.deepEqual(ofFolder(work, home).map((path) => path.slice(folder.length + 1)), [
      'work/venv',
      'work/env',
      'home/.cache/pypoetry/virtualenvs/my-shop-AbCd_123-py3.12',
      'home/.local/share/virtualenvs/work-x1',
      'home/.pyenv/versions/shop-3.11',
      'home/miniconda3/envs/shop',
    ]);
  });

  test('a setting may speak of the home, the folders, the environment, and of an environment’s folder', () => {
    const python = environment('work', '.venv');
    const folders = [{ name: 'work', path: join(folder, 'work') }, { name: 'other', path: join(folder, 'other') }];
    const of = (text: string) => configuredPython(text, { folders });
    for (const text of [python, '${workspaceFolder}/.venv/bin/python', '${workspaceFolder:work}/.venv', '.venv/bin/python', './.venv', `\${env:HOME}/../work/.venv`]) {
      assert.equal(realpathSync(of(text)), realpathSync(python), text);
    }
    assert.equal(of('~/bin/python3'), join(homedir(), 'bin/python3'));
    assert.equal(of('${workspaceFolder:nowhere}/python'), join(folder, 'work', '${workspaceFolder:nowhere}/python'));
    assert.equal(of('python3.12'), 'python3.12', 'a name is left to PATH');
    assert.equal(configuredPython('.venv/bin/python', { folders: [] }), '.venv/bin/python');
  });

  test('each is asked once, and again only when it, or its packages, have changed', async () => {
    const site = join(folder, 'work', '.venv', 'lib', 'python3.12', 'site-packages');
    mkdirSync(site, { recursive: true });
    const path = program(join(folder, 'work', '.venv', 'bin', 'python'), { packages: [site] });
    const given = places({ folders: () => [join(folder, 'work')] });
    const { choose } = found(given);
    await Promise.all([choose(null), choose(null)]);
    await choose(null);
    assert.equal(timesAsked(), 1);
    await found(given).choose(null);
    assert.equal(timesAsked(), 1, 'the next process remembers it');
    utimesSync(site, 1, 1);
    program(path, { packages: [site], libraries: ['pandas'] });
    assert.deepEqual((await choose(null)).libraries, ['pandas']);
    assert.equal(timesAsked(), 2);
    writeFileSync(join(folder, 'known.json'), '{"version": 1, "entries": {"');
    assert.equal((await found(given).choose(null)).executable, path, 'what was remembered and is damaged is asked again');
  });

  test('one that is broken is asked once, and taken when it is mended', async () => {
    const path = environment('work', '.venv');
    writeFileSync(path, `#!/bin/sh\necho asked >> "${join(folder, 'asked')}"\nexit 1\n`);
    const { choose } = found(places({ folders: () => [join(folder, 'work')] }));
    const { executable } = await choose(null);
    assert.notEqual(executable, path);
    await choose(null);
    assert.equal(timesAsked(), 1);
    environment('work', '.venv');
    assert.equal((await choose(null)).executable, path);
  });

  test('a program that is found on the PATH and in a folder is listed once', async () => {
    const path = environment('work', '.venv');
    await withPath(dirname(path), async () => {
      const given = places({ selected: async () => path, folders: () => [join(folder, 'work')] });
      assert.equal((await commands(given)).filter((command) => command === path).length, 1);
      const { list } = createEnvironments(onPath, SCRIPTS, join(folder, 'known.json'));
      assert.deepEqual((await all(list())).map(({ executable }) => executable), [path]);
    });
  });

  test('a virtual environment of the folder is used without a word, with its packages', async function () {
    const work = join(folder, 'work');
    execFileSync(findPython(), ['-m', 'venv', '--without-pip', join(work, '.venv')]);
    const python = join(work, '.venv', 'bin', 'python');
    const site = execFileSync(python, ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'], { encoding: 'utf8' }).trim();
    writeFileSync(join(site, 'installed.py'), 'value = 42');
    const { interpreter, run } = await openRoom(this, null, { candidates: () => candidates(places({ folders: () => [work] })) });
    const state = await interpreter.probe();
    assert(state.kind !== 'unavailable');
    assert.equal(state.python.executable, python);
    assert.deepEqual((await run('import installed; installed.value')).outputs, [{ type: 'text', text: '42' }]);
  });

  test('another that is selected is followed, and the sessions of the one before end', async function () {
    const [first, second] = [join(folder, 'one'), join(folder, 'two')];
    for (const path of [first, second]) execFileSync(findPython(), ['-m', 'venv', '--without-pip', path]);
    let selected = join(first, 'bin', 'python');
    const { interpreter, run, session } = await openRoom(this, null, { candidates: () => candidates(places({ selected: async () => selected })) });
    const prefix = async () => (await run('import sys; sys.prefix')).outputs.flatMap((output) => (output.type === 'text' ? [output.text] : []));
    assert.deepEqual(await prefix(), [`'${first}'`]);
    assert.equal(await interpreter.follow(), false);
    assert.equal(session.isAlive, true);
    selected = join(second, 'bin', 'python');
    assert.equal(await interpreter.follow(), true);
    assert.deepEqual(await prefix(), [`'${second}'`]);
  });

  test('matplotlib’s list of fonts is made once for a Python, and each session gets a copy', async function () {
    const python = pythonWith(this, 'matplotlib');
    const { dir, work, run, interpreter } = await openRoom(this, null, { python });
    const lists = (...parts: string[]) => globSync(join(dir, ...parts, '**/.config/matplotlib/fontlist-*.json'));
    await run('1');
    assert.deepEqual(lists('thread_1'), [], 'nobody waits for the first');
    assert.ok(await until(() => lists('.fonts').length === 1 && !lists('.fonts').some((list) => list.includes('.new')), 30_000));
    await interpreter.session('thread_2').run('1', { signal: new AbortController().signal, advice: EDITOR_ADVICE, unsandboxed: true, onOutput: () => undefined });
    const [copy] = lists('thread_2');
    assert.ok(copy);
    const before = statSync(copy).mtimeMs;
    await interpreter.session('thread_2').run('import matplotlib.font_manager', { signal: new AbortController().signal, advice: EDITOR_ADVICE, unsandboxed: true, onOutput: () => undefined });
    assert.deepEqual([statSync(copy).mtimeMs, lists('thread_2').length], [before, 1], 'it is taken as it is');
    // What code has put there instead is not written through.
    await interpreter.session('thread_1').stop();
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(work, '.config'));
    await run('1');
    assert.deepEqual(readdirSync(join(folder, 'elsewhere')), []);
  }).timeout(60_000);

  test('a library that Python lacks is told once, with a way out', async function () {
    const { run } = await openRoom(this, null, { python: barePython(folder) });
    const { outputs } = await run('import pandas as pd');
    const [failure, notice] = outputs;
    assert(failure?.type === 'exception' && notice?.type === 'notice');
    assert.match(notice.notice.message, /^pandas is not installed in Python 3\.\d+\.\d+ \(.*venv\/bin\/python3\)\./);
    assert.equal(notice.notice.action, 'configurePython');
    assert.deepEqual((await run('import pandas')).outputs.map(({ type }) => type), ['exception']);
    assert.deepEqual((await run('import matplotlib.pyplot')).outputs.map(({ type }) => type), ['exception', 'notice']);
  });

  test('a Python whose loader and libraries lie outside the system runs in the sandbox', async function () {
    const real = realpathSync(findPython());
    const program = readFileSync(real);
    const loader = '/lib64/ld-linux-x86-64.so.2';
    if (!program.includes(`${loader}\0`)) return this.skip();
    // Homebrew and the modules of clusters bring their own; their programs name it.
    const home = mkdtempSync('/tmp/d');
    try {
      const own = `${home}/lib/ld.so`;
      const at = program.indexOf(`${loader}\0`);
      program.fill(0, at, at + loader.length);
      program.write(own, at);
      mkdirSync(join(home, 'bin'));
      mkdirSync(join(home, 'real'));
      mkdirSync(join(home, 'lib'));
      copyFileSync(realpathSync(loader), join(home, 'real', 'ld-2.so'));
      symlinkSync('../real/ld-2.so', own);
      const python = join(home, 'bin', 'python3');
      writeFileSync(python, program, { mode: 0o755 });
      const { interpreter, run } = await openRoom(this, 'sandboxed', { python });
      assert.equal((await interpreter.probe()).kind, 'sandboxed');
      assert.deepEqual((await run('1 + 1')).outputs, [{ type: 'text', text: '2' }]);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
