import assert from 'node:assert/strict';
import { OpenAI } from 'openai';
import { failing, limitOf } from '../../../../fixtures/openai/disturbances.ts';
import { startOpenAI, type OpenAIServer } from '../../../../fixtures/openai/openai.ts';

suite('what plays OpenAI’s vector stores', () => {
  let server: OpenAIServer;
  let client: OpenAI;
  setup(async () => {
    server = await startOpenAI();
    client = new OpenAI({ baseURL: server.url, apiKey: 'x', maxRetries: 0 });
  });
  teardown(() => server.close());
  const upload = (name: string, text: string) => client.files.create({ file: new File([text], name), purpose: 'user_data' });

  test('takes files in batches, reads them, finds them by words and attributes, and counts what they take', async () => {
    const store = await client.vectorStores.create({ name: 's', metadata: { of: 'test' } });
    const [one, two] = [await upload('a.md', 'The lighthouse stands on the cliff.'), await upload('b.csv', 'a,b\n')];
    const batch = await client.vectorStores.fileBatches.create(store.id, {
      files: [
        { file_id: one.id, attributes: { path: 'docs/a.md' } },
        { file_id: two.id, attributes: { path: 'b.csv' } },
      ],
    });
    while ((await client.vectorStores.fileBatches.retrieve(batch.id, { vector_store_id: store.id })).status === 'in_progress');
    const failed = (await client.vectorStores.files.list(store.id, { filter: 'failed' })).data;
    assert.deepEqual(failed.map(({ id, last_error: error }) => [id, error?.code]), [[two.id, 'unsupported_file']]);
    const found = (await client.vectorStores.search(store.id, { query: 'lighthouse', filters: { type: 'eq', key: 'path', value: 'docs/a.md' } })).data;
    assert.deepEqual(found.map(({ file_id: id }) => id), [one.id]);
    assert.equal((await client.vectorStores.search(store.id, { query: 'lighthouse', filters: { type: 'ne', key: 'path', value: 'docs/a.md' } })).data.length, 0);
    // Its text, and a vector.
    assert.equal((await client.vectorStores.retrieve(store.id)).usage_bytes, 35 + 1024);
    await client.files.delete(one.id);
    assert.equal((await client.vectorStores.files.list(store.id, { filter: 'completed' })).data.length, 0);
  });

  test('refuses what the API refuses', async () => {
    const store = await client.vectorStores.create({});
    const file = await upload('a.md', 'text');
    const attributes = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, 'v']));
    const refused = async (work: PromiseLike<unknown>, words: RegExp) => assert.rejects(async () => work, words);
    await refused(client.vectorStores.files.create(store.id, { file_id: file.id, attributes }), /at most 16/);
    await refused(client.vectorStores.files.create(store.id, { file_id: file.id, attributes: { path: 'x'.repeat(513) } }), /maximum length 512/);
    await refused(client.vectorStores.files.create(store.id, { file_id: 'file_none' }), /No such File/);
    await refused(client.vectorStores.fileBatches.create(store.id, { file_ids: [file.id], files: [{ file_id: file.id }] }), /Exactly one/);
    await refused(client.vectorStores.create({ expires_after: { anchor: 'last_active_at', days: 366 } }), /1 to 365/);
    await refused(client.vectorStores.create({ chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 500 } } }), /exceed half/);
    await refused(client.vectorStores.search(store.id, { query: ' ' }), /1 to 4096/);
    await refused(upload('e.md', ''), /empty/);
    await refused(client.files.create({ file: new File(['a'], 'a.vue'), purpose: 'assistants' }), /Invalid extension vue/);
    await refused(client.vectorStores.list({ limit: 101 }), /1 to 100/);
    server.vectorStores.find(store.id)?.expire();
    await refused(client.vectorStores.search(store.id, { query: 'x' }), /expired/);
  });

  test('lists page by page, says when too much is asked, and can fail before and after it has done what was asked', async () => {
    for (let index = 0; index < 45; index++) await client.vectorStores.create({ name: `s${index}` });
    const names: string[] = [];
    for await (const { name } of client.vectorStores.list({ order: 'asc' })) names.push(name);
    assert.deepEqual([names.length, names[0], names[44]], [45, 's0', 's44']);
    server.disturb(failing(/^POST \/v1\/files$/, 1));
    await assert.rejects(upload('a.md', 'a'), /500/);
    assert.equal(server.files.all.length, 0);
    await assert.rejects(upload('a.md', 'a'), /500/);
    assert.equal(server.files.all.length, 1);
    server.disturb(limitOf(/^GET/, 0));
    await assert.rejects(async () => client.vectorStores.list(), (error: { status?: number; headers?: Headers }) => error.status === 429 && Number(error.headers?.get('retry-after-ms')) > 0);
  });
});
