import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createDocent, type Docent } from '../../src/core/docent.ts';
import type { SourceFolder } from '../../src/core/knowledge/vectorStore.ts';
import { docentOptions } from '../support/docentOptions.ts';
import { tempDir } from '../support/temp.ts';
import { folderOf, openKnowledge, cleanUp } from './knowledge/setup.ts';

suite('a workspace is what its folder is', function () {
  this.timeout(30_000);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let open: Docent[];
  setup(async () => {
    dir = await tempDir();
    open = [];
  });
  teardown(async () => {
    for (const docent of open) await docent.close();
    await cleanUp();
    await dir.remove();
  });

  /** A window with these folders, over the same data as the others. */
  async function windowOn(...folders: readonly SourceFolder[]): Promise<Docent> {
    const docent = createDocent(docentOptions(join(dir.path, 'data'), { folders: () => folders }));
    open.push(docent);
    return docent;
  }
  const place = (path: string, prefix = ''): SourceFolder => ({ path, prefix });
  const titles = async (docent: Docent) =>
    (await docent.threads.list({ workspace: await docent.workspace.id(), origins: ['chat'] })).map(({ title }) => title);
  const begin = async (docent: Docent, title: string) =>
    docent.threads.create({ origin: 'chat', workspace: await docent.workspace.id(), title });
  const sync = (docent: Docent, ...folders: readonly SourceFolder[]) => docent.workspace.store.sync(folders, { exclude: [] });
  const find = async (docent: Docent, word: string) =>
    (await docent.workspace.store.search(word, { limit: 5 })).map(({ file }) => file);

  /** A folder that was asked about and indexed in a window that is closed since. */
  async function used(): Promise<string> {
    const path = join(dir.path, 'Project');
    await mkdir(join(path, 'docs'), { recursive: true });
    await writeFile(join(path, 'docs', 'a.md'), 'The quincebrook ferry leaves at dawn.');
    const docent = await windowOn(place(path));
    await begin(docent, 'Ferries');
    await sync(docent, place(path));
    return path;
  }

  /** What was known of the folder is known here, nothing is read anew, and files are named as this window spells them. */
  async function assertSame(docent: Docent, folder: SourceFolder): Promise<void> {
    assert.deepEqual(await titles(docent), ['Ferries']);
    const path = join(folder.path, 'docs', 'a.md');
    assert.deepEqual(await find(docent, 'quincebrook'), [{ id: path, path: 'docs/a.md' }]);
    assert.equal(await docent.workspace.store.text(path), 'The quincebrook ferry leaves at dawn.');
    const { added, updated, removed, unchanged } = await sync(docent, folder);
    assert.deepEqual({ added, updated, removed, unchanged }, { added: 0, updated: 0, removed: 0, unchanged: 1 });
  }

  test('by a link', async () => {
    const path = await used();
    const link = join(dir.path, 'link');
    await symlink(path, link, 'junction');
    await assertSame(await windowOn(place(link)), place(link));
  });

  test('by a link above it, and with a slash at its end', async () => {
    await used();
    const link = join(dir.path, 'above');
    await symlink(dir.path, link, 'junction');
    const spelt = `${join(link, 'Project')}/`;
    await assertSame(await windowOn(place(spelt)), place(spelt));
  });

  test('in other letters, where the file system takes them for the same', async function () {
    await used();
    const other = join(dir.path, 'pROJECT');
    if (!existsSync(other)) return this.skip();
    await assertSame(await windowOn(place(other)), place(other));
  });

  test('in other letters it is another folder, where the file system tells them apart', async function () {
    const path = await used();
    const other = join(dir.path, 'pROJECT');
    if (existsSync(other)) return this.skip();
    await mkdir(other);
    const docent = await windowOn(place(other));
    assert.deepEqual(await titles(docent), []);
    assert.deepEqual(await find(docent, 'quincebrook'), []);
    assert.deepEqual(await titles(await windowOn(place(path))), ['Ferries']);
  });

  test('under another name', async () => {
    const path = await used();
    await Promise.all(open.splice(0).map((docent) => docent.close()));
    const renamed = join(dir.path, 'Renamed');
    await rename(path, renamed);
    await assertSame(await windowOn(place(renamed)), place(renamed));
    // What lies at its old place now is something else.
    await mkdir(path);
    assert.deepEqual(await titles(await windowOn(place(path))), []);
    assert.deepEqual(await titles(await windowOn(place(renamed))), ['Ferries']);
  });

  test('beside a second folder: only the new one is read, and each thread is found from either window', async () => {
    const path = await used();
    const second = folderOf({ 'b.md': 'The medlarbrook ferry leaves at noon.' });
    const both = [place(path, 'Project'), place(second.path, 'second')] as const;
    const docent = await windowOn(...both);
    assert.deepEqual(await titles(docent), ['Ferries']);
    const { added, unchanged } = await sync(docent, ...both);
    assert.deepEqual({ added, unchanged }, { added: 1, unchanged: 1 });
    assert.deepEqual((await find(docent, 'ferry')).map((file) => file.path).toSorted(), ['Project/docs/a.md', 'second/b.md']);
    assert.equal((await docent.workspace.store.status()).files, 2);
    await begin(docent, 'Both');
    assert.deepEqual(await titles(await windowOn(place(path))), ['Both', 'Ferries']);
    assert.deepEqual(await titles(await windowOn(second)), ['Both']);
    // Without the second folder its files are no longer found, and the first needs no work.
    const alone = await windowOn(place(path));
    assert.deepEqual((await find(alone, 'ferry')).map((file) => file.path), ['docs/a.md']);
    assert.equal((await sync(alone, place(path))).unchanged, 1);
  });

  test('a folder within another is found once', async () => {
    const outer = folderOf({ 'inner/b.md': 'The medlarbrook ferry.' });
    const folders = [place(outer.path, 'outer'), place(join(outer.path, 'inner'), 'inner')];
    const docent = await windowOn(...folders);
    await sync(docent, ...folders);
    assert.deepEqual((await find(docent, 'medlarbrook')).map(({ id }) => id), [join(outer.path, 'inner', 'b.md')]);
  });

  test('its files are listed page by page, each once, whichever folders they are of', async () => {
    const names = ['Project/a.md', 'Project/docs/b.md', 'Project/docs/c.md', 'Project-two/d.md'];
    for (const name of names) {
      await mkdir(join(dir.path, name, '..'), { recursive: true });
      await writeFile(join(dir.path, name), 'Some words.');
    }
    // Without text there is nothing to read.
    await writeFile(join(dir.path, 'Project', 'x.bin'), Buffer.alloc(100));
    const folders = ['Project', 'Project/docs', 'Project-two'].map((name) => place(join(dir.path, name), name));
    const docent = await windowOn(...folders);
    await sync(docent, ...folders);
    for (const limit of [1, 3]) {
      const pages: (readonly string[])[] = [];
      for (let after: string | null = null; ; ) {
        const files = await docent.workspace.store.files({ after, limit });
        if (files.length === 0) break;
        pages.push(files.map(({ id }) => id));
        after = files.at(-1)?.id ?? null;
      }
      assert.deepEqual(pages.flat(), names.map((name) => join(dir.path, name)).sort());
      assert.equal(pages[0]?.length, limit);
    }
  });

  test('only the folder of a changed file is looked at', async () => {
    const [first, second] = [folderOf({ 'a.md': 'one' }), folderOf({ 'b.md': 'two' })];
    const folders = [place(first.path, 'first'), place(second.path, 'second')];
    const docent = await windowOn(...folders);
    await sync(docent, ...folders);
    const path = join(second.path, 'b.md');
    await writeFile(path, 'quince');
    const store = docent.workspace.store;
    assert.equal(await store.concerns(folders, { exclude: [], paths: [path] }), true);
    assert.equal(await store.concerns(folders, { exclude: [], paths: [join(dir.path, 'c.md')] }), false);
    const { updated, unchanged } = await store.sync(folders, { exclude: [], paths: [path] });
    assert.deepEqual({ updated, unchanged }, { updated: 1, unchanged: 0 });
  });

  test('what an earlier version kept under the path is found: threads, also of several folders, and the index', async () => {
    const [first, second] = [join(dir.path, 'First'), join(dir.path, 'gone')];
    await mkdir(first);
    await writeFile(join(first, 'a.md'), 'The quincebrook ferry.');
    const data = createDocent(docentOptions(join(dir.path, 'data')));
    await data.threads.create({ origin: 'chat', workspace: first, title: 'Alone' });
    await data.threads.create({ origin: 'chat', workspace: [first, second].join('\n'), title: 'Both' });
    await data.threads.create({ origin: 'chat', workspace: second, title: 'Gone' });
    await data.threads.create({ origin: 'chat', workspace: '', title: 'None' });
    await data.close();
    const { knowledge } = openKnowledge(join(dir.path, 'old'));
    await knowledge.store('test').sync([place(first)], { exclude: [] });
    await knowledge.close();
    await mkdir(join(dir.path, 'data', 'stores'), { recursive: true });
    const name = `vs_${createHash('sha256').update(first).digest('hex').slice(0, 24)}.db`;
    await copyFile(join(dir.path, 'old', 'test.db'), join(dir.path, 'data', 'stores', name));

    const docent = await windowOn(place(first));
    assert.deepEqual((await titles(docent)).toSorted(), ['Alone', 'Both']);
    assert.equal((await sync(docent, place(first))).unchanged, 1);
    assert.deepEqual(await titles(await windowOn()), ['None']);
    // A folder that was not there is the same when it is there again.
    await mkdir(second);
    assert.deepEqual((await titles(await windowOn(place(second)))).toSorted(), ['Both', 'Gone']);
  });

  test('threads of all workspaces are listed with the names of their folders, and one is brought here', async () => {
    await used();
    const here = folderOf({});
    const docent = await windowOn(here);
    const [thread] = await docent.threads.list({ workspace: null, origins: ['chat'] });
    assert.ok(thread);
    assert.equal((await docent.workspace.names())(thread.workspace), 'Project');
    await docent.threads.update(thread.id, { workspace: await docent.workspace.id() });
    assert.deepEqual(await titles(docent), ['Ferries']);
  });

  test('an index that was lost while the folder was renamed is only an index', async () => {
    const path = await used();
    await Promise.all(open.splice(0).map((docent) => docent.close()));
    await rm(join(dir.path, 'data', 'stores'), { recursive: true });
    const renamed = join(dir.path, 'Renamed');
    await rename(path, renamed);
    const docent = await windowOn(place(renamed));
    assert.equal((await sync(docent, place(renamed))).added, 1);
    assert.deepEqual(await titles(docent), ['Ferries']);
  });

  test('and can be searched where the data is damaged, also after that was set aside', async () => {
    const folder = folderOf({ 'a.md': 'quincebrook' });
    const before = await windowOn(folder);
    await sync(before, folder);
    await before.close();
    await writeFile(join(dir.path, 'data', 'docent.db'), 'garbage'.repeat(5_000));
    const docent = await windowOn(folder);
    await assert.rejects(docent.data.use(), { code: 'data_damaged' });
    assert.equal((await find(docent, 'quincebrook'))[0]?.path, 'a.md');
    await docent.data.setAside();
    assert.equal((await find(docent, 'quincebrook'))[0]?.path, 'a.md');
    await begin(docent, 'Anew');
    assert.deepEqual(await titles(docent), ['Anew']);
  });
});
