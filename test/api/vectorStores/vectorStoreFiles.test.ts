import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type OpenAI from 'openai';
import { DEFAULT_CHUNKING } from '../../../src/core/types/vectorStore.ts';
import { makePdf } from '../../core/knowledge/read/makePdf.ts';
import { all, openStoresRoom, serveDocent, textFile, until } from '../support/storesRoom.ts';

suite('API: files of vector stores', function () {
  this.timeout(60_000);
  let room: Awaited<ReturnType<typeof openStoresRoom>>;
  let client: OpenAI;
  let store: string;
  setup(async () => {
    room = await openStoresRoom();
    ({ client } = room);
    store = (await client.vectorStores.create({ name: 's' })).id;
  });
  teardown(() => room.close());

  const upload = async (text: string | Uint8Array<ArrayBuffer>, name = 'a.txt') =>
    (await client.files.create({ file: textFile(name, text), purpose: 'assistants' })).id;
  const names = async () => (await client.vectorStores.search(store, { query: 'zebra', max_num_results: 50 })).data.map(({ filename }) => filename);
  /** Takes a second or more to read. */
  const long = (name = 'long.pdf') => upload(Uint8Array.from(makePdf(Array.from({ length: 1_500 }, (_, page) => [`Page ${page} about a zebra.`]))), name);

  test('a file is put in, is there before it is read, and is polled until it is', async () => {
    const id = await upload('A zebra.\n', 'zoo.md');
    const added = await client.vectorStores.files.create(store, { file_id: id, attributes: { kind: 'animal', legs: 4, wild: true } });
    assert.deepEqual(added, {
      id,
      object: 'vector_store.file',
      created_at: added.created_at,
      vector_store_id: store,
      status: 'in_progress',
      last_error: null,
      usage_bytes: 0,
      attributes: { kind: 'animal', legs: 4, wild: true },
      chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 } },
    });
    const read = await client.vectorStores.files.poll(store, id);
    assert.deepEqual(read, { ...added, status: 'completed', usage_bytes: 8 });
    const { headers } = await room.raw('GET', `/vector_stores/${store}/files/${id}`);
    assert.equal(headers.get('openai-poll-after-ms'), '100');
    assert.deepEqual((await client.vectorStores.files.list(store)).data, [read]);
    const content = (await room.raw('GET', `/vector_stores/${store}/files/${id}/content`)).body;
    assert.deepEqual(content, { object: 'vector_store.file_content.page', data: [{ type: 'text', text: 'A zebra.' }], has_more: false, next_page: null });
  });

  test('uploadAndPoll', async () => {
    const file = await client.vectorStores.files.uploadAndPoll(store, textFile('a.txt', 'zebra'));
    assert.deepEqual([file.status, await names()], ['completed', ['a.txt']]);
  });

  test('chunking makes the chunks it says, and content has each line once', async () => {
    const text = Array.from({ length: 100 }, (_, index) => `Line ${index} has a zebra.`).join('\n');
    const strategy = { type: 'static', static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 50 } } as const;
    const id = await upload(text);
    const file = await client.vectorStores.files.createAndPoll(store, { file_id: id, chunking_strategy: strategy });
    assert.deepEqual(file.chunking_strategy, strategy);
    assert.ok((await names()).length > 5);
    assert.ok(file.usage_bytes > text.length * 1.5);
    assert.deepEqual((await client.vectorStores.files.content(id, { vector_store_id: store })).data, [{ type: 'text', text }]);

    const again = await client.vectorStores.files.createAndPoll(store, { file_id: id, chunking_strategy: { type: 'auto' } });
    assert.deepEqual(again.chunking_strategy, { type: 'static', static: { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 } });
    assert.deepEqual([await names(), (await client.vectorStores.files.list(store)).data.length], [['a.txt'], 1]);
  });

  test('a file that can’t be read fails with its reason, and the others don’t', async () => {
    const bad = await upload(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'photo.png');
    const broken = await upload('%PDF-1.4 no more', 'broken.pdf');
    const good = await upload('zebra');
    const batch = await client.vectorStores.fileBatches.createAndPoll(store, { file_ids: [bad, broken, good] });
    assert.deepEqual([batch.status, batch.file_counts], ['completed', { in_progress: 0, completed: 1, failed: 2, cancelled: 0, total: 3 }]);
    const failed = await all(await client.vectorStores.files.list(store, { filter: 'failed', order: 'asc' }));
    assert.deepEqual(failed.map(({ id, last_error, usage_bytes }) => [id, last_error, usage_bytes]), [
      [bad, { code: 'unsupported_file', message: 'photo.png is binary.' }, 0],
      [broken, { code: 'invalid_file', message: 'broken.pdf is a damaged PDF.' }, 0],
    ]);
    const error = await room.refused('GET', `/vector_stores/${store}/files/${bad}/content`);
    assert.deepEqual([error.status, error.message], [400, `The file '${bad}' has no content to show: its status is 'failed'.`]);
    assert.equal((await client.vectorStores.retrieve(store)).status, 'completed');
  });

  test('a file’s bytes say whether it is text, and not its name', async () => {
    const files: readonly (readonly [string, string])[] = [['a.xlsx', 'PK\x03\x04broken'], ['b.txt', '%PDF-1.7 no NUL'], ['c.md', 'GIF89a, letters'], ['d.dat', 'PK\x03\x04']];
    for (const [name, bytes] of files) {
      // Of a workbook one knows what it should be.
      const message = name === 'a.xlsx' ? 'a.xlsx is a damaged document.' : `${name} is a damaged document or image, or one of another kind than its name says.`;
      const file = await client.vectorStores.files.createAndPoll(store, { file_id: await upload(bytes, name) });
      assert.deepEqual([file.status, file.last_error], ['failed', { code: 'invalid_file', message }], name);
    }
    const archive = await client.vectorStores.files.createAndPoll(store, { file_id: await upload('PK\x03\x04', 'd.zip') });
    assert.deepEqual(archive.last_error, { code: 'unsupported_file', message: 'd.zip is an archive: unpack it so that its files are read.' });
    for (const text of ['PK is short for a key', 'GIFs are images', '%PDF is how they begin']) {
      assert.equal((await client.vectorStores.files.createAndPoll(store, { file_id: await upload(text, 'notes.xlsx.txt') })).status, 'completed', text);
    }
  });

  test('a list by status goes on behind a file that has another one by now', async () => {
    const ids: string[] = [];
    for (const name of ['1.txt', '2.txt', '3.txt']) ids.push((await client.vectorStores.files.uploadAndPoll(store, textFile(name, 'zebra'))).id);
    const [last] = (await client.vectorStores.files.list(store, { filter: 'completed', limit: 1 })).data;
    assert.equal(last?.id, ids[2]);
    const busy = await long();
    await client.vectorStores.files.create(store, { file_id: busy });
    const list = async (query: OpenAI.VectorStores.FileListParams) => (await client.vectorStores.files.list(store, query)).data.map(({ id }) => id);
    assert.deepEqual(await list({ filter: 'completed', after: busy }), [ids[2], ids[1], ids[0]]);
    assert.deepEqual(await list({ filter: 'in_progress', after: busy }), []);
    assert.deepEqual(await list({ filter: 'in_progress', before: ids[2] ?? '' }), [busy]);
  });

  test('a file that is taken out is not found and not listed any more, but still there', async () => {
    const [gone, kept] = [await upload('zebra', 'gone.txt'), await upload('zebra', 'kept.txt')];
    await client.vectorStores.fileBatches.createAndPoll(store, { file_ids: [gone, kept] });
    assert.deepEqual(await client.vectorStores.files.delete(gone, { vector_store_id: store }), { id: gone, object: 'vector_store.file.deleted', deleted: true });
    assert.deepEqual([await names(), (await client.vectorStores.files.list(store)).data.map(({ id }) => id)], [['kept.txt'], [kept]]);
    assert.deepEqual([room.stored(store, gone), room.stored(store, kept)], [null, 'zebra']);
    assert.equal((await client.files.retrieve(gone)).id, gone);
    for (const [method, body] of [['GET'], ['POST', { attributes: {} }], ['DELETE']] as const) {
      const error = await room.refused(method, `/vector_stores/${store}/files/${gone}`, body);
      assert.deepEqual([error.status, error.message], [404, `No file found with id '${gone}'.`], method);
    }
  });

  test('a file that is taken out while it is read leaves nothing', async () => {
    const id = await long();
    await client.vectorStores.files.create(store, { file_id: id });
    await client.vectorStores.files.delete(id, { vector_store_id: store });
    await client.vectorStores.files.uploadAndPoll(store, textFile('b.txt', 'zebra'));
    assert.deepEqual(await names(), ['b.txt']);
    assert.equal((await client.vectorStores.retrieve(store)).file_counts.total, 1);
  });

  test('attributes that change while the file is read are the ones that hold', async () => {
    const id = await long();
    await client.vectorStores.files.create(store, { file_id: id, attributes: { a: 1 } });
    const changed = await client.vectorStores.files.update(id, { vector_store_id: store, attributes: { a: 2 } });
    assert.deepEqual([changed.status, changed.attributes], ['in_progress', { a: 2 }]);
    await client.vectorStores.files.poll(store, id);
    const { data } = await client.vectorStores.search(store, { query: 'zebra', filters: { type: 'eq', key: 'a', value: 2 } });
    assert.deepEqual(data[0]?.attributes, { a: 2 });
    const cleared = await client.vectorStores.files.update(id, { vector_store_id: store, attributes: null });
    assert.deepEqual(cleared.attributes, {});
  });

  test('fileBatches.uploadAndPoll puts many files in', async () => {
    const files = Array.from({ length: 12 }, (_, index) => textFile(`${index}.txt`, `zebra ${index}`));
    const extra = await upload('zebra', 'extra.txt');
    const batch = await client.vectorStores.fileBatches.uploadAndPoll(store, { files, fileIds: [extra] });
    assert.match(batch.id, /^vsfb_\w{24}$/);
    assert.deepEqual(batch, {
      id: batch.id,
      object: 'vector_store.files_batch',
      created_at: batch.created_at,
      vector_store_id: store,
      status: 'completed',
      file_counts: { in_progress: 0, completed: 13, failed: 0, cancelled: 0, total: 13 },
    });
    assert.equal((await names()).length, 13);
    const other = await client.vectorStores.fileBatches.createAndPoll(store, { file_ids: [extra] });
    const ofBatch = async (id: string, query = {}) => (await all(await client.vectorStores.fileBatches.listFiles(id, { vector_store_id: store, ...query }))).map((file) => file.id);
    assert.deepEqual(await ofBatch(other.id), [extra]);
    assert.equal((await ofBatch(batch.id, { limit: 5 })).length, 13);
    assert.deepEqual([(await ofBatch(batch.id, { filter: 'completed' })).length, await ofBatch(batch.id, { filter: 'failed' })], [13, []]);
    const { headers } = await room.raw('GET', `/vector_stores/${store}/file_batches/${batch.id}`);
    assert.equal(headers.get('openai-poll-after-ms'), '100');
  });

  test('files of a batch may each have their own attributes and chunking, or all the same', async () => {
    const [one, two] = [await upload('zebra one'), await upload('zebra two')];
    const chunking_strategy = { type: 'static', static: { max_chunk_size_tokens: 200, chunk_overlap_tokens: 20 } } as const;
    await client.vectorStores.fileBatches.createAndPoll(store, { files: [{ file_id: one, attributes: { n: 1 }, chunking_strategy }, { file_id: two }] });
    const get = (id: string) => client.vectorStores.files.retrieve(id, { vector_store_id: store });
    assert.deepEqual([(await get(one)).attributes, (await get(one)).chunking_strategy], [{ n: 1 }, chunking_strategy]);
    assert.deepEqual([(await get(two)).attributes, (await get(two)).chunking_strategy?.type], [{}, 'static']);
    await client.vectorStores.fileBatches.createAndPoll(store, { file_ids: [one, two], attributes: { n: 3 }, chunking_strategy });
    for (const id of [one, two]) assert.deepEqual([(await get(id)).attributes, (await get(id)).chunking_strategy], [{ n: 3 }, chunking_strategy]);
    const twice = await client.vectorStores.fileBatches.createAndPoll(store, { file_ids: [one, one] });
    assert.deepEqual([twice.file_counts.total, (await client.vectorStores.files.list(store)).data.length], [1, 2]);
  });

  test('a batch is cancelled: what is not read yet never is, what was stays', async () => {
    const ids = [await upload('zebra', 'quick.txt'), await long('1.pdf'), await long('2.pdf'), await long('3.pdf'), await upload('zebra', 'late.txt')];
    const batch = await client.vectorStores.fileBatches.create(store, { file_ids: ids });
    assert.deepEqual([batch.status, batch.file_counts.total], ['in_progress', 5]);
    await client.vectorStores.files.poll(store, ids[0] ?? '');
    const cancelled = await client.vectorStores.fileBatches.cancel(batch.id, { vector_store_id: store });
    assert.deepEqual([cancelled.status, cancelled.file_counts], ['cancelled', { in_progress: 0, completed: 1, failed: 0, cancelled: 4, total: 5 }]);
    assert.deepEqual(await names(), ['quick.txt']);
    assert.equal((await client.vectorStores.files.retrieve(ids[1] ?? '', { vector_store_id: store })).status, 'cancelled');
    assert.deepEqual((await client.vectorStores.retrieve(store)).status, 'completed');
    const error = await room.refused('POST', `/vector_stores/${store}/file_batches/${batch.id}/cancel`);
    assert.deepEqual([error.status, error.message], [400, "Cannot cancel vector store file batch with status 'cancelled'."]);
  });

  test('counts agree with the files at every moment', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, (_, index) => upload(`zebra ${index}`)));
    const batch = await client.vectorStores.fileBatches.create(store, { file_ids: ids });
    for (let status = batch.status; status === 'in_progress'; ) {
      const now = await client.vectorStores.fileBatches.retrieve(batch.id, { vector_store_id: store });
      const { in_progress, completed, failed, cancelled, total } = now.file_counts;
      assert.equal(in_progress + completed + failed + cancelled, total);
      assert.equal(total, 10);
      ({ status } = now);
      assert.equal(status === 'in_progress', in_progress > 0);
    }
  });

  test('a file that is put in while another is looked after is read once, and stays', async () => {
    const { files } = room.docent.vectorStores;
    const busy = await long();
    await files.add(store, [{ fileId: busy, attributes: {}, chunking: DEFAULT_CHUNKING }], null);
    const id = await upload('zebra');
    const adding = files.add(store, [{ fileId: id, attributes: {}, chunking: DEFAULT_CHUNKING }], null);
    // Between any two steps of that, somebody asks.
    const asked: Promise<unknown>[] = [];
    for (let step = 0; step < 100; step++) {
      asked.push(files.get(store, busy));
      await Promise.resolve();
    }
    await Promise.all([adding, ...asked]);
    for (const each of [busy, id]) await client.vectorStores.files.poll(store, each);
    // What is put in now comes after all that is still to be done in the store.
    for (const name of ['b.txt', 'c.txt']) await client.vectorStores.files.uploadAndPoll(store, textFile(name, 'zebra'));
    assert.equal(room.stored(store, id), 'zebra');
  });

  test('what a process that is gone was reading is read by the next one', async () => {
    const ids = [await long('1.pdf'), await long('2.pdf'), await upload('zebra', 'late.txt')];
    const batch = await client.vectorStores.fileBatches.create(store, { file_ids: ids });
    await room.stop();
    const next = await serveDocent(room.dir);
    try {
      // Nobody asks for the files: the store is read to its end all the same.
      await until(async () => (await next.client.vectorStores.retrieve(store)).status === 'completed');
      const read = await next.client.vectorStores.fileBatches.retrieve(batch.id, { vector_store_id: store });
      assert.deepEqual([read.status, read.file_counts.completed], ['completed', 3]);
    } finally {
      await next.close();
    }
  });

  test('a process that is still there takes over from one that is gone', async () => {
    const other = await serveDocent(room.dir);
    const id = await long();
    await other.client.vectorStores.files.create(store, { file_id: id });
    await other.close();
    assert.equal((await client.vectorStores.files.poll(store, id)).status, 'completed');
  });

  test('what one process takes out while another reads it leaves nothing', async () => {
    const other = await serveDocent(room.dir);
    try {
      const id = await long();
      await other.client.vectorStores.files.create(store, { file_id: id });
      await client.vectorStores.files.delete(id, { vector_store_id: store });
      // A store's work is done in turn: when the second is read, all that the first left to do is done.
      for (const name of ['b.txt', 'c.txt']) await other.client.vectorStores.files.uploadAndPoll(store, textFile(name, 'zebra'));
      assert.deepEqual((await names()).toSorted(), ['b.txt', 'c.txt']);
      assert.equal((await room.docent.vectorStores.get(store))?.counts.completed, 2);
      assert.equal(room.stored(store, id), null);
    } finally {
      await other.close();
    }
  });

  test('a damaged store reads its files again, and a search says so until it has', async () => {
    for (const name of ['a.txt', 'b.txt']) await client.vectorStores.files.uploadAndPoll(store, textFile(name, `zebra in ${name}`));
    await room.stop();
    writeFileSync(path.join(room.dir, 'stores', `${store}.db`), 'garbage '.repeat(2_000));
    const again = await serveDocent(room.dir);
    try {
      const search = async () => (await again.client.vectorStores.search(store, { query: 'zebra' })).data.map(({ filename }) => filename).toSorted();
      assert.deepEqual(await search(), []);
      await again.docent.vectorStores.settled([store], new AbortController().signal);
      assert.deepEqual(await search(), ['a.txt', 'b.txt']);
      assert.equal((await again.client.vectorStores.retrieve(store)).file_counts.completed, 2);
    } finally {
      await again.close();
    }
  });

  const refusals: readonly (readonly [route: string, body: object, status: number, message: RegExp])[] = [
    ['files', {}, 400, /^Missing required parameter: 'file_id'\.$/],
    ['files', { file_id: 'file-x' }, 404, /^No such File object: file-x$/],
    ['files', { file_id: 'file-x', attributes: { a: [] } }, 400, /attributes\.a/],
    ['files', { file_id: 'file-x', attributes: { a: 'x'.repeat(513) } }, 400, /maximum length 512/],
    ['files', { file_id: 'file-x', attributes: { ['x'.repeat(65)]: 1 } }, 400, /maximum length 64/],
    ['files/file-x', {}, 400, /^Missing required parameter: 'attributes'\.$/],
    ['file_batches', {}, 400, /Exactly one of 'file_ids' and 'files'/],
    ['file_batches', { file_ids: ['file-x'], files: [{ file_id: 'file-x' }] }, 400, /Exactly one of/],
    ['file_batches', { files: [{ file_id: 'file-x' }], attributes: { a: 1 } }, 400, /each file has its own/],
    ['file_batches', { file_ids: [] }, 400, /minimum length 1/],
    ['file_batches', { file_ids: Array.from({ length: 2_001 }, () => 'file-x') }, 400, /maximum length 2000/],
    ['file_batches', { file_ids: ['file-x'] }, 404, /^No such File object: file-x$/],
    ['file_batches/vsfb_x/cancel', {}, 404, /^No file batch found with id 'vsfb_x'\.$/],
  ];
  for (const [route, body, status, message] of refusals) {
    test(`refused: POST ${route} ${JSON.stringify(body).slice(0, 80)}`, async () => {
      const error = await room.refused('POST', `/vector_stores/${store}/${route}`, body);
      assert.deepEqual([error.status, error.type], [status, 'invalid_request_error'], error.message);
      assert.match(error.message, message);
    });
  }
});
