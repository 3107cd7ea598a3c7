import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFolder, VectorStore } from '../../../../src/core/knowledge/vectorStore.ts';
import { cleanUp, folderOf, openStore, put } from '../setup.ts';

suite('sync of single paths', function () {
  // Real files, threads and databases, on whatever else the machine is doing.
  this.timeout(30_000);
  let store: VectorStore;
  let folder: SourceFolder;
  setup(async () => {
    folder = folderOf({
      '.gitignore': '*.log\nbuild/\n',
      'a.ts': 'apples',
      'b.ts': 'bananas',
      'src/c.ts': 'cherries',
      'src/deep/d.ts': 'dates',
      'src/.gitignore': 'local.ts\n',
      'srcs/e.ts': 'elderberries',
      'build/out.ts': 'oranges',
      'dev.log': 'lemons',
    });
    store = openStore();
    await store.sync([folder], { exclude: [] });
  });
  teardown(cleanUp);

  const at = (...names: readonly string[]) => names.map((name) => join(folder.path, name));
  const update = async (...names: readonly string[]) => {
    const { added, updated, unchanged, removed } = await store.sync([folder], { exclude: [], paths: at(...names) });
    return [added, updated, unchanged, removed];
  };
  const concerns = (...names: readonly string[]) => store.concerns([folder], { exclude: ['**/*.tmp'], paths: at(...names) });
  const found = async (query: string) => (await store.search(query, { limit: 5 })).map(({ file }) => file.path);

  test('looks at those paths alone', async () => {
    put(join(folder.path, 'a.ts'), 'apricots');
    put(join(folder.path, 'b.ts'), 'blueberries');
    put(join(folder.path, 'src/f.ts'), 'figs');
    rmSync(join(folder.path, 'src/c.ts'));
    assert.deepEqual(await update('a.ts', 'src/f.ts'), [1, 1, 0, 0]);
    assert.deepEqual([await found('apricots'), await found('figs'), await found('blueberries')], [['a.ts'], ['src/f.ts'], []]);
    assert.deepEqual([await found('cherries'), await update('src/c.ts'), await found('cherries')], [['src/c.ts'], [0, 0, 0, 1], []]);
  });

  test('a folder stands for all below it, and for nothing beside it', async () => {
    renameSync(join(folder.path, 'src'), join(folder.path, 'lib'));
    assert.deepEqual(await update('src', 'lib', 'lib/deep', 'lib/deep/d.ts'), [2, 0, 0, 2]);
    assert.deepEqual([await found('dates'), await found('elderberries')], [['lib/deep/d.ts'], ['srcs/e.ts']]);
    rmSync(join(folder.path, 'lib'), { recursive: true });
    put(join(folder.path, 'lib'), 'a file now: limes');
    assert.deepEqual(await update('lib'), [1, 0, 0, 2]);
  });

  test('a changed ignore file puts its folder in order', async () => {
    put(join(folder.path, 'src/local.ts'), 'limes');
    put(join(folder.path, 'src/.gitignore'), 'deep/\n');
    await update('src/.gitignore');
    assert.deepEqual([await found('limes'), await found('dates'), await found('apples')], [['src/local.ts'], [], ['a.ts']]);
    put(join(folder.path, '.gitignore'), 'src/\n');
    await update('.gitignore');
    assert.deepEqual([await found('limes'), await found('oranges'), await found('lemons')], [[], ['build/out.ts'], ['dev.log']]);
  });

  test('a folder that turns into a worktree is left', async () => {
    put(join(folder.path, 'src/.git'), 'gitdir: /elsewhere/.git/worktrees/src\n');
    assert.ok(await concerns('src/.git'));
    await update('src/.git');
    assert.deepEqual([await found('cherries'), await found('apples')], [[], ['a.ts']]);
    assert.equal(await concerns('src/c.ts', 'src/new.ts'), false);
  });

  test('the store stays as it is where the folder can’t be looked into', async () => {
    rmSync(folder.path, { recursive: true });
    assert.equal((await update('a.ts', 'src'))[3], 0);
    assert.deepEqual(await found('apples'), ['a.ts']);
  });

  test('says nothing of when all was read last', async () => {
    const { syncedAt } = await store.status();
    await update('a.ts');
    assert.equal((await store.status()).syncedAt, syncedAt);
  });

  test('the first of nested folders has the file', async () => {
    const outer = { ...folder, prefix: 'outer' };
    const inner = { path: join(folder.path, 'src'), prefix: 'inner' };
    await store.sync([outer, inner], { exclude: [], paths: at('src/c.ts') });
    assert.deepEqual(await found('cherries'), ['outer/src/c.ts']);
    await store.sync([inner], { exclude: [], paths: at('src/c.ts', 'a.ts') });
    assert.deepEqual([await found('cherries'), await found('apples')], [['inner/c.ts'], []]);
  });

  test('changes that rules leave out concern nobody; all others do, and so does what is gone', async () => {
    put(join(folder.path, 'x.tmp'), '');
    put(join(folder.path, 'node_modules/p/index.js'), '');
    put(join(folder.path, 'new/x.log'), '');
    mkdirSync(join(folder.path, 'empty'));
    for (const name of ['dev.log', 'src/deep/gone.log', 'build', 'build/out.ts', 'build/.gitignore', 'src/local.ts', 'x.tmp', 'node_modules/p/index.js', 'new', 'empty', 'never-was.ts', '../a.ts', '.git/HEAD']) {
      assert.equal(await concerns(name), false, name);
    }
    for (const name of ['a.ts', 'src', 'src/deep', '.gitignore', 'src/.gitignore', '']) assert.equal(await concerns(name), true, name);
    rmSync(join(folder.path, 'src'), { recursive: true });
    for (const name of ['src', 'src/c.ts']) assert.equal(await concerns('dev.log', name), true, name);
  });

  test('takes a time that does not grow with the number of other files', async () => {
    const large = folderOf({});
    for (let index = 0; index < 3_000; index++) put(join(large.path, `${index % 50}`, `${index}.txt`), `word${index}`);
    await store.sync([large], { exclude: [] });
    put(join(large.path, '7', '7.txt'), 'changed');
    let listed = 0;
    await store.sync([large], { exclude: [], paths: [join(large.path, '7', '7.txt')], onProgress: ({ total }) => (listed = Math.max(listed, total)) });
    assert.equal(listed, 1);
    assert.deepEqual(await found('changed'), ['7/7.txt']);
  });
});
