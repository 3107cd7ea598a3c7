import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { ROOT } from '../../scripts/paths.ts';
import { listCopies } from '../../src/core/data/copies.ts';
import { STEPS } from '../../src/core/data/schema.ts';
import { startModelServer, type ModelServer } from '../fixtures/modelServer/modelServer.ts';
import { tempDir } from '../support/temp.ts';
import { TOKEN } from './support/api.ts';
import { startProcess, type ServerProcess } from './support/process.ts';

/** Milliseconds: a busy machine takes its time to start a process. */
const LIMIT = 120_000;

suite('API: the states of the data', () => {
  let model: ModelServer;
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let data: string;
  const started: ServerProcess[] = [];
  setup(async () => {
    model = await startModelServer();
    dir = await tempDir();
    data = path.join(dir.path, 'data');
  });
  teardown(async () => {
    for (const server of started.splice(0)) if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGKILL');
    await model.close();
    await dir.remove();
  });

  const SCRIPT = path.join(ROOT, 'scripts', 'serve.ts');
  const refused = (script = SCRIPT) => promisify(execFile)(process.execPath, [script, '--port', '0', '--data', data, '--no-auth']);
  const file = () => path.join(data, 'docent.db');
  async function serve(script = SCRIPT): Promise<ServerProcess> {
    const server = await startProcess(['--data', data, '--upstream', model.url, '--model', 'stand-in', '--token', TOKEN], {}, script);
    started.push(server);
    return server;
  }

  /** The project as it may be one version later: with another step of the tables. @returns its script that serves */
  async function nextVersion(): Promise<string> {
    const next = path.join(dir.path, 'next');
    for (const name of ['src', 'scripts', 'package.json']) await cp(path.join(ROOT, name), path.join(next, name), { recursive: true });
    for (const name of ['node_modules', 'test']) await symlink(path.join(ROOT, name), path.join(next, name), 'junction');
    const schema = path.join(next, 'src', 'core', 'data', 'schema.ts');
    const text = await readFile(schema, 'utf8');
    const changed = text.replace('\n];\n', '\n  `create table pins(id text primary key); alter table threads add column pinned integer;`,\n];\n');
    assert.notEqual(changed, text);
    await writeFile(schema, changed);
    return path.join(next, 'scripts', 'serve.ts');
  }

  test('damaged, too new or not to be written: one sentence, exit code 1, and nothing is changed', async () => {
    await mkdir(data);
    await writeFile(file(), Buffer.alloc(16_384, 7));
    await assert.rejects(refused(), { code: 1, stderr: /Docent’s data can’t be read: its file is damaged or missing\.\n$/ });
    assert.deepEqual(await readFile(file()), Buffer.alloc(16_384, 7));

    data = path.join(dir.path, 'newer');
    await mkdir(data);
    const newer = new DatabaseSync(file());
    newer.exec('pragma user_version = 999');
    newer.close();
    await assert.rejects(refused(), { code: 1, stderr: /Docent’s data was written by a newer version of Docent: update this one, then start this server again\.\n$/ });

    await writeFile(path.join(dir.path, 'file'), '');
    data = path.join(dir.path, 'file', 'data');
    const unwritable = `Docent can’t write its data to ${data}: check that folder’s rights and its disk, then try again.\n`;
    await assert.rejects(refused(), (error: { code: number; stderr: string }) => error.code === 1 && error.stderr.endsWith(unwritable));
  }).timeout(LIMIT);

  test('two versions on one folder: the newer migrates after a copy, the older ends in mid-run and writes no more', async () => {
    const newer = await nextVersion();
    const old = await serve();
    const { id: assistant_id } = await old.client.beta.assistants.create({ model: 'gpt-4o' });
    const say = async (content: string) => (await old.client.beta.threads.create({ messages: [{ role: 'user', content: `Say exactly: ${content}` }] })).id;
    const [done, underWay] = [await say('before'), await say('never kept')];
    assert.equal((await old.client.beta.threads.runs.createAndPoll(done, { assistant_id })).status, 'completed');
    const hold = model.hold(1);
    const run = await old.client.beta.threads.runs.create(underWay, { assistant_id });
    await hold.reached;

    const exit = once(old.child, 'exit');
    const { client } = await serve(newer);
    hold.release();
    assert.deepEqual(await exit, [1, null]);
    assert.equal(old.errors.at(-1), 'Docent was updated: start this server again.');

    const ended = await client.beta.threads.runs.retrieve(run.id, { thread_id: underWay });
    assert.deepEqual([ended.status, ended.last_error?.message], ['failed', 'The server was stopped while this run was under way; create a new run.']);
    await client.beta.threads.messages.create(underWay, { role: 'user', content: 'Say exactly: after' });
    assert.equal((await client.beta.threads.runs.createAndPoll(underWay, { assistant_id })).status, 'completed');
    const { data: messages } = await client.beta.threads.messages.list(done);
    assert.deepEqual(messages.map(({ role }) => role), ['assistant', 'user']);

    const [copy] = (await listCopies(path.join(data, 'backup'))).filter(({ version }) => version === STEPS.length);
    const kept = new DatabaseSync(copy?.path ?? '', { readOnly: true });
    assert.equal(kept.prepare('select count(*) as n from threads').get()?.['n'], 2);
    kept.close();
    await assert.rejects(refused(), { code: 1, stderr: /written by a newer version of Docent/ });
    assert.equal((await client.beta.threads.retrieve(done)).id, done, 'The newer one goes on.');
  }).timeout(LIMIT);

  test('an older one that only waits ends at its next answer', async () => {
    const newer = await nextVersion();
    const old = await serve();
    await old.client.beta.assistants.create({ model: 'gpt-4o', name: 'kept' });
    const { client } = await serve(newer);
    const exit = once(old.child, 'exit');
    await assert.rejects(old.client.beta.assistants.create({ model: 'gpt-4o', name: 'not written' }));
    assert.deepEqual(await exit, [1, null]);
    assert.deepEqual((await client.beta.assistants.list()).data.map(({ name }) => name), ['kept']);
  }).timeout(LIMIT);
});
