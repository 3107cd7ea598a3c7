import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type OpenAI from 'openai';
import { makePdf } from '../../core/knowledge/read/makePdf.ts';
import { all, openStoresRoom, textFile } from '../support/storesRoom.ts';

const DAY = 24 * 60 * 60;

suite('API: vector stores', function () {
  this.timeout(30_000);
  let room: Awaited<ReturnType<typeof openStoresRoom>>;
  let client: OpenAI;
  setup(async () => {
    room = await openStoresRoom();
    ({ client } = room);
  });
  teardown(() => room.close());

  const upload = async (text: string | Uint8Array<ArrayBuffer>, name = 'a.txt') =>
    (await client.files.create({ file: textFile(name, text), purpose: 'assistants' })).id;
  const none = { in_progress: 0, completed: 0, failed: 0, cancelled: 0, total: 0 };

  test('an empty store has all its keys and is completed', async () => {
    const store = await client.vectorStores.create({ name: 'Handbook', description: 'What we do', metadata: { team: 'red' } });
    assert.match(store.id, /^vs_\w{24}$/);
    assert.deepEqual(store, {
      id: store.id,
      object: 'vector_store',
      created_at: store.created_at,
      name: 'Handbook',
      description: 'What we do',
      status: 'completed',
      metadata: { team: 'red' },
      usage_bytes: 0,
      file_counts: none,
      last_active_at: store.created_at,
      expires_at: null,
    });
    assert.deepEqual(await client.vectorStores.retrieve(store.id), store);
  });

  test('an update replaces what it names and keeps the rest; null clears', async () => {
    const { id } = await client.vectorStores.create({ name: 'a', metadata: { a: '1', b: '2' }, expires_after: { anchor: 'last_active_at', days: 2 } });
    const renamed = await client.vectorStores.update(id, { name: 'b' });
    assert.deepEqual([renamed.name, renamed.metadata, renamed.expires_after], ['b', { a: '1', b: '2' }, { anchor: 'last_active_at', days: 2 }]);
    assert.equal(renamed.expires_at, (renamed.last_active_at ?? 0) + 2 * DAY);
    const changed = await client.vectorStores.update(id, { metadata: { c: '3' }, expires_after: { anchor: 'last_active_at', days: 5 } });
    assert.deepEqual([changed.name, changed.metadata, changed.expires_after?.days], ['b', { c: '3' }, 5]);
    const cleared = await client.vectorStores.update(id, { name: null, metadata: null, expires_after: null });
    assert.deepEqual([cleared.name, cleared.metadata, cleared.expires_after, cleared.expires_at], ['', {}, undefined, null]);
    assert.deepEqual(await client.vectorStores.retrieve(id), cleared);
  });

  test('stores are listed newest first, in pages, and gone once deleted', async () => {
    const ids: string[] = [];
    for (const name of 'abcde') ids.push((await client.vectorStores.create({ name })).id);
    const list = async (query: OpenAI.VectorStoreListParams) => (await client.vectorStores.list(query)).data.map(({ id }) => id);
    assert.deepEqual(await list({}), ids.toReversed());
    assert.deepEqual(await list({ order: 'asc', limit: 2, after: ids[1] ?? '' }), ids.slice(2, 4));
    assert.deepEqual(await list({ limit: 2, before: ids[1] ?? '' }), [ids[3], ids[2]]);
    assert.deepEqual((await all(await client.vectorStores.list({ limit: 2, order: 'asc' }))).map(({ id }) => id), ids);

    const id = ids[0] ?? '';
    assert.deepEqual(await client.vectorStores.delete(id), { id, object: 'vector_store.deleted', deleted: true });
    assert.deepEqual(await list({}), ids.slice(1).toReversed());
    const error = { status: 404, message: `No vector store found with id '${id}'.`, type: 'invalid_request_error', param: null, code: null };
    for (const [method, route, body] of [
      ['GET', ''],
      ['POST', '', {}],
      ['DELETE', ''],
      ['POST', '/search', { query: 'x' }],
      ['GET', '/files'],
      ['POST', '/files', { file_id: 'file-x' }],
      ['POST', '/file_batches', { file_ids: ['file-x'] }],
    ] as const) {
      assert.deepEqual(await room.refused(method, `/vector_stores/${id}${route}`, body), error, `${method} ${route}`);
    }
  });

  test('a store made of files reads them in the background, with the chunking it says, and grows', async () => {
    const text = 'Some words on a line of their own.\n'.repeat(200);
    const file_ids = [await upload(text), await upload('zebra')];
    const store = await client.vectorStores.create({
      file_ids,
      chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 0 } },
    });
    assert.deepEqual([store.status, store.file_counts], ['in_progress', { ...none, in_progress: 2, total: 2 }]);
    for (const id of file_ids) await client.vectorStores.files.poll(store.id, id);
    const read = await client.vectorStores.retrieve(store.id);
    assert.deepEqual([read.status, read.file_counts], ['completed', { ...none, completed: 2, total: 2 }]);
    assert.ok(read.usage_bytes > 6_500 && read.usage_bytes <= text.length + 5, `${read.usage_bytes}`);
    const { data } = await client.vectorStores.search(store.id, { query: 'words', max_num_results: 50 });
    assert.equal(data.length, Math.ceil(200 / Math.floor(400 / 36)));
  });

  const filled = async () => {
    const store = await client.vectorStores.create({ name: 'Deliveries' });
    const put = async (name: string, text: string | Uint8Array<ArrayBuffer>, attributes: Record<string, string | number | boolean>) =>
      client.vectorStores.files.createAndPoll(store.id, { file_id: await upload(text, name), attributes });
    const fees = await put('fees.md', '# Fees\n\nA courier brings a parcel for four euros.\n', { year: 2025, team: 'red' });
    const times = await put('times.md', 'A courier comes at noon.', { year: 2026, team: 'blue' });
    const pdf = await put('bikes.pdf', Uint8Array.from(makePdf([['Bicycles are for the parcel courier.']])), { year: 2024, draft: true });
    return { id: store.id, fees: fees.id, times: times.id, pdf: pdf.id };
  };

  test('a search gives a page of scored passages with names and attributes, best first', async () => {
    const { id, fees } = await filled();
    const page = (await room.raw('POST', `/vector_stores/${id}/search`, { query: 'parcel courier euros' })).body;
    assert.deepEqual([page.object, page.search_query, page.has_more, page.next_page], ['vector_store.search_results.page', ['parcel courier euros'], false, null]);
    const { data } = await client.vectorStores.search(id, { query: 'parcel courier euros' });
    assert.deepEqual(page.data, data);
    const [best] = data;
    assert.deepEqual(best, {
      file_id: fees,
      filename: 'fees.md',
      score: best?.score,
      attributes: { year: 2025, team: 'red' },
      content: [{ type: 'text', text: '# Fees\n\nA courier brings a parcel for four euros.' }],
    });
    assert.deepEqual(data.map(({ filename }) => filename), ['fees.md', 'bikes.pdf', 'times.md']);
    const scores = data.map(({ score }) => score);
    assert.ok(scores.every((score, index) => score > 0 && score <= 1 && score <= (scores[index - 1] ?? 1)), `${scores}`);
  });

  test('several queries, filters, a limit and a threshold', async () => {
    const { id, fees, times, pdf } = await filled();
    const find = async (params: OpenAI.VectorStoreSearchParams) => (await client.vectorStores.search(id, params)).data.map(({ file_id }) => file_id);
    assert.deepEqual((await find({ query: ['noon', 'bicycles', 'courier noon'] })).toSorted(), [fees, times, pdf].toSorted());
    assert.deepEqual(await find({ query: 'courier', filters: { type: 'eq', key: 'team', value: 'blue' } }), [times]);
    assert.deepEqual((await find({ query: 'courier', filters: { type: 'gte', key: 'year', value: 2025 } })).toSorted(), [fees, times].toSorted());
    assert.deepEqual(await find({ query: 'courier', filters: { type: 'in', key: 'team', value: ['red', 'green'] } }), [fees]);
    assert.deepEqual(
      await find({
        query: 'courier',
        filters: { type: 'and', filters: [{ type: 'lt', key: 'year', value: 2026 }, { type: 'or', filters: [{ type: 'eq', key: 'draft', value: true }] }] },
      }),
      [pdf],
    );
    assert.equal((await find({ query: 'courier', max_num_results: 2 })).length, 2);
    assert.deepEqual(await find({ query: 'courier noon', ranking_options: { ranker: 'auto', score_threshold: 0.5 } }), [times]);
    assert.deepEqual(await find({ query: 'zeppelin' }), []);
  });

  test('changed attributes are searched by at once', async () => {
    const { id, fees } = await filled();
    await client.vectorStores.files.update(fees, { vector_store_id: id, attributes: { team: 'green' } });
    const { data } = await client.vectorStores.search(id, { query: 'courier', filters: { type: 'eq', key: 'team', value: 'green' } });
    assert.deepEqual(data.map(({ file_id, attributes }) => [file_id, attributes]), [[fees, { team: 'green' }]]);
  });

  test('using a store keeps it alive; an unused one expires, loses its files, and says so', async () => {
    const { id, fees } = await filled();
    await client.vectorStores.update(id, { expires_after: { anchor: 'last_active_at', days: 1 } });
    const age = (days: number) => room.setLastActive(id, Date.now() - days * DAY * 1000);
    age(0.9);
    await client.vectorStores.search(id, { query: 'courier' });
    const used = await client.vectorStores.retrieve(id);
    assert.ok(Date.now() / 1000 - (used.last_active_at ?? 0) < 60);
    assert.equal(used.expires_at, (used.last_active_at ?? 0) + DAY);

    age(1.1);
    const expired = await client.vectorStores.retrieve(id);
    assert.deepEqual([expired.status, expired.file_counts, expired.usage_bytes], ['expired', none, 0]);
    assert.equal((await client.vectorStores.list()).data[0]?.status, 'expired');
    assert.deepEqual((await client.vectorStores.files.list(id)).data, []);
    assert.equal((await client.files.retrieve(fees)).id, fees);
    for (const [route, body] of [
      ['/search', { query: 'courier' }],
      ['/files', { file_id: fees }],
      ['/file_batches', { file_ids: [fees] }],
    ] as const) {
      const error = await room.refused('POST', `/vector_stores/${id}${route}`, body);
      assert.deepEqual([error.status, error.code], [400, 'store_expired']);
      assert.match(error.message, /“Deliveries” has expired/);
    }
    await client.vectorStores.update(id, { expires_after: null });
    assert.equal((await client.vectorStores.retrieve(id)).status, 'expired');
  });

  test('a deleted store is taken out of assistants and threads, and off the disk; its files stay', async () => {
    const store = await client.vectorStores.create({});
    const { id } = await client.vectorStores.files.uploadAndPoll(store.id, textFile('a.txt', 'zebra'));
    const onDisk = () => readdirSync(join(room.dir, 'stores')).filter((name) => name.startsWith(store.id));
    assert.ok(onDisk().length > 0);
    const toolResources = { codeInterpreterFiles: [], vectorStores: ['workspace', store.id] };
    const thread = await room.docent.threads.create({ origin: 'api', workspace: '', title: '', toolResources });
    await client.vectorStores.delete(store.id);
    assert.deepEqual((await room.docent.threads.get(thread.id))?.toolResources.vectorStores, ['workspace']);
    assert.deepEqual(onDisk(), []);
    assert.equal((await client.files.retrieve(id)).id, id);
  });

  const refusals: readonly (readonly [route: string, body: object, param: string, message: RegExp])[] = [
    ['', { name: 1 }, 'name', /expected a string, but got an integer/],
    ['', { x: 1 }, 'x', /^Unknown parameter/],
    ['', { expires_after: { anchor: 'created_at', days: 1 } }, 'expires_after.anchor', /'last_active_at'/],
    ['', { expires_after: { anchor: 'last_active_at', days: 0 } }, 'expires_after.days', />= 1/],
    ['', { expires_after: { anchor: 'last_active_at', days: 366 } }, 'expires_after.days', /<= 365/],
    ['', { file_ids: Array.from({ length: 501 }, () => 'file-x') }, 'file_ids', /maximum length 500/],
    ['', { metadata: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, ''])) }, 'metadata', /at most 16 properties/],
    ['', { chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 99, chunk_overlap_tokens: 0 } } }, 'chunking_strategy.static.max_chunk_size_tokens', />= 100/],
    ['', { chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 4097, chunk_overlap_tokens: 0 } } }, 'chunking_strategy.static.max_chunk_size_tokens', /<= 4096/],
    ['', { chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 51 } } }, 'chunking_strategy.static.chunk_overlap_tokens', /at most half/],
    ['', { chunking_strategy: { type: 'whole' } }, 'chunking_strategy.type', /'auto' and 'static'/],
    ['/ID/search', {}, 'query', /^Missing required parameter/],
    ['/ID/search', { query: [] }, 'query', /minimum length 1/],
    ['/ID/search', { query: 'x', max_num_results: 51 }, 'max_num_results', /<= 50/],
    ['/ID/search', { query: 'x', max_num_results: 0 }, 'max_num_results', />= 1/],
    ['/ID/search', { query: 'x', ranking_options: { score_threshold: 2 } }, 'ranking_options.score_threshold', /<= 1/],
    ['/ID/search', { query: 'x', ranking_options: { ranker: 'best' } }, 'ranking_options.ranker', /'none', 'auto', and 'default-2024-11-15'/],
    ['/ID/search', { query: 'x', ranking_options: { hybrid_search: {} } }, 'ranking_options.hybrid_search', /^Unknown parameter/],
    ['/ID/search', { query: 'x', rewrite_query: true }, 'rewrite_query', /only false is allowed/],
    ['/ID/search', { query: 'x', filters: { type: 'like', key: 'a', value: 'b' } }, 'filters.type', /Supported values/],
    ['/ID/search', { query: 'x', filters: { type: 'and', filters: [{ type: 'eq', key: 'a' }] } }, 'filters.filters[0].value', /./],
  ];
  for (const [route, body, param, message] of refusals) {
    test(`refused: POST /vector_stores${route} ${JSON.stringify(body).slice(0, 100)}`, async () => {
      const { id } = await client.vectorStores.create({});
      const error = await room.refused('POST', `/vector_stores${route.replace('ID', id)}`, body);
      assert.deepEqual([error.status, error.type, error.param], [400, 'invalid_request_error', param], error.message);
      assert.match(error.message, message);
    });
  }

  test('a file that is not there is named', async () => {
    const error = await room.refused('POST', '/vector_stores', { file_ids: ['file-x'] });
    assert.deepEqual([error.status, error.message], [404, 'No such File object: file-x']);
    assert.deepEqual((await client.vectorStores.list()).data, []);
  });
});
