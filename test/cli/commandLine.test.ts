import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readArguments } from '../../src/cli/arguments.ts';
import { OPTIONS } from '../../src/cli/options.ts';
import { readSettings } from '../../src/cli/settings.ts';
import { readToken, type TokenSource } from '../../src/cli/token.ts';
import { startProcess } from '../api/support/process.ts';
import { startModelServer } from '../fixtures/modelServer/modelServer.ts';
import { skipOnWindows } from '../support/skipOnWindows.ts';
import { tempDir } from '../support/temp.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/serve.ts');
/** Milliseconds: a busy machine takes its time to start a process. */
const LIMIT = 90_000;

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...args: readonly string[]): Promise<Ended> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [SCRIPT, ...args], { timeout: LIMIT })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}

const settings = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => readSettings(readArguments(args).values, env);

suite('The command line of serve', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => {
    dir = await tempDir();
  });
  teardown(() => dir.remove());

  test('--help lists each option on a line of its own', async () => {
    const { code, stdout, stderr } = await run('--help');
    assert.deepEqual([code, stderr], [0, '']);
    for (const name of Object.keys(OPTIONS)) assert.equal(stdout.split('\n').filter((line) => new RegExp(`^  --${name}( |$)`).test(line)).length, 1, name);
  }).timeout(LIMIT);

  test('What can’t be done is told in one line, without a stack', async () => {
    const file = join(dir.path, 'file');
    await writeFile(file, '');
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [['--hots', '1'], /^Unknown option --hots; see --help\.$/],
      [['--data', file], /^Docent can’t write its data to .*file: check that folder’s rights/],
      [['--python', '/no/python3', '--data', dir.path], /can’t be used: there is no such file\.$/],
      [['--upstream', 'nowhere', '--data', dir.path], /is not a web address/],
    ];
    for (const [args, sentence] of wrong) {
      const { code, stdout, stderr } = await run(...args);
      assert.deepEqual([code, stdout, stderr.trim().split('\n').length], [1, '', 1], `${args.join(' ')}: ${stderr}`);
      assert.match(stderr.trim(), sentence);
    }
  }).timeout(LIMIT);

  test('Each kind of slip has its sentence', () => {
    const slips: readonly (readonly [readonly string[], RegExp])[] = [
      [['-x'], /^Unknown option -x/],
      [['--__proto__', '1'], /^Unknown option --__proto__/],
      [['--no-port'], /^Unknown option --no-port/],
      [['--port'], /^--port needs a value: --port N/],
      [['--port='], /^--port needs a value/],
      [['--data', '--no-auth'], /^--data needs a value: --data DIR/],
      [['--no-auth=1'], /^--no-auth takes nothing/],
      [['--port', '1', '--port', '2'], /^--port was given twice/],
      [['--port', '70000'], /is no port/],
      [['--workspace', join(dir.path, 'none')], /^There is no folder/],
      [['--token', 'a', '--no-auth'], /^--token and --no-auth don’t go together/],
      [['--new-token', '--token-file', 'x'], /^--token-file and --new-token/],
      [['--token', 'two words'], /^The token of --token is empty or has other characters/],
      [['--model', 'm'], /^--model needs --upstream/],
    ];
    for (const [args, message] of slips) assert.throws(() => settings(args), { name: 'DocentError', code: 'usage', message }, args.join(' '));
  });

  test('Two starts on a folder have one token, which its owner alone can read, and --new-token replaces it', async () => {
    const token = async (kind: Partial<Extract<TokenSource, { kind: 'kept' }>> = {}) => readToken({ kind: 'kept', anew: false, ...kind }, dir.path);
    const both = await Promise.all([token(), token()]);
    const [first] = both;
    assert.match(first ?? '', /^docent-.{32}$/);
    assert.deepEqual([...both, await token()], [first, first, first]);
    assert.equal((await readFile(join(dir.path, 'token'), 'utf8')).trim(), first);
    if (process.platform !== 'win32') assert.equal((await stat(join(dir.path, 'token'))).mode & 0o777, 0o600);
    const next = await token({ anew: true });
    assert.notEqual(next, first);
    assert.equal(await token(), next);
  });

  test('A file of others’ to read holds no token', async function () {
    skipOnWindows(this);
    const path = join(dir.path, 'secret');
    await writeFile(path, 'one-token\n', { mode: 0o600 });
    assert.equal(await readToken({ kind: 'file', path }, dir.path), 'one-token');
    for (const mode of [0o640, 0o604, 0o666]) {
      await chmod(path, mode);
      await assert.rejects(readToken({ kind: 'file', path }, dir.path), { message: `The token in ${path} may be read by other users: chmod 600 ${path}.` });
    }
    await assert.rejects(readToken({ kind: 'file', path: join(dir.path, 'none') }, dir.path), { message: /^There is no file/ });
    await assert.rejects(readToken({ kind: 'file', path: dir.path }, dir.path), { code: 'usage' });
    await chmod(path, 0o600);
    await writeFile(path, '\n');
    await assert.rejects(readToken({ kind: 'file', path }, dir.path), { message: /is empty/ });
  });

  test('What is typed comes before the environment, and that before what is kept', () => {
    const env = { DOCENT_TOKEN: 'from-environment' };
    assert.deepEqual(settings([], env).token, { kind: 'given', token: 'from-environment' });
    assert.deepEqual(settings(['--token', 'typed'], env).token, { kind: 'given', token: 'typed' });
    assert.deepEqual(settings(['--no-auth'], env).token, { kind: 'none' });
    assert.deepEqual(settings(['--new-token'], env).token, { kind: 'kept', anew: true });
    assert.deepEqual(settings([]).token, { kind: 'kept', anew: false });
  });

  test('The upstream gets the key that is meant for it, and no other', async () => {
    const model = await startModelServer();
    try {
      for (const [env, key] of [[{ OPENAI_API_KEY: 'for-openai' }, undefined], [{ OPENAI_API_KEY: 'for-openai', DOCENT_UPSTREAM_KEY: 'for-upstream' }, 'Bearer for-upstream']] as const) {
        const server = await startProcess(['--data', dir.path, '--upstream', model.url, '--token', 'test-token'], { DOCENT_UPSTREAM_KEY: '', ...env });
        const { id: assistant_id } = await server.client.beta.assistants.create({ model: 'stand-in' });
        await server.client.beta.threads.createAndRunPoll({ assistant_id, thread: { messages: [{ role: 'user', content: 'Hello' }] } });
        await server.end('SIGKILL');
        const sent = JSON.stringify(model.requests.at(-1));
        assert.ok(!sent.includes('for-openai'), sent);
        if (key !== undefined) assert.ok(sent.includes(key), sent);
      }
    } finally {
      await model.close();
    }
  }).timeout(LIMIT);

  test('--import and --export say in a line what they did, and --exit whether all was taken over', async () => {
    const [dump, out] = [join(dir.path, 'dump.jsonl'), join(dir.path, 'out.jsonl')];
    const assistant = { object: 'assistant', id: 'asst_old1', created_at: 1_700_000_000, model: 'gpt-4o', instructions: 'Hi' };
    const data = ['--data', join(dir.path, 'data')];
    await writeFile(dump, JSON.stringify(assistant));
    const counts = (assistants: string) => `0 files, 0 vector stores, 0 files in vector stores, ${assistants}, 0 threads, 0 messages`;
    assert.deepEqual(await run('--import', dump, '--exit', ...data), { code: 0, stdout: `Imported: ${counts('1 assistant')}. There already: 0. Not taken over: 0.\n`, stderr: '' });
    await writeFile(dump, `${JSON.stringify({ ...assistant, instructions: 'Bye' })}\n`);
    const again = await run('--import', dump, '--exit', ...data);
    assert.deepEqual([again.code, again.stderr], [1, 'Line 1: assistant “asst_old1” is there with other content; it stays as it is.\n']);
    assert.deepEqual(await run('--export', out, ...data), { code: 0, stdout: `Exported to ${out}: ${counts('1 assistant')}.\n`, stderr: '' });
    assert.equal((JSON.parse(await readFile(out, 'utf8')) as { readonly instructions: string }).instructions, 'Hi');
    const wrong = await run('--export', join(dir.path, 'none', 'out.jsonl'), ...data);
    assert.deepEqual([wrong.code, wrong.stderr.split('\n').length], [1, 2]);
    assert.match(wrong.stderr, /can’t be written: ENOENT/);
    assert.throws(() => settings(['--exit']), { message: /^--exit needs --import/ });
    assert.throws(() => settings(['--import', out + 'x']), { message: /^There is no file/ });
  }).timeout(LIMIT);

  test('--workspace: its Markdown assistants are served, and search the folder as it is now', async () => {
    const workspace = join(dir.path, 'workspace');
    await mkdir(join(workspace, '.docent', 'assistants'), { recursive: true });
    await writeFile(join(workspace, '.docent', 'assistants', 'harbour.md'), '---\nname: Harbour\ntools: [file_search]\nvector_stores: [workspace]\n---\n\nAnswer from the files.\n');
    await writeFile(join(workspace, 'berths.md'), '# Berths\n\nThe pilot boards at buoy seven.\n');
    const { client, end } = await startProcess(['--data', join(dir.path, 'data'), '--token', 'test-token', '--workspace', workspace]);
    const assistant = (await client.beta.assistants.list()).data.find(({ name }) => name === 'Harbour');
    const ask = async (content: string) => {
      const run = await client.beta.threads.createAndRunPoll({ assistant_id: assistant?.id ?? '', thread: { messages: [{ role: 'user', content }] } }, { pollIntervalMs: 20 });
      assert.equal(run.status, 'completed');
      const [answer] = (await client.beta.threads.messages.list(run.thread_id)).data;
      return JSON.stringify(answer?.content);
    };
    assert.match(await ask('Where does the pilot board?'), /buoy seven/);
    await writeFile(join(workspace, 'tides.md'), '# Tides\n\nThe spring tide rises nine feet.\n');
    assert.match(await ask('How high is the spring tide?'), /nine feet/);
    await end('SIGKILL');
  }).timeout(LIMIT);
});
