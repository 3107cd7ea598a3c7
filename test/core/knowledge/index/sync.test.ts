import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openDatabase } from '../../../../src/core/knowledge/index/database.ts';
import { readBatch } from '../../../../src/core/knowledge/index/readBatch.ts';
import { clearRows, refreshMoved } from '../../../../src/core/knowledge/index/rows.ts';
import { status } from '../../../../src/core/knowledge/index/status.ts';
import { sync, type SyncJob } from '../../../../src/core/knowledge/index/sync.ts';
import { NO_REMOTE } from '../../../../src/core/knowledge/remoteFiles.ts';
import { search } from '../../../../src/core/knowledge/search/search.ts';
import type { SyncProgress } from '../../../../src/core/knowledge/vectorStore.ts';
import { REMOTE } from '../../../../src/core/limits/limits.ts';
import { memoryFiles } from '../memoryFiles.ts';
import { cleanUp, folderOf, numbered, openStore, put, tempFolder } from '../setup.ts';

/** The counts of a report. */
const counts = ({ added, updated, unchanged, removed }: Record<'added' | 'updated' | 'unchanged' | 'removed', number>) => [added, updated, unchanged, removed];

suite('sync', function () {
  // Real files, threads and databases, on whatever else the machine is doing.
  this.timeout(30_000);
  teardown(cleanUp);

  test('only what changed is read again', async () => {
    const folder = folderOf({ 'a.txt': 'apples', 'b.txt': 'bananas', 'c.txt': 'cherries' });
    const file = (name: string) => join(folder.path, name);
    const store = openStore();
    assert.deepEqual(counts(await store.sync([folder], { exclude: [] })), [3, 0, 0, 0]);
    assert.deepEqual(counts(await store.sync([folder], { exclude: [] })), [0, 0, 3, 0]);

    utimesSync(file('a.txt'), new Date(), new Date(Date.now() + 5000));
    put(file('b.txt'), 'blueberries');
    rmSync(file('c.txt'));
    put(file('d.txt'), 'dates');
    assert.deepEqual(counts(await store.sync([folder], { exclude: [] })), [1, 1, 1, 1]);

    const found = async (query: string) => (await store.search(query, { limit: 5 })).map((passage) => passage.file.path);
    assert.deepEqual(await found('bananas cherries'), []);
    assert.deepEqual(await found('blueberries'), ['b.txt']);
    assert.deepEqual(await found('dates'), ['d.txt']);
    assert.equal(await store.text(file('b.txt')), 'blueberries');
    assert.equal(await store.text(file('c.txt')), null);
  });

  test('files that were moved are known by what they say: none is read again, and all are found where they are', async () => {
    const folder = folderOf({ 'src/a.ts': 'apples', 'src/b.ts': 'bananas', 'src/same.ts': 'twins', 'src/deep/same.ts': 'twins', 'src/note.md': 'words', 'gone.ts': 'dates' });
    const db = openDatabase(join(tempFolder(), 'test.db'));
    const run = () => sync(db, { folders: [folder], exclude: [], allowed: [], history: false, extract: () => assert.fail(), remote: NO_REMOTE, readElsewhere: () => assert.fail(), paths: null, again: false, stopped: () => false, onProgress: () => {} });
    await run();
    const chunks = db.prepare('SELECT id, text FROM chunks ORDER BY id').all();
    renameSync(join(folder.path, 'src'), join(folder.path, 'lib'));
    renameSync(join(folder.path, 'lib', 'note.md'), join(folder.path, 'lib', 'note.html'));
    rmSync(join(folder.path, 'gone.ts'));
    put(join(folder.path, 'new.ts'), 'figs');
    assert.deepEqual(counts(await run()), [6, 0, 0, 6]);
    // The others are rows of what was moved.
    const kept = chunks.filter(({ text }) => text !== 'dates' && text !== 'words');
    assert.deepEqual(db.prepare('SELECT id, text FROM chunks ORDER BY id').all().slice(0, kept.length), kept);
    const found = (query: string) => search(db, { query, limit: 9 }).map(({ file }) => file.path).toSorted();
    assert.deepEqual([found('bananas'), found('twins'), found('words'), found('dates'), found('figs')], [['lib/b.ts'], ['lib/deep/same.ts', 'lib/same.ts'], ['lib/note.html'], [], ['new.ts']]);
    assert.equal(refreshMoved(db), false);
    assert.deepEqual([found('src'), found('deep'), found('lib').length], [[], ['lib/deep/same.ts'], 5]);
    assert.deepEqual(counts(await run()), [0, 0, 6, 0]);
    db.close();
  });

  test('what is left out is looked at again where that is asked for, though it looks as it did', async () => {
    const folder = folderOf({ 'a.txt': 'apples', 'b.txt': Buffer.from([1, 2, 0, 3]) });
    const store = openStore();
    const path = join(folder.path, 'b.txt');
    const time = new Date(1_700_000_000_000);
    utimesSync(path, time, time);
    await store.sync([folder], { exclude: [] });
    put(path, 'figs');
    utimesSync(path, time, time);
    assert.deepEqual((await store.sync([folder], { exclude: [] })).leftOut, [{ path: 'b.txt', reason: 'is binary' }]);
    const again = await store.sync([folder], { exclude: [], paths: [path], again: true });
    assert.deepEqual([again.leftOut, counts(again)], [[], [1, 0, 0, 0]]);
  });

  test('a moved folder is found by its new name soon', async () => {
    const folder = folderOf(Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`before/f${index}.ts`, `word${index}`])));
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    renameSync(join(folder.path, 'before'), join(folder.path, 'after'));
    await store.sync([folder], { exclude: [] });
    assert.equal((await store.search('word7', { limit: 1 }))[0]?.file.path, 'after/f7.ts');
    while ((await store.search('before', { limit: 1 })).length > 0 || (await store.search('after', { limit: 120, by: 'passages' })).length < 120);
  });

  test('a change that keeps size and time is not seen, one that keeps only the size is', async () => {
    const folder = folderOf({ 'a.txt': 'one' });
    const path = join(folder.path, 'a.txt');
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    const { atime, mtime } = statSync(path);
    put(path, 'two');
    utimesSync(path, atime, new Date(mtime.getTime() + 1000));
    assert.deepEqual(counts(await store.sync([folder], { exclude: [] })), [0, 1, 0, 0]);
    assert.equal(await store.text(path), 'two');
  });

  test('what does not belong in a store is left out with its reason', async () => {
    const folder = folderOf({
      '.env': 'PASSWORD=1',
      'big.txt': 'a line\n'.repeat(400_000),
      'bundle.js': `x=1;${'var a=b+c;'.repeat(2000)}`,
      'elsewhere.docx': 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n',
      'empty.pdf': '',
      'empty.txt': '',
      'key.ts': `export const key = 'ghp_${'a8Kx2mQ9vLw4Tz7RbN1cYp5Jd3Hf6SgE0uWi'}';`,
      'picture.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2]),
      'readme.md': 'fine',
      'yarn.lock': 'lock',
    });
    const store = openStore();
    const expected = [
      { path: '.env', reason: 'has a name under which secrets are kept' },
      { path: 'big.txt', reason: 'is larger than 2 MB (2.7 MB)' },
      { path: 'bundle.js', reason: 'is minified or generated' },
      { path: 'elsewhere.docx', reason: 'is kept by Git LFS and is not here: run “git lfs pull”' },
      { path: 'empty.pdf', reason: 'is empty' },
      { path: 'picture.png', reason: 'is binary' },
      { path: 'yarn.lock', reason: 'is a lock file of a package manager' },
    ];
    // The second time, nothing is read any more.
    for (const report of [await store.sync([folder], { exclude: [] }), await store.sync([folder], { exclude: [] })]) {
      assert.deepEqual(report.leftOut, expected);
    }
    const status = await store.status();
    assert.deepEqual([status.files, status.chunks, status.leftOut], [3, 2, expected]);
    assert.ok(status.bytes > 0 && status.syncedAt !== null);
    assert.deepEqual(await store.search('PASSWORD ghp', { limit: 5 }), []);
    assert.equal(await store.text(join(folder.path, '.env')), null);
  });

  test('a secret costs itself, not its file, until the user lets it stay', async () => {
    const token = `ghp_${'a8Kx2mQ9vLw4Tz7RbN1cYp5Jd3Hf6SgE0uWi'}`;
    const address = ['postgres://admin:hunter2', 'secret@db.internal/prod'].join('');
    const folder = folderOf({ 'keys.md': `first line\nkey ${token}\nthe needle stands here\n`, 'a/url.ts': `const url = '${address}'; // connneedle\n` });
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    const keys = join(folder.path, 'keys.md');
    assert.equal(await store.text(keys), 'first line\nkey [secret left out]\nthe needle stands here');
    assert.equal((await store.search('connneedle', { limit: 5 })).length, 1);
    assert.deepEqual(await store.search('hunter2', { limit: 5 }), []);
    const { secrets, leftOut } = await store.status();
    assert.deepEqual([secrets.map(({ path, line, rule }) => [path, line, rule]), leftOut], [[['a/url.ts', 1, 'password-in-address'], ['keys.md', 2, 'github-pat']], []]);

    const allowed = secrets.filter(({ path }) => path === 'keys.md').map(({ digest }) => digest);
    assert.deepEqual(counts(await store.sync([folder], { exclude: [], allowed })), [0, 1, 1, 0]);
    assert.equal(await store.text(keys), `first line\nkey ${token}\nthe needle stands here`);
    assert.deepEqual((await store.status()).secrets.map(({ path }) => path), ['a/url.ts']);
  });

  test('secrets are remembered by digests with a salt, which hold in a store that is made anew', async () => {
    const password = ['Tr0ub4dor', '_3xyz'].join('');
    const folder = folderOf({ 'a.env.md': `DB_PASSWORD=${password}\n`, 'b.md': `password: "${password}"\n` });
    const [one, other] = [openStore(), openStore()];
    await one.sync([folder], { exclude: [] });
    await other.sync([folder], { exclude: [] });
    const digests = async (store: typeof one) => (await store.status()).secrets.map(({ digest }) => digest);
    const [first = '', second = ''] = await digests(one);
    assert.equal(first, second, 'One secret has one digest in a store.');
    assert.ok(!first.includes(hash('sha256', password)) && !(await digests(other)).includes(first));
    assert.deepEqual(counts(await one.sync([folder], { exclude: [], allowed: [first] })), [0, 2, 0, 0]);
    await other.clear();
    await other.sync([folder], { exclude: [], allowed: [first] });
    for (const store of [one, other]) assert.deepEqual(await digests(store), []);
  });

  test('a secret that is one in files of some kind alone is taken out of these', async () => {
    const text = ['administrator_login_', 'password = "correct-horse-staple"'].join('');
    const folder = folderOf({ 'infra/main.tf': text, 'words.md': text });
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    assert.deepEqual((await store.status()).secrets.map(({ path }) => path), ['infra/main.tf']);
  });

  test('a file that turns into one to leave out takes its text along', async () => {
    const folder = folderOf({ 'notes.txt': 'apples' });
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    put(join(folder.path, 'notes.txt'), Buffer.from('apples\0'));
    const report = await store.sync([folder], { exclude: [] });
    assert.deepEqual([counts(report), report.leftOut.length], [[0, 0, 0, 1], 1]);
    assert.deepEqual(await store.search('apples', { limit: 5 }), []);
  });

  test('of a table, the beginning is indexed, whatever its size', async () => {
    const folder = folderOf({ 'sales.csv': `region,amount\n${'north,1\n'.repeat(500_000)}` });
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    const [passage] = await store.search('region', { limit: 1 });
    assert.deepEqual(passage?.lines, { start: 1, end: 40 });
    assert.equal((await store.text(join(folder.path, 'sales.csv')))?.split('\n').length, 200);
  });

  test('several folders show their names, also when one lies in the other', async () => {
    const outer = folderOf({ 'a.txt': 'apples', 'inner/b.txt': 'apples' });
    const inner = { path: join(outer.path, 'inner'), prefix: 'inner' };
    const store = openStore();
    await store.sync([outer], { exclude: [] });
    const report = await store.sync([{ ...outer, prefix: 'outer' }, inner], { exclude: [] });
    assert.deepEqual(counts(report), [0, 2, 0, 0]);
    const paths = (await store.search('apples', { limit: 5 })).map(({ file }) => file.path);
    assert.deepEqual(paths.sort(), ['outer/a.txt', 'outer/inner/b.txt']);
  });

  test('files of a folder that can’t be looked into just now stay', async () => {
    const folder = folderOf({ 'a.txt': 'apples' });
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    rmSync(folder.path, { recursive: true });
    const report = await store.sync([folder], { exclude: [] });
    assert.equal(report.removed, 0);
    assert.match(report.leftOut[0]?.reason ?? '', /disappeared/);
    assert.equal((await store.search('apples', { limit: 5 })).length, 1);
    assert.deepEqual(counts(await store.sync([], { exclude: [] })), [0, 0, 0, 1]);
  });

  test('many new files, which another thread reads, are in as if they were read one after the other', async () => {
    const password = ['Sup3r', 'S3cret!', 'x9'].join('');
    const many = Object.fromEntries(Array.from({ length: 260 }, (_, index) => [`src/file${index}.ts`, `export const numberOf${index} = ${index};\n`]));
    const folder = folderOf({ ...many, 'conf.yaml': `name: confneedle\npassword: ${password}\n`, 'image.bin': Buffer.from([0, 1, 2, 0, 255, 254]), 'long.md': 'word '.repeat(300_000) });
    const store = openStore();
    const report = await store.sync([folder], { exclude: [] });
    assert.deepEqual([counts(report), report.leftOut], [[262, 0, 0, 0], [{ path: 'image.bin', reason: 'is binary' }]]);
    const found = async (query: string) => (await store.search(query, { limit: 1 })).map(({ file, text }) => [file.path, text]);
    assert.deepEqual(await found('number of 259'), [['src/file259.ts', 'export const numberOf259 = 259;']]);
    assert.deepEqual(await found('confneedle'), [['conf.yaml', 'name: confneedle\npassword: [secret left out]']]);
    assert.deepEqual(counts(await store.sync([folder], { exclude: [] })), [0, 0, 262, 0]);
  });

  test('the thread that reads new files is started while a folder is listed for the first time, and not again; the log is given back', async () => {
    const folder = folderOf(Object.fromEntries(Array.from({ length: 260 }, (_, index) => [`${index}.txt`, 'apples'])));
    const file = join(tempFolder(), 'test.db');
    const db = openDatabase(file);
    try {
      const told: string[] = [];
      const readElsewhere: SyncJob['readElsewhere'] = (files, secrets) => {
        told.push(files.length === 0 ? 'started' : 'asked');
        return readBatch(files, secrets);
      };
      const onProgress = ({ phase }: SyncProgress) => void (told.at(-1) !== phase && told.push(phase));
      const job = { folders: [folder], exclude: [], allowed: [], history: false, extract: () => assert.fail(), remote: NO_REMOTE, readElsewhere, paths: null, again: false, stopped: () => false, onProgress };
      assert.equal((await sync(db, job)).added, 260);
      assert.deepEqual(told.slice(0, 3), ['listing', 'started', 'asked']);
      assert.equal(statSync(`${file}-wal`).size, 0);
      told.length = 0;
      assert.equal((await sync(db, job)).unchanged, 260);
      assert.deepEqual(told, ['listing', 'indexing']);
    } finally {
      db.close();
    }
  });

  test('a file that disappears while others are read is a row with its reason', async () => {
    const folder = folderOf({ 'a.txt': 'apples', 'b.txt': 'bananas' });
    const db = openDatabase(join(tempFolder(), 'test.db'));
    try {
      const onProgress = ({ phase }: SyncProgress) => phase === 'indexing' && rmSync(join(folder.path, 'b.txt'), { force: true });
      const report = await sync(db, { folders: [folder], exclude: [], allowed: [], history: false, extract: async () => [], remote: NO_REMOTE, readElsewhere: async () => [], paths: null, again: false, stopped: () => false, onProgress });
      assert.deepEqual(report.leftOut, [{ path: 'b.txt', reason: 'disappeared while it was being read' }]);
      assert.equal(report.added, 1);
    } finally {
      db.close();
    }
  });

  test('where one file of those that are read at once fails it, no further one is begun', async () => {
    const files = memoryFiles(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.txt`, 'apples'])));
    const db = openDatabase(join(tempFolder(), 'test.db'));
    try {
      const onProgress = ({ phase }: SyncProgress) => assert.notEqual(phase, 'indexing', 'the disk is full');
      const job = { folders: [{ path: files.root, prefix: '' }], exclude: [], allowed: [], history: false, extract: async () => [], remote: files, readElsewhere: async () => [], paths: null, again: false, stopped: () => false, onProgress };
      await assert.rejects(sync(db, job), /the disk is full/);
      for (let turn = 0; turn < 100; turn++) await setImmediate();
      assert.ok(files.reads().length < REMOTE.parallel.max);
    } finally {
      db.close();
    }
  });

  test('what another window forgets meanwhile does not come back without its text', async () => {
    const folder = folderOf({ 'a.txt': 'apples' });
    const db = openDatabase(join(tempFolder(), 'test.db'));
    try {
      const job = { folders: [folder], exclude: [], allowed: [], history: false, extract: async () => [], remote: NO_REMOTE, readElsewhere: async () => [], paths: null, again: false, stopped: () => false, onProgress: () => {} };
      await sync(db, job);
      utimesSync(join(folder.path, 'a.txt'), new Date(), new Date(Date.now() + 5000));
      await sync(db, { ...job, onProgress: ({ phase, done }: SyncProgress) => phase === 'indexing' && done === 0 && clearRows(db) });
      assert.equal(status(db, '').files, 0);
      assert.equal((await sync(db, job)).added, 1);
    } finally {
      db.close();
    }
  });

  test('stopped, it keeps what was done; again, it goes on from there', async () => {
    const folder = folderOf({});
    for (let index = 0; index < 4000; index++) put(join(folder.path, `${index}.txt`), numbered(60, `n${index}x`));
    const store = openStore();
    const abort = new AbortController();
    let stoppedAt = 0;
    const onProgress = ({ done }: SyncProgress) => {
      if (done < 400 || stoppedAt) return;
      stoppedAt = performance.now();
      abort.abort();
    };
    const first = await store.sync([folder], { exclude: [], signal: abort.signal, onProgress });
    assert.ok(performance.now() - stoppedAt < 1000);
    assert.ok(first.cancelled && first.added >= 400 && first.added < 4000, JSON.stringify(first));
    const { files, syncedAt } = await store.status();
    assert.deepEqual([files, syncedAt], [first.added, null]);

    const second = await store.sync([folder], { exclude: [] });
    assert.deepEqual([counts(second), second.cancelled], [[4000 - first.added, 0, first.added, 0], false]);
  });

  test('stopped before it began, it does nothing', async () => {
    const store = openStore();
    const report = await store.sync([folderOf({ 'a.txt': 'a' })], { exclude: [], signal: AbortSignal.abort() });
    assert.deepEqual([counts(report), report.cancelled], [[0, 0, 0, 0], true]);
  });

  test('progress names the phase, the file and how far it is', async () => {
    const seen: SyncProgress[] = [];
    await openStore().sync([folderOf({ 'a.txt': 'a', 'b.txt': 'b' })], { exclude: [], onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(seen[0], { phase: 'listing', done: 0, total: 1, path: '' });
    assert.deepEqual(seen[1], { phase: 'indexing', done: 0, total: 2, path: 'a.txt' });
    assert.deepEqual(seen.at(-1), { phase: 'indexing', done: 2, total: 2, path: '' });
  });

  test('cleared, it is empty and small, and can be filled again', async () => {
    const folder = folderOf({ 'a.txt': numbered(20_000) });
    const store = openStore();
    await store.sync([folder], { exclude: [] });
    const before = await store.status();
    await store.clear();
    const after = await store.status();
    assert.deepEqual([after.files, after.chunks, after.syncedAt], [0, 0, null]);
    assert.ok(after.bytes < before.bytes / 3, `${before.bytes} → ${after.bytes}`);
    assert.deepEqual(await store.search('word7', { limit: 1 }), []);
    assert.equal((await store.sync([folder], { exclude: [] })).added, 1);
    assert.equal((await store.search('word7', { limit: 1 })).length, 1);
    assert.equal(await store.text(join(folder.path, 'a.txt')), readFileSync(join(folder.path, 'a.txt'), 'utf8').trimEnd());
  });
});
