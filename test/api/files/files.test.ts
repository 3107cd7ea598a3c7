import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type OpenAI from 'openai';
import { TOKEN } from '../support/api.ts';
import { all, openStoresRoom, serveDocent, textFile, until } from '../support/storesRoom.ts';

suite('API: files', function () {
  this.timeout(30_000);
  let room: Awaited<ReturnType<typeof openStoresRoom>>;
  setup(async () => {
    room = await openStoresRoom();
  });
  teardown(() => room.close());

  const upload = (name = 'a.txt', text: string | Uint8Array<ArrayBuffer> = 'hello') => room.client.files.create({ file: textFile(name, text), purpose: 'assistants' });

  test('a file is uploaded, retrieved, listed, downloaded and deleted', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const before = Math.floor(Date.now() / 1000);
    const file = await room.client.files.create({ file: textFile('Größe “1”.bin', bytes), purpose: 'user_data' });
    assert.match(file.id, /^file-\w{24}$/);
    assert.ok(file.created_at >= before && Number.isInteger(file.created_at));
    assert.deepEqual(file, {
      id: file.id,
      object: 'file',
      bytes: 256,
      created_at: file.created_at,
      filename: 'Größe “1”.bin',
      purpose: 'user_data',
      status: 'processed',
    });
    assert.deepEqual(await room.client.files.retrieve(file.id), file);
    assert.deepEqual((await room.client.files.list()).data, [file]);
    assert.deepEqual(await (await room.client.files.content(file.id)).bytes(), bytes);
    assert.deepEqual(await room.client.files.delete(file.id), { id: file.id, object: 'file', deleted: true });
    assert.deepEqual((await room.client.files.list()).data, []);
    assert.deepEqual(await room.refused('GET', `/files/${file.id}`), {
      status: 404,
      message: `No such File object: ${file.id}`,
      type: 'invalid_request_error',
      param: 'id',
      code: null,
    });
    assert.equal((await room.refused('GET', `/files/${file.id}/content`)).status, 404);
    assert.equal((await room.refused('DELETE', `/files/${file.id}`)).status, 404);
  });

  test('content comes with its true type, by name where the client knows none, and never as a page to be shown', async () => {
    const cases = [
      [new File(['a,b'], 'x.csv', { type: 'text/csv' }), 'text/csv'],
      [new File(['{}'], 'x.json'), 'application/json'],
      [new File(['<b>'], 'x.html', { type: 'application/octet-stream' }), 'text/html; charset=utf-8'],
      [new File(['?'], 'x.unknown'), 'application/octet-stream'],
    ] as const;
    for (const [file, type] of cases) {
      const { id } = await room.client.files.create({ file, purpose: 'assistants' });
      const { headers } = await room.client.files.content(id);
      assert.equal(headers.get('content-type'), type);
      assert.deepEqual([headers.get('content-disposition')?.split(';')[0], headers.get('x-content-type-options')], ['attachment', 'nosniff']);
      assert.equal(headers.get('content-length'), String(file.size));
    }
  });

  test('content that somebody deleted from the disk is said to be gone', async () => {
    const { id } = await upload();
    const kept = await room.docent.files.get(id);
    assert.ok(kept);
    await rm(room.docent.files.path(kept));
    const message = `The content of ${id} is gone: it was deleted from the disk. Upload the file again.`;
    assert.deepEqual(await room.refused('GET', `/files/${id}/content`), { status: 404, message, type: 'invalid_request_error', param: 'id', code: null });
    assert.ok((await room.client.files.delete(id)).deleted);
  });

  test('what code made in a thread is a file as well, with purpose assistants_output', async () => {
    const thread = await room.docent.threads.create({ origin: 'api', workspace: '', title: '' });
    const { id } = await room.docent.files.save({ name: 'chart.png', mime: 'image/png', bytes: new Uint8Array([1, 2, 3]) }, thread.id);
    assert.equal((await room.client.files.retrieve(id)).purpose, 'assistants_output');
    const content = await room.client.files.content(id);
    assert.equal(content.headers.get('content-type'), 'image/png');
    assert.deepEqual(new Uint8Array(await content.arrayBuffer()), new Uint8Array([1, 2, 3]));
  });

  test('a list is paged in both orders and by purpose', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) ids.push((await upload(`${index}.txt`)).id);
    const data = await room.client.files.create({ file: textFile('u.txt', 'u'), purpose: 'user_data' });
    const list = async (query: OpenAI.FileListParams) => (await room.client.files.list(query)).data.map(({ id }) => id);
    assert.deepEqual(await list({ purpose: 'assistants', order: 'asc' }), ids);
    assert.deepEqual(await list({ purpose: 'assistants' }), ids.toReversed());
    assert.deepEqual(await list({ purpose: 'user_data' }), [data.id]);
    assert.deepEqual(await list({ purpose: 'vision' }), []);
    const pages = await all(await room.client.files.list({ purpose: 'assistants', order: 'asc', limit: 2 }));
    assert.deepEqual(pages.map(({ id }) => id), ids);
    const { body } = await room.raw('GET', `/files?limit=2&order=asc&after=${ids[1]}`);
    assert.deepEqual([body.first_id, body.last_id, body.has_more, body.object], [ids[2], ids[3], true, 'list']);
    const none = (await room.raw('GET', '/files?purpose=vision')).body;
    assert.deepEqual([none.first_id, none.last_id, none.has_more], [null, null, false]);
    assert.equal((await room.refused('GET', '/files?limit=10001')).param, 'limit');
    assert.equal((await room.raw('GET', '/files?limit=10000')).status, 200);
    assert.equal((await room.refused('GET', '/files?after=file-x')).code, 'unknown_cursor');
  });

  test('files expire when their client said, and batches’ after 30 days', async () => {
    const hour = await room.client.files.create({ file: textFile('a.txt', 'a'), purpose: 'assistants', expires_after: { anchor: 'created_at', seconds: 3_600 } });
    assert.equal(hour.expires_at, hour.created_at + 3_600);
    const batch = await room.client.files.create({ file: textFile('a.jsonl', '{}'), purpose: 'batch' });
    assert.equal(batch.expires_at, batch.created_at + 30 * 24 * 3_600);
    assert.equal((await upload()).expires_at, undefined);
  });

  test('an expired file is gone, and so are its bytes after a restart', async () => {
    const kept = await upload();
    const gone = await room.docent.files.upload({ name: 'b.txt', mime: 'text/plain', bytes: new Uint8Array([1]) }, 'assistants', -1);
    assert.equal((await room.refused('GET', `/files/${gone.id}`)).status, 404);
    assert.deepEqual((await room.client.files.list()).data.map(({ id }) => id), [kept.id]);
    const again = await serveDocent(room.dir);
    // Expired files go once the data is open, and nobody waits for that.
    await until(async () => !existsSync(room.docent.files.path(gone)));
    await again.close();
  });

  const form = (fields: Readonly<Record<string, string | File>>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    return data;
  };
  const refusals: readonly (readonly [Readonly<Record<string, string | File>>, param: string, message: RegExp])[] = [
    [{ purpose: 'assistants' }, 'file', /^Missing required parameter: 'file'\.$/],
    [{ file: textFile('a.txt', 'a') }, 'purpose', /^Missing required parameter: 'purpose'\.$/],
    [{ file: textFile('a.txt', 'a'), purpose: 'assistants_output' }, 'purpose', /^Invalid value: 'assistants_output'\. Supported values are: 'assistants'/],
    [{ file: 'text', purpose: 'assistants' }, 'file', /^Invalid type for 'file': expected a file, but got a string instead\.$/],
    [{ file: textFile('a.txt', ''), purpose: 'assistants' }, 'file', /^File is empty\.$/],
    [{ file: textFile('a.txt', 'a'), purpose: 'assistants', x: '1' }, 'x', /^Unknown parameter: 'x'\.$/],
    [{ file: textFile('a.txt', 'a'), purpose: 'vision', 'expires_after[anchor]': 'created_at', 'expires_after[seconds]': '60' }, 'expires_after.seconds', /below minimum value.*3600/],
    [{ file: textFile('a.txt', 'a'), purpose: 'vision', 'expires_after[anchor]': 'created_at', 'expires_after[seconds]': '2592001' }, 'expires_after.seconds', /above maximum value.*2592000/],
    [{ file: textFile('a.txt', 'a'), purpose: 'vision', 'expires_after[anchor]': 'last_active_at', 'expires_after[seconds]': '3600' }, 'expires_after.anchor', /Supported values are: 'created_at'/],
  ];
  for (const [fields, param, message] of refusals) {
    test(`refused: ${Object.keys(fields).join(', ')}; ${param} is wrong`, async () => {
      const error = await room.refused('POST', '/files', form(fields));
      assert.deepEqual([error.status, error.type, error.param], [400, 'invalid_request_error', param]);
      assert.match(error.message, message);
      assert.deepEqual((await room.client.files.list()).data, []);
    });
  }

  test('a file may be larger than any other request, up to 512 MB', async () => {
    const bytes = new Uint8Array(17 * 1024 * 1024).fill(97);
    assert.equal((await upload('large.txt', bytes)).bytes, bytes.length);
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'multipart/form-data; boundary=x', 'content-length': 514 * 1024 * 1024 };
    const announced = request(`${room.client.baseURL}/files`, { method: 'POST', headers });
    announced.on('error', () => undefined).flushHeaders();
    const [answer] = (await once(announced, 'response')) as [IncomingMessage];
    const { error } = (await json(answer)) as { error: { message: string } };
    announced.destroy();
    assert.deepEqual([answer.statusCode, error.message], [413, 'The file is larger than the 512 MB that are allowed.']);
  });

  test('a body that is no form is refused', async () => {
    const error = await room.refused('POST', '/files', { purpose: 'assistants' });
    assert.equal(error.status, 400);
    assert.match(error.message, /^We could not parse your request: it is not valid multipart\/form-data \(.*\)\.$/);
  });

  test('the name of a file is never a path', async () => {
    const { filename, id } = await upload('../../etc/x.txt');
    assert.equal(filename, 'x.txt');
    assert.equal((await room.client.files.content(id)).headers.get('content-disposition'), "attachment; filename*=UTF-8''x.txt");
  });

  test('a deleted file is taken out of vector stores, and out of what assistants and threads give their code', async () => {
    const [gone, kept] = [await upload('gone.txt', 'zebra'), await upload('kept.txt', 'zebra')];
    const store = await room.client.vectorStores.create({ name: 's' });
    for (const { id } of [gone, kept]) await room.client.vectorStores.files.createAndPoll(store.id, { file_id: id });
    const toolResources = { codeInterpreterFiles: [gone.id, kept.id], vectorStores: [store.id] };
    const thread = await room.docent.threads.create({ origin: 'api', workspace: '', title: '', toolResources });

    await room.client.files.delete(gone.id);
    assert.deepEqual((await room.docent.threads.get(thread.id))?.toolResources, { codeInterpreterFiles: [kept.id], vectorStores: [store.id] });
    assert.deepEqual((await room.client.vectorStores.files.list(store.id)).data.map(({ id }) => id), [kept.id]);
    const { data } = await room.client.vectorStores.search(store.id, { query: 'zebra' });
    assert.deepEqual(data.map(({ file_id }) => file_id), [kept.id]);
    assert.equal((await room.client.vectorStores.retrieve(store.id)).file_counts.total, 1);
  });

  test('a thread’s own files go with it, uploaded ones stay', async () => {
    const uploaded = await upload('mine.txt');
    const thread = await room.docent.threads.create({ origin: 'api', workspace: '', title: '' });
    const made = await room.docent.files.save({ name: 'made.txt', mime: 'text/plain', bytes: Buffer.from('zebra') }, thread.id);
    const store = await room.client.vectorStores.create({});
    await room.client.vectorStores.files.createAndPoll(store.id, { file_id: made.id });
    const path = room.docent.files.path({ ...made, id: uploaded.id });
    const file = { id: uploaded.id, name: 'mine.txt', path, bytes: 5, tools: ['code_interpreter' as const] };
    await room.docent.runs.add(thread.id, [{ role: 'user', content: [{ type: 'file', file }], metadata: {} }]);

    await room.docent.deleteThread(thread.id);
    assert.equal((await room.client.files.retrieve(uploaded.id)).id, uploaded.id);
    assert.equal((await room.refused('GET', `/files/${made.id}`)).status, 404);
    assert.deepEqual((await room.client.vectorStores.files.list(store.id)).data, []);
  });
});
