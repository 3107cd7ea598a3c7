import assert from 'node:assert/strict';
import path from 'node:path';
import { createFolderStores } from '../../../../src/core/knowledge/stores/folders/folderStores.ts';
import { cleanUp, folderOf, openKnowledge, openStore, tempFolder } from '../setup.ts';

suite('what stands in a folder of a store', function () {
  this.timeout(30_000);
  teardown(cleanUp);

  const FILES = {
    'README.md': 'read me',
    'src/a.ts': 'export {}',
    'src/b.ts': 'export {}',
    'src/deep/c.ts': 'export {}',
    'src-old/d.ts': 'export {}',
    'src/picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]),
    '50 % [odd]_name/e.md': 'text',
    '50 % [odd]_namf/f.md': 'text',
  };

  async function synced() {
    const folder = folderOf(FILES);
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    return { folder, store };
  }

  test('is its folders with what is below them, and its files', async () => {
    const { folder, store } = await synced();
    const top = await store.list('', 10);
    assert.deepEqual(top.folders.map(({ name, files, troubled }) => [name, files, troubled]), [
      ['50 % [odd]_name', 1, 0],
      ['50 % [odd]_namf', 1, 0],
      ['src', 4, 1],
      ['src-old', 1, 0],
    ]);
    assert.deepEqual(top.files, [{ id: path.join(folder.path, 'README.md'), name: 'README.md', path: 'README.md', state: 'ready', reason: null }]);
    const inner = await store.list('src', 10);
    assert.deepEqual(inner.folders.map((each) => each.path), ['src/deep']);
    assert.deepEqual(inner.files.map(({ name, state }) => [name, state]), [['a.ts', 'ready'], ['b.ts', 'ready'], ['picture.png', 'leftOut']]);
    assert.match(inner.files.at(-1)?.reason ?? '', /\S/);
    assert.deepEqual((await store.list('50 % [odd]_name', 10)).files.map(({ path }) => path), ['50 % [odd]_name/e.md']);
    assert.deepEqual(await store.list('nowhere', 10), { folders: [], files: [], more: 0 });
  });

  test('comes in pages, each file once', async () => {
    const { store } = await synced();
    const { files, more } = await store.list('src', 2);
    assert.deepEqual([files.map(({ name }) => name), more], [['a.ts', 'b.ts'], 1]);
  });

  test('of a file tells its chunks, its size and its time', async () => {
    const { folder, store } = await synced();
    const found = await store.details(path.join(folder.path, 'README.md'));
    assert.deepEqual([found?.chunks, found?.bytes, found?.secrets], [1, 7, 0]);
    assert.ok(found?.at && Math.abs(Date.now() - found.at) < 60_000);
    assert.equal(await store.details('/nowhere'), null);
  });

  test('of several folders has each of them at the top, and their paths as they are shown', async () => {
    const { knowledge } = openKnowledge(tempFolder());
    const [a, b] = [{ ...folderOf({ 'x/one.md': 'one' }), prefix: 'first' }, { ...folderOf({ 'two.md': 'two' }), prefix: 'second' }];
    const ids = new Map([[a.path, 'a'], [b.path, 'b']]);
    const stores = createFolderStores({ folders: () => [a, b], nowhere: () => knowledge.store('nowhere'), open: async (root) => ({ root, store: knowledge.store(ids.get(root) ?? '', root) }) });
    await stores.sync([a, b], { exclude: [] });
    assert.deepEqual((await stores.list('', 10)).folders.map(({ path, files }) => [path, files]), [['first', 1], ['second', 1]]);
    assert.deepEqual((await stores.list('first', 10)).folders.map(({ path }) => path), ['first/x']);
    const [file] = (await stores.list('first/x', 10)).files;
    assert.deepEqual([file?.path, file?.id], ['first/x/one.md', path.join(a.path, 'x', 'one.md')]);
    assert.equal((await stores.details(file?.id ?? ''))?.chunks, 1);
    assert.deepEqual(await stores.list('third', 10), { folders: [], files: [], more: 0 });
  });

  test('of a folder on the disk that is to be put in: what ignore files leave', async () => {
    const folder = folderOf({ 'a.md': 'a', '.gitignore': '*.log', 'b.log': 'b', 'node_modules/c.js': 'c', 'docs/d.md': 'd', 'drafts/e.md': 'e' });
    const found = await openStore().walk(folder.path, ['drafts']);
    assert.deepEqual(found.map(({ shown }) => shown), ['.gitignore', 'a.md', 'docs/d.md']);
  });
});
