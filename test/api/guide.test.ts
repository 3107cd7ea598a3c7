import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { toFile, type OpenAI } from 'openai';
import { makePdf } from '../core/knowledge/read/makePdf.ts';
import { startApi, TOKEN, type Api } from './support/api.ts';

const GUIDE = makePdf([
  ['Specification-Driven Development', '', 'The key phases are specify, plan, implement and verify.'],
  ['Specifications', '', 'Specifications are the single source of truth: code follows them.'],
]);

/** The examples of the guide to the Assistants API, in JavaScript, with today's names and our base URL. */
suite('API: the guide, with the official client', () => {
  let api: Api;
  let client: OpenAI;
  let assistant: OpenAI.Beta.Assistant;
  suiteSetup(async () => {
    api = await startApi();
    client = api.client;
  });
  suiteTeardown(() => api.close());

  test('A client that is set up by the environment alone', async () => {
    const script = "import { OpenAI } from 'openai'; console.log((await new OpenAI().models.list()).data[0].id)";
    const env = { ...process.env, OPENAI_BASE_URL: api.url, OPENAI_API_KEY: TOKEN };
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env });
    assert.equal(stdout, 'stand-in\n');
  });

  test('Create an assistant', async () => {
    assistant = await client.beta.assistants.create({
      model: 'gpt-4o',
      name: 'SDD Expert',
      instructions: 'You are an expert on Specification-Driven Development. Help users understand and apply SDD methodology.',
      tools: [{ type: 'code_interpreter' }, { type: 'file_search' }],
      temperature: 0.7,
      metadata: { version: '1.0' },
    });
    assert.match(assistant.id, /^asst_/);
    assert.equal(assistant.temperature, 0.7);
    assert.deepEqual(assistant.metadata, { version: '1.0' });
    assert.deepEqual(assistant.tools.map(({ type }) => type), ['code_interpreter', 'file_search']);
  });

  test('Create a thread, run the assistant, read its messages', async () => {
    const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'Say exactly: specify, plan, implement' }] });
    const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
    assert.equal(run.status, 'completed');
    const messages = await client.beta.threads.messages.list(thread.id);
    const [answer] = messages.data.filter(({ role }) => role === 'assistant');
    assert.equal(textOf(answer).value, 'specify, plan, implement');
  });

  test('Stream a run', async () => {
    const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'Run this code:\n```python\nprint(6 * 7)\n```' }] });
    let text = '';
    const tools: string[] = [];
    const stream = client.beta.threads.runs
      .stream(thread.id, { assistant_id: assistant.id })
      .on('textDelta', (delta) => (text += delta.value ?? ''))
      .on('toolCallCreated', (call) => tools.push(`created ${call.type}`))
      .on('toolCallDone', (call) => tools.push(`done ${call.type}`));
    const run = await stream.finalRun();
    assert.equal(run.status, 'completed');
    assert.equal(text, 'The tool gave: 42');
    assert.deepEqual(tools, ['created code_interpreter', 'done code_interpreter']);
  });

  test('A knowledge base: a vector store, its files, answers that cite them', async () => {
    const store = await client.vectorStores.create({ name: 'SDD Documentation' });
    const file = await client.files.create({ file: await toFile(GUIDE, 'sdd-guide.pdf'), purpose: 'assistants' });
    await client.vectorStores.files.create(store.id, { file_id: file.id });
    await client.vectorStores.files.upload(store.id, await toFile(Buffer.from('Tests come before code.'), 'tests.md'));
    const plans = await client.files.create({ file: await toFile(Buffer.from('Plans name files.'), 'plans.md'), purpose: 'assistants' });
    await client.vectorStores.fileBatches.create(store.id, { file_ids: [plans.id] });
    assistant = await client.beta.assistants.update(assistant.id, { tool_resources: { file_search: { vector_store_ids: [store.id] } } });
    const thread = await client.beta.threads.create({
      messages: [{ role: 'user', content: 'What does the SDD guide say about specifications?' }],
    });
    const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
    assert.equal(run.status, 'completed');
    const messages = await client.beta.threads.messages.list(thread.id);
    const { value, annotations } = textOf(messages.data.find(({ role }) => role === 'assistant'));
    assert.match(value, /source of truth|Specification-Driven/);
    assert.ok(annotations.some(({ text }) => text.includes('sdd-guide.pdf')));
    for (const annotation of annotations) {
      assert.ok(annotation.type === 'file_citation');
      assert.match(annotation.text, /^【\d+:\d+†[\w.-]+】$/);
      if (annotation.text.includes('sdd-guide.pdf')) assert.equal(annotation.file_citation.file_id, file.id);
      assert.equal(value.slice(annotation.start_index, annotation.end_index), annotation.text);
    }
  });

  test('Data: a file that code works on, a chart and a file that come back', async () => {
    const file = await client.files.create({ file: await toFile(Buffer.from('city,sales\nUlm,3\nPau,5\n'), 'data.csv'), purpose: 'assistants' });
    const thread = await client.beta.threads.create({
      messages: [
        {
          role: 'user',
          content: 'Analyze this data and create a chart',
          attachments: [{ file_id: file.id, tools: [{ type: 'code_interpreter' }] }],
        },
      ],
    });
    const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
    assert.equal(run.status, 'completed');
    const messages = await client.beta.threads.messages.list(thread.id);
    const answer = messages.data.find(({ role }) => role === 'assistant');
    const [image, text] = answer?.content ?? [];
    assert.ok(image?.type === 'image_file', 'The image comes before the text.');
    const picture = await client.files.content(image.image_file.file_id);
    assert.equal(picture.headers.get('content-type'), 'image/png');
    assert.deepEqual([...new Uint8Array(await picture.arrayBuffer()).subarray(1, 4)], [...Buffer.from('PNG')]);
    assert.ok(text?.type === 'text');
    const [link] = text.text.annotations;
    assert.ok(link?.type === 'file_path');
    assert.equal(link.text, 'sandbox:/mnt/data/counts.txt');
    assert.equal(text.text.value.slice(link.start_index, link.end_index), link.text);
    assert.equal(await (await client.files.content(link.file_path.file_id)).text(), '2 rows');
    assert.equal((await client.files.retrieve(link.file_path.file_id)).purpose, 'assistants_output');
  });

  test('A conversation goes on', async () => {
    const thread = await client.beta.threads.create();
    for (const content of ['Say exactly: one', 'Say exactly: two']) {
      await client.beta.threads.messages.create(thread.id, { role: 'user', content });
      await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
    }
    const { data } = await client.beta.threads.messages.list(thread.id, { order: 'asc' });
    assert.deepEqual(data.map((message) => textOf(message).value), ['Say exactly: one', 'one', 'Say exactly: two', 'two']);
    const asked = api.model.requests.at(-1)?.body.messages ?? [];
    assert.equal(asked.filter(({ role }) => role === 'user').length, 2, 'The model reads the whole thread.');
  });

  test('Manage vector stores', async () => {
    const { data } = await client.vectorStores.list();
    const [store] = data;
    assert.ok(store);
    assert.equal((await client.vectorStores.update(store.id, { name: 'Updated name' })).name, 'Updated name');
    assert.equal((await client.vectorStores.delete(store.id)).deleted, true);
    assert.deepEqual((await client.beta.assistants.retrieve(assistant.id)).tool_resources, {});
  });

  test('Usage, and cleaning up', async () => {
    const file = await client.files.create({ file: await toFile(Buffer.from('x'), 'x.txt'), purpose: 'assistants' });
    const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'Say exactly: hello' }] });
    const { id } = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
    const { usage } = await client.beta.threads.runs.retrieve(id, { thread_id: thread.id });
    assert.ok(usage && usage.prompt_tokens > 0 && usage.completion_tokens > 0);
    assert.equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens);
    assert.deepEqual(await client.beta.assistants.delete(assistant.id), { id: assistant.id, object: 'assistant.deleted', deleted: true });
    assert.deepEqual(await client.beta.threads.delete(thread.id), { id: thread.id, object: 'thread.deleted', deleted: true });
    assert.equal((await client.files.delete(file.id)).deleted, true);
    await assert.rejects(client.beta.assistants.retrieve(assistant.id), { status: 404 });
    await assert.rejects(client.beta.threads.retrieve(thread.id), { status: 404 });
    await assert.rejects(client.files.retrieve(file.id), { status: 404 });
  });
});

function textOf(message: OpenAI.Beta.Threads.Message | undefined): OpenAI.Beta.Threads.Text {
  const part = message?.content.find(({ type }) => type === 'text');
  assert.ok(part?.type === 'text');
  return part.text;
}
