import assert from 'node:assert/strict';
import { cleanUp, folderOf, openStore } from '../setup.ts';

const paths = async (store: ReturnType<typeof openStore>, query: string) => (await store.search(query, { limit: 5 })).map(({ file }) => file.path);

suite('spellings', function () {
  this.timeout(30_000);
  teardown(cleanUp);

  test('a question finds the words that the store spells in the other English', async () => {
    const store = openStore();
    await store.sync([folderOf({ 'paint.ts': 'color', 'heart.ts': 'initialization centered', 'wise.md': 'a promise catalogue of behaviour' })], { exclude: [] });
    assert.deepEqual(await paths(store, 'the colours'), ['paint.ts']);
    assert.deepEqual(await paths(store, 'initialisation'), ['heart.ts']);
    assert.deepEqual(await paths(store, 'catalogs'), ['wise.md']);
    assert.deepEqual(await paths(store, 'behavior'), ['wise.md']);
    assert.deepEqual(await paths(store, 'promise'), ['wise.md']);
  });

  test('where both are written, one finds what one has asked for', async () => {
    const store = openStore();
    await store.sync([folderOf({ 'here.ts': 'color', 'there.ts': 'colour' })], { exclude: [] });
    assert.deepEqual(await paths(store, 'colour'), ['there.ts']);
    assert.deepEqual(await paths(store, 'color'), ['here.ts']);
  });

  test('a file is found by its name, however rare its spelling', async () => {
    const store = openStore();
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`paint${index}.ts`, 'color']));
    await store.sync([folderOf({ ...many, 'colour.ts': 'export const red = 1;' })], { exclude: [] });
    const found = await paths(store, 'where is colour?');
    assert.equal(found[0], 'colour.ts');
    assert.ok(found.some((path) => path.startsWith('paint')), String(found));
  });
});
