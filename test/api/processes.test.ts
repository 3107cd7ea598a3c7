import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { startModelServer, type ModelServer } from '../fixtures/modelServer/modelServer.ts';
import { tempDir } from '../support/temp.ts';
import { skipOnWindows } from '../support/skipOnWindows.ts';
import { TOKEN } from './support/api.ts';
import { startProcess, type ServerProcess } from './support/process.ts';

const WEATHER = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } } as const;
/** The user without rights, on every Linux. */
const NOBODY = 65_534;
/** Milliseconds: a busy machine takes its time to start a process. */
const LIMIT = 90_000;

suite('API: processes', () => {
  let model: ModelServer;
  let dir: Awaited<ReturnType<typeof tempDir>>;
  const started: ServerProcess[] = [];
  setup(async () => {
    model = await startModelServer();
    dir = await tempDir();
  });
  teardown(async () => {
    for (const server of started.splice(0)) if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGKILL');
    await model.close();
    await dir.remove();
  });

  async function startServer(): Promise<ServerProcess> {
    const server = await startProcess(['--data', dir.path, '--upstream', model.url, '--model', 'stand-in', '--token', TOKEN]);
    started.push(server);
    return server;
  }

  test('What was under way when it crashed has failed, what waited goes on', async () => {
    const first = await startServer();
    const { id: assistant_id } = await first.client.beta.assistants.create({ model: 'gpt-4o', tools: [WEATHER] });
    const threadWith = async (content: string) => (await first.client.beta.threads.create({ messages: [{ role: 'user', content }] })).id;
    const [waiting, working] = [await threadWith('Call weather with {}'), await threadWith('Say exactly: never finished')];
    const waitingRun = await first.client.beta.threads.runs.createAndPoll(waiting, { assistant_id });
    const hold = model.hold(1);
    const workingRun = await first.client.beta.threads.runs.create(working, { assistant_id });
    await hold.reached;
    await first.end('SIGKILL');
    hold.release();

    const { client } = await startServer();
    const failed = await client.beta.threads.runs.retrieve(workingRun.id, { thread_id: working });
    assert.deepEqual([failed.status, failed.last_error?.code], ['failed', 'server_error']);
    assert.equal(failed.last_error?.message, 'The server was stopped while this run was under way; create a new run.');
    await client.beta.threads.messages.create(working, { role: 'user', content: 'Say exactly: again' });
    assert.equal((await client.beta.threads.runs.createAndPoll(working, { assistant_id })).status, 'completed');
    const again = await client.beta.threads.runs.retrieve(waitingRun.id, { thread_id: waiting });
    assert.deepEqual(again, waitingRun);
    const outputs = (again.required_action?.submit_tool_outputs.tool_calls ?? []).map(({ id }) => ({ tool_call_id: id, output: 'sun' }));
    const ended = await client.beta.threads.runs.submitToolOutputsAndPoll(again.id, { thread_id: waiting, tool_outputs: outputs });
    assert.equal(ended.status, 'completed');
  }).timeout(LIMIT);

  test('Two servers on one folder: each leaves the other’s runs alone', async () => {
    const [one, two] = [await startServer(), await startServer()];
    const { id: assistant_id } = await one.client.beta.assistants.create({ model: 'gpt-4o' });
    const { id: thread_id } = await one.client.beta.threads.create({ messages: [{ role: 'user', content: 'Say exactly: all is done' }] });
    const hold = model.hold(1);
    const { id } = await one.client.beta.threads.runs.create(thread_id, { assistant_id });
    await hold.reached;
    assert.equal((await two.client.beta.threads.runs.retrieve(id, { thread_id })).status, 'in_progress');
    await assert.rejects(two.client.beta.threads.runs.create(thread_id, { assistant_id }), { status: 400 });
    await assert.rejects(two.client.beta.threads.runs.cancel(id, { thread_id }), { status: 400 });
    hold.release();
    assert.equal((await two.client.beta.threads.runs.poll(id, { thread_id })).status, 'completed');
  }).timeout(LIMIT);

  test('Where there is no sandbox, code runs only if its user says so', async () => {
    const bin = join(dir.path, 'bin');
    await mkdir(bin);
    await writeFile(join(bin, 'bwrap'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const answers: string[] = [];
    for (const options of [[], ['--unsandboxed']]) {
      const server = await startProcess(['--data', join(dir.path, 'data'), '--upstream', model.url, '--token', TOKEN, ...options], { PATH: bin + delimiter + process.env['PATH'] });
      started.push(server);
      const { id } = await server.client.beta.assistants.create({ model: 'stand-in', tools: [{ type: 'code_interpreter' }] });
      const run = await server.client.beta.threads.createAndRunPoll({
        assistant_id: id,
        thread: { messages: [{ role: 'user', content: 'Run this code:\n```python\nprint(6 * 7)\n```' }] },
      });
      assert.equal(run.status, 'completed');
      const { data } = await server.client.beta.threads.runs.steps.list(run.id, { thread_id: run.thread_id, order: 'asc' });
      const [call] = data[0]?.step_details.type === 'tool_calls' ? data[0].step_details.tool_calls : [];
      const [output] = call?.type === 'code_interpreter' ? call.code_interpreter.outputs : [];
      answers.push(`${data[0]?.status}: ${output?.type === 'logs' ? output.logs : ''}`);
    }
    assert.deepEqual(answers, ['failed: The code was not run: it was declined.', 'completed: 42\n']);
  }).timeout(LIMIT);

  test('It says where it is, ends on Ctrl-C, and refuses what it can’t do', async function () {
    skipOnWindows(this);
    const server = await startProcess(['--data', dir.path, '--no-auth']);
    started.push(server);
    assert.match(server.lines.join('\n'), /http:\/\/127\.0\.0\.1:\d+\/v1\nNo token is asked for[^]*Search only/);
    const port = new URL(server.client.baseURL).port;
    const script = join(import.meta.dirname, '../../scripts/serve.ts');
    const refused = (...args: readonly string[]) => promisify(execFile)(process.execPath, [script, '--data', dir.path, ...args]);
    await assert.rejects(refused('--port', port), { stderr: `Port ${port} is taken by another program; choose another one.\n` });
    await assert.rejects(refused('--port', 'x'), { stderr: '“x” is no port; take one from 0 (any free one) to 65535.\n' });
    await assert.rejects(refused('--model', 'x'), { stderr: '--model needs --upstream: without a server there is no model.\n' });
    await assert.rejects(refused('--api', 'auto'), { stderr: '--api needs --upstream: without a server there is nobody to ask.\n' });
    await assert.rejects(refused('--upstream', model.url, '--api', 'x'), { stderr: '“x” is no API; take auto, responses, chatCompletions, ollama.\n' });
    assert.equal(await server.end('SIGINT'), 0);
  }).timeout(LIMIT);

  test('A port that needs rights is refused with a sentence', async function () {
    const port = Number(await readFile('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8').catch(() => '0')) - 1;
    if (port < 1) return this.skip();
    const data = join(dir.path, 'data');
    await mkdir(data);
    // Whoever may do everything gets any port.
    const isRoot = process.getuid?.() === 0;
    const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
    await chmod(dir.path, 0o755);
    if (isRoot) await chown(data, NOBODY, NOBODY);
    const script = join(import.meta.dirname, '../../scripts/serve.ts');
    await assert.rejects(promisify(execFile)(process.execPath, [script, '--data', data, '--port', String(port)], user), {
      code: 1,
      stderr: `Port ${port} needs rights that this user lacks, or the system reserves it; choose another one.\n`,
    });
  }).timeout(LIMIT);
});
