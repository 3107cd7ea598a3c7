import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FoundFile } from '../../../../../src/core/knowledge/stores/uploads/fromDisk.ts';
import { all, openStoresRoom, textFile } from '../../../../api/support/storesRoom.ts';
import { cleanUp, folderOf } from '../../setup.ts';

suite('files of this machine in a vector store', function () {
  this.timeout(30_000);
  let room: Awaited<ReturnType<typeof openStoresRoom>>;
  let storeId: string;
  setup(async () => {
    room = await openStoresRoom();
    storeId = (await room.client.vectorStores.create({ name: 'Guides' })).id;
  });
  teardown(async () => {
    await room.close();
    await cleanUp();
  });

  const stores = () => room.docent.vectorStores;
  const settled = () => stores().settled([storeId], AbortSignal.timeout(20_000));
  const found = (folder: string, ...places: readonly string[]): readonly FoundFile[] => places.map((place) => ({ place, content: path.join(folder, place) }));
  const list = async (folder: string) => stores().files.inFolder(storeId, folder, 10);

  test('are copied below their folders, read, and found by scripts', async () => {
    const { path: folder } = folderOf({ 'guide.md': 'A zebra.', 'docs/api.md': 'A gnu.', 'docs/deep/more.md': 'An okapi.' });
    const added = await stores().addFromDisk(storeId, found(folder, 'guide.md', 'docs/api.md', 'docs/deep/more.md'));
    assert.deepEqual(added, { added: 3, replaced: 0, unchanged: 0, failed: [], cancelled: false });
    await settled();
    const top = await list('');
    assert.deepEqual([top.folders.map(({ name, files }) => [name, files]), top.files.map(({ name, state }) => [name, state])], [[['docs', 2]], [['guide.md', 'ready']]]);
    const docs = await list('docs');
    assert.deepEqual([docs.folders.map((each) => each.path), docs.files.map((each) => each.path)], [['docs/deep'], ['docs/api.md']]);
    const { data } = await room.client.vectorStores.search(storeId, { query: 'okapi' });
    assert.deepEqual([data[0]?.filename, data[0]?.attributes?.['path']], ['more.md', 'docs/deep/more.md']);
    const details = await stores().files.details(storeId, docs.files[0]?.id ?? '');
    assert.deepEqual([details?.chunks, details?.bytes], [1, 6]);
  });

  test('put in once more, take the place of those before; what is the same stays', async () => {
    const { path: folder } = folderOf({ 'a.md': 'A zebra.', 'b.md': 'A gnu.' });
    await stores().addFromDisk(storeId, found(folder, 'a.md', 'b.md'));
    await settled();
    writeFileSync(path.join(folder, 'b.md'), 'An okapi.');
    const again = await stores().addFromDisk(storeId, found(folder, 'a.md', 'b.md'));
    assert.deepEqual([again.added, again.replaced, again.unchanged], [0, 1, 1]);
    await settled();
    assert.equal((await all(room.client.vectorStores.files.list(storeId))).length, 2);
    assert.equal((await all(room.client.files.list())).length, 2, 'The copy that nothing refers to any more is gone');
    assert.deepEqual((await room.client.vectorStores.search(storeId, { query: 'gnu' })).data, []);
  });

  test('one that can’t be copied is told, and the others are in', async () => {
    const { path: folder } = folderOf({ 'a.md': 'A zebra.', 'empty.md': '' });
    const { added, failed } = await stores().addFromDisk(storeId, found(folder, 'gone.md', 'empty.md', 'a.md'));
    assert.equal(added, 1);
    assert.deepEqual(failed, [{ place: 'gone.md', reason: 'is gone' }, { place: 'empty.md', reason: 'is empty' }]);
  });

  test('what can’t be read says why, and is read once more when asked to', async () => {
    const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
    await stores().addFromDisk(storeId, [{ place: 'scan.png', content: bytes }]);
    await settled();
    const [file] = (await list('')).files;
    assert.equal(file?.state, 'failed');
    assert.match(file?.reason ?? '', /\S/);
    const told: string[] = [];
    const end = stores().subscribe((id) => told.push(id));
    await stores().files.retry(storeId, [file?.id ?? '']);
    assert.equal((await list('')).files[0]?.state, 'reading');
    await settled();
    assert.equal((await list('')).files[0]?.state, 'failed');
    assert.ok(told.length >= 2 && told.every((id) => id === storeId), 'Whoever shows it is told when it begins and when it ends');
    end();
  });

  test('stopped, what is in stays, and the rest is put in next time', async () => {
    const { path: folder } = folderOf({ 'a.md': 'A zebra.', 'b.md': 'A gnu.' });
    const abort = new AbortController();
    const first = await stores().addFromDisk(storeId, found(folder, 'a.md', 'b.md'), { signal: abort.signal, onProgress: () => abort.abort() });
    assert.deepEqual([first.added, first.cancelled], [1, true]);
    const second = await stores().addFromDisk(storeId, found(folder, 'a.md', 'b.md'));
    assert.deepEqual([second.added, second.unchanged, second.cancelled], [1, 1, false]);
  });

  test('those of scripts stand there by their names', async () => {
    for (const name of ['b.txt', 'a.txt', 'a.txt']) await room.client.vectorStores.files.uploadAndPoll(storeId, textFile(name, 'A zebra.'));
    const { files, folders, more } = await stores().files.inFolder(storeId, '', 2);
    assert.deepEqual([folders, files.map(({ name }) => name), more], [[], ['a.txt', 'a.txt'], 1]);
  });

  test('a store that was deleted says so', async () => {
    const { path: folder } = folderOf({ 'a.md': 'A zebra.' });
    await stores().delete(storeId);
    await assert.rejects(stores().addFromDisk(storeId, found(folder, 'a.md')), /There is no vector store .*: it was deleted\./);
    assert.equal((await all(room.client.files.list())).length, 0, 'Nothing is left behind');
  });
});
