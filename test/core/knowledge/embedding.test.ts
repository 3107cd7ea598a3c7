import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createEmbedQuestion } from '../../../src/core/knowledge/embedding.ts';
import { searchAll } from '../../../src/core/knowledge/search/searchAll.ts';
import { createEmbedder } from '../../../src/core/models/embeddings/embedder.ts';
import { serverAt } from '../../../src/core/models/servers.ts';
import { startEmbeddingServer, type EmbeddingServer, type EmbeddingServerOptions } from '../../fixtures/embeddings/embeddingServer.ts';
import { memoryLog } from '../../support/log.ts';
import { cleanUp, folderOf, openKnowledge, put, tempFolder } from './setup.ts';

const signal = new AbortController().signal;
const never = { exclude: [], signal };

suite('texts with vectors', function () {
  this.timeout(30_000);
  let server: EmbeddingServer;
  teardown(async () => {
    await cleanUp();
    await server.close();
  });

  const embedderOf = (model = 'embed-a') => createEmbedder(serverAt(server.url), { id: `test/${model}`, model, apiKey: async () => undefined, log: memoryLog() });
  const embedded = () => server.answered.flat();

  async function open(files: Readonly<Record<string, string>>, options: EmbeddingServerOptions = {}) {
    server = await startEmbeddingServer(options);
    const folder = folderOf(files);
    const dir = tempFolder();
    const store = openKnowledge(dir).knowledge.store('test');
    await store.sync([folder], never);
    return { folder, dir, store };
  }

  async function found(store: Awaited<ReturnType<typeof open>>['store'], query: string, model?: string) {
    const meaning = await createEmbedQuestion(() => embedderOf(model), memoryLog())(query);
    return (await store.search(query, { limit: 5, meaning })).map(({ file }) => file.path);
  }

  test('are found by a question that has no word of them', async () => {
    const files = { 'cars.md': 'The automobile needs petrol.\n', 'food.md': 'Apples and pears.\n', 'tea.md': 'Green leaves in hot water.\n' };
    const { store } = await open(files, { synonyms: { vehicle: 'automobile', fuel: 'petrol' } });
    assert.deepEqual(await found(store, 'vehicle fuel'), []);
    assert.deepEqual(await store.embed(embedderOf(), { signal }), { texts: 3, tokens: 12 });
    assert.equal((await found(store, 'vehicle fuel'))[0], 'cars.md');
    // Words count as they did.
    assert.equal((await found(store, 'pears'))[0], 'food.md');
  });

  test('stand in several stores by what they mean, too, and each store keeps its own order', async () => {
    const { dir, store } = await open({ 'register.md': 'The vehicle register of this town has its own office and a long street.\n' }, { synonyms: { vehicle: 'automobile', fuel: 'petrol' } });
    const other = openKnowledge(dir).knowledge.store('other');
    await other.sync([folderOf({ 'cars.md': 'The automobile needs petrol.\n', 'tea.md': 'Green leaves in hot water.\n' })], never);
    for (const each of [store, other]) await each.embed(embedderOf(), { signal });
    const meaning = await createEmbedQuestion(() => embedderOf(), memoryLog())('vehicle fuel');
    const all = async (options: { readonly meaning?: typeof meaning }) => (await searchAll([store, other], 'vehicle fuel', { limit: 5, ...options })).map(({ file }) => file.path);
    assert.deepEqual(await all({}), ['register.md']);
    assert.deepEqual((await all({ meaning })).slice(0, 2), ['cars.md', 'register.md']);
  });

  test('are embedded once, whatever they are called and whichever store they are in', async () => {
    const { folder, dir, store } = await open({ 'a.md': 'One text.\n', 'b.md': 'Another text.\n' });
    await store.embed(embedderOf(), { signal });
    renameSync(join(folder.path, 'a.md'), join(folder.path, 'c.md'));
    put(join(folder.path, 'copy/d.md'), 'Another text.\n');
    await store.sync([folder], never);
    assert.deepEqual((await store.embed(embedderOf(), { signal })).texts, 0);
    const other = openKnowledge(dir).knowledge.store('other');
    await other.sync([folderOf({ 'a.md': 'One text.\n', 'new.md': 'A new text.\n' })], never);
    assert.deepEqual((await other.embed(embedderOf(), { signal })).texts, 1);
    assert.deepEqual(embedded().toSorted(), ['A new text.', 'Another text.', 'One text.'].toSorted());
  });

  test('go on where they were stopped', async () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.md`, `Text number${index}.\n`]));
    const { dir, store } = await open(files);
    const stop = new AbortController();
    const stopped = store.embed(embedderOf(), { signal: stop.signal, onProgress: () => stop.abort() });
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.equal(embedded().length, 32);
    await store.close();
    const again = openKnowledge(dir).knowledge.store('test');
    assert.equal((await again.unembedded(embedderOf().key)).chunks.length, 68);
    await again.embed(embedderOf(), { signal });
    assert.equal(new Set(embedded()).size, 100);
    assert.equal(embedded().length, 100);
  });

  test('of another model leave those of the old one in use', async () => {
    const { store } = await open({ 'cars.md': 'The automobile.\n', 'food.md': 'Apples.\n' }, { synonyms: { vehicle: 'automobile' } });
    await store.embed(embedderOf('embed-a'), { signal });
    assert.equal((await store.unembedded(embedderOf('embed-b').key)).chunks.length, 2);
    assert.equal((await found(store, 'vehicle', 'embed-a'))[0], 'cars.md');
    assert.deepEqual(await found(store, 'vehicle', 'embed-b'), []);
    await store.embed(embedderOf('embed-b'), { signal });
    assert.equal((await found(store, 'vehicle', 'embed-b'))[0], 'cars.md');
  });

  test('follow what changes in the files', async () => {
    const { folder, store } = await open({ 'cars.md': 'The automobile.\n', 'food.md': 'Apples.\n' }, { synonyms: { vehicle: 'automobile' } });
    await store.embed(embedderOf(), { signal });
    assert.equal((await found(store, 'vehicle'))[0], 'cars.md');
    put(join(folder.path, 'cars.md'), 'Nothing of that.\n');
    put(join(folder.path, 'new.md'), 'An automobile again.\n');
    await store.sync([folder], never);
    await store.embed(embedderOf(), { signal });
    assert.equal((await found(store, 'vehicle'))[0], 'new.md');
  });

  test('that are damaged are made anew, and the store stays as it is', async () => {
    const { dir, store } = await open({ 'cars.md': 'The automobile.\n' });
    await store.embed(embedderOf(), { signal });
    await store.close();
    for (const suffix of ['-wal', '-shm']) rmSync(join(dir, `embeddings.sqlite${suffix}`), { force: true });
    put(join(dir, 'embeddings.sqlite'), 'no database at all '.repeat(500));
    const again = openKnowledge(dir).knowledge.store('test');
    assert.deepEqual(await found(again, 'automobile'), ['cars.md']);
    assert.equal((await again.embed(embedderOf(), { signal })).texts, 1);
    assert.equal((await again.status()).files, 1);
  });

  test('are not waited for where the server is gone or slow', async () => {
    const { store } = await open({ 'cars.md': 'The automobile.\n' });
    await store.embed(embedderOf(), { signal });
    const release = server.hold();
    assert.equal(await createEmbedQuestion(() => embedderOf(), memoryLog(), 1)('automobile'), null);
    release();
    await server.close();
    assert.deepEqual(await found(store, 'automobile'), ['cars.md']);
    server = await startEmbeddingServer();
  });
});
