import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { startModelServer, type ModelServer } from '../fixtures/modelServer/modelServer.ts';
import { tempDir } from '../support/temp.ts';
import { TOKEN } from './support/api.ts';
import { startProcess, type ServerProcess } from './support/process.ts';

const KILLS = 12;
/** Milliseconds between the moments of two kills, from the start of a run: all phases of one come in. */
const STEP_MS = 15;
/** Milliseconds: each kill wants a new process. */
const LIMIT = 300_000;

suite('API: a server that is killed again and again', () => {
  let model: ModelServer;
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let server: ServerProcess;
  setup(async () => {
    model = await startModelServer();
    dir = await tempDir();
    server = await startServer();
  });
  teardown(async () => {
    await server.end('SIGKILL');
    await model.close();
    await dir.remove();
  });

  const startServer = () => startProcess(['--data', dir.path, '--upstream', model.url, '--model', 'stand-in', '--token', TOKEN]);

  test('keeps every thread, and leaves no run under way', async () => {
    const { id: assistant_id } = await server.client.beta.assistants.create({ model: 'gpt-4o' });
    const threads: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const { id } = await server.client.beta.threads.create({ messages: [{ role: 'user', content: `Say exactly: answer ${kill}` }] });
      threads.push(id);
      const run = server.client.beta.threads.runs.create(id, { assistant_id }).catch(() => null);
      await delay(kill * STEP_MS); // No state to wait for: the moment is the test.
      await server.end('SIGKILL');
      await run;
      server = await startServer();
      for (const [index, thread] of threads.entries()) {
        const { beta } = server.client;
        const messages = (await beta.threads.messages.list(thread, { order: 'asc' })).data;
        const [part] = messages[0]?.content ?? [];
        assert.equal(part?.type === 'text' && part.text.value, `Say exactly: answer ${index}`);
        const states = (await beta.threads.runs.list(thread)).data.map(({ status }) => status);
        assert.ok(states.every((status) => ['completed', 'failed'].includes(status)), String(states));
      }
    }
    const last = threads.at(-1) ?? '';
    await server.client.beta.threads.messages.create(last, { role: 'user', content: 'Say exactly: it goes on' });
    assert.equal((await server.client.beta.threads.runs.createAndPoll(last, { assistant_id })).status, 'completed');
  }).timeout(LIMIT);
});
