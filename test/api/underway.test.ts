import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import { until } from './support/storesRoom.ts';
import { startApi, type Api } from './support/api.ts';

/** What clients change of a thread while a run works on it. */
suite('API: changes while a run is under way', () => {
  let api: Api;
  suiteSetup(async () => {
    api = await startApi();
  });
  suiteTeardown(() => api.close());

  test('Metadata of a message that is being written, and of its run, stay', async () => {
    const { client, model } = api;
    const { id: assistant_id } = await client.beta.assistants.create({ model: 'stand-in' });
    const { id: thread_id } = await client.beta.threads.create({ messages: [{ role: 'user', content: 'Say exactly: one two three four five' }] });
    const hold = model.hold(3);
    const run = await client.beta.threads.runs.create(thread_id, { assistant_id });
    await hold.reached;
    let message: OpenAI.Beta.Threads.Message | undefined;
    await until(async () => {
      message = (await client.beta.threads.messages.list(thread_id, { run_id: run.id })).data[0];
      return message !== undefined;
    });
    assert.ok(message);
    await client.beta.threads.messages.update(message.id, { thread_id, metadata: { of: 'message' } });
    await client.beta.threads.runs.update(run.id, { thread_id, metadata: { of: 'run' } });
    hold.release();
    const ended = await client.beta.threads.runs.poll(run.id, { thread_id });
    assert.deepEqual([ended.status, ended.metadata], ['completed', { of: 'run' }]);
    const after = await client.beta.threads.messages.retrieve(message.id, { thread_id });
    assert.deepEqual(after.metadata, { of: 'message' });
    assert.deepEqual(after.content, [{ type: 'text', text: { value: 'one two three four five', annotations: [] } }]);
  });

  test('A file that is deleted before code was given it is missed, and code that does not need it runs', async () => {
    const { client } = api;
    const { id: assistant_id } = await client.beta.assistants.create({ model: 'stand-in', tools: [{ type: 'code_interpreter' }] });
    const files = await Promise.all(['kept.txt', 'gone.txt'].map((name) => client.files.create({ file: new File(['text'], name), purpose: 'assistants' })));
    const attachments = files.map(({ id }) => ({ file_id: id, tools: [{ type: 'code_interpreter' as const }] }));
    const content = 'Run this code:\n```python\nprint(open("/mnt/data/kept.txt").read())\n```';
    const { id: thread_id } = await client.beta.threads.create({ messages: [{ role: 'user', content, attachments }] });
    await client.files.delete(files[1]?.id ?? '');
    const run = await client.beta.threads.runs.createAndPoll(thread_id, { assistant_id });
    const { data } = await client.beta.threads.runs.steps.list(run.id, { thread_id, order: 'asc' });
    const [call] = data[0]?.step_details.type === 'tool_calls' ? data[0].step_details.tool_calls : [];
    assert.ok(call?.type === 'code_interpreter');
    assert.equal(data[0]?.status, 'completed');
    assert.deepEqual(call.code_interpreter.outputs, [{ type: 'logs', logs: '“gone.txt” can’t be read any more; attach it again.\ntext\n' }]);
  });

  test('A message that is refused leaves nothing behind: no file in the thread’s store', async () => {
    const { client } = api;
    const { id: assistant_id } = await client.beta.assistants.create({ model: 'stand-in', tools: [{ type: 'function', function: { name: 'weather' } }] });
    const { id: thread_id } = await client.beta.threads.create({ messages: [{ role: 'user', content: 'Call weather with {}' }] });
    const run = await client.beta.threads.runs.createAndPoll(thread_id, { assistant_id });
    assert.equal(run.status, 'requires_action');
    const file = await client.files.create({ file: new File(['a'], 'a.txt'), purpose: 'assistants' });
    const attachments = [{ file_id: file.id, tools: [{ type: 'file_search' as const }, { type: 'code_interpreter' as const }] }];
    const message = client.beta.threads.messages.create(thread_id, { role: 'user', content: 'x', attachments });
    await assert.rejects(message, { message: `400 Can't add messages to ${thread_id} while a run ${run.id} is active.` });
    assert.deepEqual((await client.beta.threads.retrieve(thread_id)).tool_resources, {});
  });

  test('A run that is refused leaves nothing behind: no thread, no file in a store', async () => {
    const { client, docent } = api;
    const { id: assistant_id } = await client.beta.assistants.create({ model: 'stand-in', tools: [{ type: 'file_search' }] });
    const { id: thread_id } = await client.beta.threads.create();
    const file = await client.files.create({ file: new File(['a'], 'a.txt'), purpose: 'assistants' });
    const messages = [{ role: 'user' as const, content: 'x', attachments: [{ file_id: file.id, tools: [{ type: 'file_search' as const }] }] }];
    const threads = async () => (await docent.threads.list({ workspace: '', origins: ['api'] })).length;
    const before = await threads();
    const tool_choice = { type: 'code_interpreter' } as const;
    await assert.rejects(client.beta.threads.createAndRun({ assistant_id, thread: { messages }, tool_choice }), { status: 400 });
    await assert.rejects(client.beta.threads.runs.create(thread_id, { assistant_id, additional_messages: messages, tool_choice }), { status: 400 });
    assert.equal(await threads(), before);
    assert.equal((await client.vectorStores.list()).data.length, 0);
  });
});
