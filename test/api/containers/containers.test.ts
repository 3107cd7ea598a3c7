import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import type { OpenAI } from 'openai';
import { startApi, type Api } from '../support/api.ts';

const code = (text: string) => `Run this code:\n\`\`\`python\n${text}\n\`\`\``;

suite('API: containers', function () {
  this.timeout(60_000);
  let api: Api;
  let client: OpenAI;
  suiteSetup(async () => {
    api = await startApi();
    client = api.client;
  });
  suiteTeardown(() => api.close());

  type Container = OpenAI.Responses.Tool.CodeInterpreter['container'];
  const run = (text: string, container: Container = { type: 'auto' }, more: { previous_response_id?: string } = {}) =>
    client.responses.create({ model: 'stand-in', input: code(text), tools: [{ type: 'code_interpreter', container }], include: ['code_interpreter_call.outputs'], ...more });
  function callOf({ output }: OpenAI.Responses.Response) {
    const call = output.find(({ type }) => type === 'code_interpreter_call');
    assert.ok(call?.type === 'code_interpreter_call');
    return call;
  }
  const logsOf = (response: OpenAI.Responses.Response) => (callOf(response).outputs ?? []).map((output) => (output.type === 'logs' ? output.logs : '')).join('');
  function citations({ output }: OpenAI.Responses.Response) {
    return output.flatMap((item) => (item.type === 'message' ? item.content : [])).flatMap((part) => (part.type === 'output_text' ? part.annotations : []));
  }
  const names = async (id: string) => (await client.containers.files.list(id, { order: 'asc' })).data.map(({ path, source, bytes }) => [path, source, bytes]);

  test('Made, read, listed by name and deleted', async () => {
    const file = await client.files.create({ file: new File(['a,b\n1,2\n'], 'given.csv'), purpose: 'user_data' });
    const made = await client.containers.create({ name: 'mine', file_ids: [file.id], memory_limit: '4g', expires_after: { anchor: 'last_active_at', minutes: 5 } });
    assert.deepEqual([made.name, made.status, made.memory_limit, made.expires_after], ['mine', 'running', '4g', { anchor: 'last_active_at', minutes: 5 }]);
    assert.deepEqual((await client.containers.retrieve(made.id)).id, made.id);
    await client.containers.create({ name: 'other' });
    assert.deepEqual((await client.containers.list({ name: 'mine' })).data.map(({ id }) => id), [made.id]);
    assert.deepEqual(await names(made.id), [['/mnt/data/given.csv', 'user', 8]]);
    await client.containers.delete(made.id);
    await assert.rejects(client.containers.retrieve(made.id), { status: 404 });
    await assert.rejects(client.containers.files.list(made.id), { status: 404 });
    await assert.rejects(client.containers.create({ name: 'x', file_ids: ['file-none'] }), { status: 400, code: 'file_missing' });
  });

  test('Files are put in, read, removed; code finds them', async () => {
    const { id } = await client.containers.create({ name: 'files' });
    const uploaded = await client.containers.files.create(id, { file: new File(['hello'], 'up.txt') });
    const kept = await client.files.create({ file: new File(['kept'], 'kept.txt'), purpose: 'user_data' });
    const byId = await client.containers.files.create(id, { file_id: kept.id });
    assert.deepEqual([uploaded.path, uploaded.source, byId.path], ['/mnt/data/up.txt', 'user', '/mnt/data/kept.txt']);
    assert.deepEqual(await client.containers.files.retrieve(uploaded.id, { container_id: id }), uploaded);
    assert.equal(await (await client.containers.files.content.retrieve(uploaded.id, { container_id: id })).text(), 'hello');
    const response = await run('import os\nprint(sorted(os.listdir("/mnt/data")))', id);
    assert.equal(logsOf(response), "['kept.txt', 'up.txt']\n");
    assert.equal(callOf(response).container_id, id);
    await client.containers.files.delete(uploaded.id, { container_id: id });
    assert.deepEqual((await names(id)).map(([path]) => path), ['/mnt/data/kept.txt']);
    await assert.rejects(client.containers.files.retrieve(uploaded.id, { container_id: id }), { status: 404 });
    await assert.rejects(client.containers.files.create(id, {}), { status: 400 });
  });

  test('What code has left is cited and can be fetched; images come along', async () => {
    const file = await client.files.create({ file: new File(['a,b\n1,2\n3,4\n'], 'data.csv'), purpose: 'user_data' });
    const response = await client.responses.create({
      model: 'stand-in',
      input: 'Create a chart',
      tools: [{ type: 'code_interpreter', container: { type: 'auto', file_ids: [file.id] } }],
      include: ['code_interpreter_call.outputs'],
    });
    const { container_id, outputs } = callOf(response);
    assert.deepEqual(outputs?.map(({ type }) => type), ['logs', 'image']);
    assert.ok(outputs?.[1]?.type === 'image' && outputs[1].url.startsWith('data:image/png;base64,iVBOR'));
    const cited = citations(response);
    assert.deepEqual(cited.map((each) => each.type), ['container_file_citation', 'container_file_citation']);
    const contents = await Promise.all(cited.map(async (each) => {
      assert.ok(each.type === 'container_file_citation' && each.container_id === container_id);
      return Buffer.from(await (await client.containers.files.content.retrieve(each.file_id, { container_id })).arrayBuffer());
    }));
    const text = cited.findIndex((each) => each.type === 'container_file_citation' && each.filename === 'counts.txt');
    assert.equal(contents[text]?.toString(), '2 rows');
    assert.ok(contents[1 - text]?.toString('latin1').startsWith('\x89PNG'));
    const link = cited[text];
    assert.ok(link?.type === 'container_file_citation');
    assert.equal(response.output_text.slice(link.start_index, link.end_index), 'sandbox:/mnt/data/counts.txt');
    assert.deepEqual((await names(container_id)).map(([, source]) => source).toSorted(), ['assistant', 'assistant', 'user']);
    const retrieved = await client.responses.retrieve(response.id, { include: ['code_interpreter_call.outputs'] });
    assert.deepEqual(retrieved.output, response.output);
  });

  test('Variables and files stay in one container from response to response', async () => {
    const first = await run('x = 41\nopen("/mnt/data/a.txt", "w").write("kept")');
    const second = await run('print(x + 1, open("/mnt/data/a.txt").read())', { type: 'auto' }, { previous_response_id: first.id });
    assert.equal(logsOf(second), '42 kept\n');
    assert.equal(callOf(second).container_id, callOf(first).container_id);
    const other = await run('print("x" in globals())');
    assert.equal(logsOf(other), 'False\n');
  });

  test('A file of a message is there for code', async () => {
    const content: OpenAI.Responses.ResponseInputContent[] = [
      { type: 'input_file', filename: 'in.csv', file_data: Buffer.from('a\n7\n').toString('base64') },
      { type: 'input_text', text: code('print(open("/mnt/data/in.csv").read())') },
    ];
    const response = await client.responses.create({ model: 'stand-in', input: [{ role: 'user', content }], tools: [{ type: 'code_interpreter', container: { type: 'auto' } }], include: ['code_interpreter_call.outputs'] });
    assert.equal(logsOf(response), 'a\n7\n\n');
    assert.deepEqual(await names(callOf(response).container_id), [['/mnt/data/in.csv', 'user', 4]]);
  });

  test('A file that came before there was code is there for it later', async () => {
    const content: OpenAI.Responses.ResponseInputContent[] = [
      { type: 'input_file', filename: 'before.csv', file_data: Buffer.from('a\n9\n').toString('base64') },
      { type: 'input_text', text: 'Say exactly: read' },
    ];
    const read = await client.responses.create({ model: 'stand-in', input: [{ role: 'user', content }] });
    const computed = await run('print(open("/mnt/data/before.csv").read())', { type: 'auto' }, { previous_response_id: read.id });
    assert.equal(logsOf(computed), 'a\n9\n\n');
  });

  test('One that was made for nothing does not stay', async () => {
    const before = (await client.containers.list({ limit: 100 })).data.length;
    await client.responses.create({ model: 'stand-in', input: 'Say exactly: ok', tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] });
    assert.equal((await client.containers.list({ limit: 100 })).data.length, before);
  });

  test('After its time it has expired, and its files are gone', async () => {
    const { id } = await client.containers.create({ name: 'old' });
    await client.containers.files.create(id, { file: new File(['x'], 'x.txt') });
    api.editRows("update containers set body = json_set(body, '$.lastActiveAt', 0) where id = ?", id);
    assert.equal((await client.containers.retrieve(id)).status, 'expired');
    await assert.rejects(client.containers.files.list(id), { status: 400, code: 'container_expired' });
    await assert.rejects(run('print(1)', id), { status: 400, code: 'container_expired', message: '400 Container is expired.' });
    await assert.rejects(run('print(1)', 'cntr_none'), { status: 404 });

    const first = await run('x = 1');
    api.editRows("update containers set body = json_set(body, '$.lastActiveAt', 0) where id = ?", callOf(first).container_id);
    const second = await run('print("x" in globals())', { type: 'auto' }, { previous_response_id: first.id });
    assert.notEqual(callOf(second).container_id, callOf(first).container_id);
    assert.equal(logsOf(second), 'False\n');
  });

  test('As a stream: code as it is written, then run', async () => {
    const types: string[] = [];
    const stream = await client.responses.create({ model: 'stand-in', stream: true, input: code('print(6 * 7)'), tools: [{ type: 'code_interpreter', container: { type: 'auto' } }], include: ['code_interpreter_call.outputs'] });
    for await (const event of stream) if (types.at(-1) !== event.type) types.push(event.type);
    const call = ['output_item.added', 'code_interpreter_call.in_progress', 'code_interpreter_call_code.delta', 'code_interpreter_call_code.done', 'code_interpreter_call.interpreting', 'code_interpreter_call.completed', 'output_item.done'];
    assert.deepEqual(types.slice(2, 2 + call.length), call.map((type) => `response.${type}`));
  });

  test('Code that is being run is stopped with its response', async () => {
    const { id } = await client.responses.create({ model: 'stand-in', background: true, input: code('while True: pass'), tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] });
    let output: readonly { readonly type: string }[] = [];
    while (output.length === 0) {
      await setTimeout(20);
      ({ output } = await client.responses.retrieve(id));
    }
    assert.equal((await client.responses.cancel(id)).status, 'cancelled');
  });
});
