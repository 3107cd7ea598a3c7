import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkObject } from '../support/sdkSchemas.ts';
import { startApi, TOKEN, type Api } from './support/api.ts';
import { skipOnWindows } from '../support/skipOnWindows.ts';

const run = promisify(execFile);

/** The commands of the guide, as a shell runs them; only the address is ours. */
suite('API: the guide, with curl', () => {
  let api: Api | undefined;
  suiteSetup(async function () {
    skipOnWindows(this);
    api = await startApi();
  });
  suiteTeardown(() => api?.close());

  async function shell(script: string): Promise<string> {
    const env = { ...process.env, OPENAI_BASE_URL: api?.url, OPENAI_API_KEY: TOKEN };
    return (await run('sh', ['-c', script], { env })).stdout;
  }

  async function curl(path: string, body?: unknown): Promise<Record<string, unknown>> {
    const data = body === undefined ? '' : `-d '${JSON.stringify(body)}'`;
    const answer = await shell(`curl -s "$OPENAI_BASE_URL${path}" \\
      -H "Authorization: Bearer $OPENAI_API_KEY" \\
      -H "Content-Type: application/json" \\
      -H "OpenAI-Beta: assistants=v2" ${data}`);
    const object = JSON.parse(answer) as Record<string, unknown>;
    checkObject(object);
    return object;
  }

  test('Create an assistant and a thread, run, read the answer', async () => {
    const assistant = await curl('/assistants', {
      model: 'gpt-4o',
      name: 'SDD Expert',
      instructions: 'You are an SDD expert.',
      tools: [{ type: 'file_search' }],
    });
    assert.equal(assistant['name'], 'SDD Expert');
    const thread = await curl('/threads', { messages: [{ role: 'user', content: 'Say exactly: Hello' }] });
    let answer = await curl(`/threads/${String(thread['id'])}/runs`, { assistant_id: assistant['id'] });
    while (['queued', 'in_progress'].includes(String(answer['status']))) {
      answer = await curl(`/threads/${String(thread['id'])}/runs/${String(answer['id'])}`);
    }
    assert.equal(answer['status'], 'completed');
    const { data } = (await curl(`/threads/${String(thread['id'])}/messages`)) as { data: { content: { text: { value: string } }[] }[] };
    assert.equal(data[0]?.content[0]?.text.value, 'Hello');
  });

  test('A stream', async () => {
    const assistant = await curl('/assistants', { model: 'gpt-4o' });
    const body = { assistant_id: assistant['id'], thread: { messages: [{ role: 'user', content: 'Say exactly: Hello' }] }, stream: true };
    const text = await shell(`curl -sN "$OPENAI_BASE_URL/threads/runs" -H "Authorization: Bearer $OPENAI_API_KEY" \\
      -H "Content-Type: application/json" -H "OpenAI-Beta: assistants=v2" -d '${JSON.stringify(body)}'`);
    const events = [...text.matchAll(/^event: (.+)$/gm)].map(([, event]) => event);
    assert.deepEqual(events.slice(0, 4), ['thread.created', 'thread.run.created', 'thread.run.queued', 'thread.run.in_progress']);
    assert.deepEqual(events.slice(-2), ['thread.run.completed', 'done']);
    assert.ok(text.endsWith('event: done\ndata: [DONE]\n\n'));
  });

  test('A file', async () => {
    const answer = await shell(`printf 'a,b\\n1,2\\n' | curl -s "$OPENAI_BASE_URL/files" \\
      -H "Authorization: Bearer $OPENAI_API_KEY" -F purpose=assistants -F "file=@-;filename=data.csv"`);
    const file = JSON.parse(answer) as Record<string, unknown>;
    checkObject(file);
    assert.equal(file['filename'], 'data.csv');
    assert.equal(await shell(`curl -s "$OPENAI_BASE_URL/files/${String(file['id'])}/content" -H "Authorization: Bearer $OPENAI_API_KEY"`), 'a,b\n1,2\n');
  });
});
