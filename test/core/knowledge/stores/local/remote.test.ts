import assert from 'node:assert/strict';
import { join } from 'node:path';
import { REMOTE } from '../../../../../src/core/limits/limits.ts';
import type { LocalStore } from '../../../../../src/core/knowledge/localStore.ts';
import type { SourceFolder, SyncOptions } from '../../../../../src/core/knowledge/vectorStore.ts';
import { toCitation } from '../../../../../src/core/types/citation.ts';
import { DocentError } from '../../../../../src/core/types/errors.ts';
import { memoryFiles, type MemoryFiles } from '../../memoryFiles.ts';
import { makePdf } from '../../read/makePdf.ts';
import { cleanUp, openKnowledge, tempFolder, WORKER } from '../../setup.ts';

suite('a folder that is not on disk', function () {
  // Real threads and databases, on whatever else the machine is doing.
  this.timeout(30_000);
  let files: MemoryFiles;
  let folder: SourceFolder;
  let store: LocalStore;
  function open(content: Readonly<Record<string, string | Buffer>>): void {
    files = memoryFiles(content);
    folder = { path: files.root, prefix: '' };
    store = openKnowledge(tempFolder(), WORKER, files).knowledge.store('test', files.root);
  }
  teardown(cleanUp);

  const sync = async (options: Partial<SyncOptions> = {}) => store.sync([folder], { exclude: [], ...options });
  const counts = async (options: Partial<SyncOptions> = {}) => {
    const { added, updated, unchanged, removed } = await sync(options);
    return [added, updated, unchanged, removed];
  };
  const at = (...names: readonly string[]) => names.map((name) => join(files.root, name));
  const found = async (query: string) => (await store.search(query, { limit: 5 })).map(({ file }) => file.path);
  const leftOut = async () => Object.fromEntries((await store.status()).leftOut.map(({ path, reason }) => [path, reason]));

  test('is indexed by the same rules as one on disk', async () => {
    open({
      '.gitignore': '*.log\nbuild/\nkept/\n',
      '.docentignore': '!kept/\n',
      'a.md': 'apples',
      'dev.log': 'lemons',
      'build/out.ts': 'oranges',
      'kept/k.ts': 'kiwis',
      'node_modules/x/index.js': 'nuts',
      '.git/config': 'grapes',
      'src/.gitignore': 'local.ts\n',
      'src/local.ts': 'limes',
      'src/deep/d.ts': 'dates',
      'hidden/h.ts': 'hazelnuts',
      '.env': 'SECRET=elderberries',
      'logo.png': 'no picture',
      'paper.pdf': makePdf([['Quinces ripen late.']]),
    });
    await sync({ exclude: ['hidden'] });
    const texts = ['a.md', 'kept/k.ts', 'paper.pdf', 'src/deep/d.ts'];
    assert.deepEqual((await store.files({ after: null, limit: 50 })).map(({ path }) => path), texts);
    assert.deepEqual([await found('quinces'), await found('dates')], [['paper.pdf'], ['src/deep/d.ts']]);
    const reasons = await leftOut();
    assert.match(reasons['.env'] ?? '', /secrets/);
    assert.equal(reasons['logo.png'], 'is binary');
    // What is left out by its name is not sent for; ignore files are.
    assert.deepEqual(files.reads().filter((path) => !/ignore$/.test(path)), texts);
    assert.ok(!files.stats().includes('logo.png'));
    assert.ok(files.mostAtOnce <= REMOTE.parallel.max, String(files.mostAtOnce));
  });

  test('what has changed is read again, and nothing else', async () => {
    open({ 'a.ts': 'apples', 'b.ts': 'bananas', 'src/c.ts': 'cherries' });
    assert.deepEqual(await counts(), [3, 0, 0, 0]);
    files.reads();
    files.put('a.ts', 'apricots');
    files.remove('src/c.ts');
    files.put('lib/c.ts', 'cherries');
    assert.deepEqual(await counts(), [1, 1, 1, 1]);
    assert.deepEqual(files.reads(), ['a.ts', 'lib/c.ts']);
    assert.deepEqual([await found('apricots'), await found('apples'), await found('cherries')], [['a.ts'], [], ['lib/c.ts']]);
  });

  test('where a file system does not tell times, the bytes say what has changed', async () => {
    open({});
    for (const name of ['a.ts', 'b.ts']) files.put(name, 'apples', { mtime: null });
    await sync();
    files.put('a.ts', 'quince', { mtime: null });
    assert.deepEqual(await counts(), [0, 1, 1, 0]);
    assert.deepEqual(await found('quince'), ['a.ts']);
  });

  test('named paths alone are looked at', async () => {
    open({ '.gitignore': '*.log\n', 'a.ts': 'apples', 'src/b.ts': 'bananas' });
    await sync();
    files.put('a.ts', 'apricots');
    files.put('src/b.ts', 'blueberries');
    files.put('dev.log', 'lemons');
    const concerns = (...names: readonly string[]) => store.concerns([folder], { exclude: [], paths: at(...names) });
    assert.deepEqual([await concerns('dev.log'), await concerns('src/b.ts'), await concerns('src/new.ts')], [false, true, false]);
    assert.deepEqual(await counts({ paths: at('src/b.ts', 'dev.log') }), [0, 1, 0, 0]);
    assert.deepEqual([await found('blueberries'), await found('apricots'), await found('lemons')], [['src/b.ts'], [], []]);
  });

  test('a file that can’t be read has its reason, and the rest goes on', async () => {
    open({ 'a.ts': 'apples', 'c.ts': 'cherries' });
    files.fail('b.ts', new DocentError('remote_failed', 'the server is on fire'));
    files.fail('d.ts', new DocentError('EACCES', 'no'));
    assert.deepEqual(await counts(), [2, 0, 0, 0]);
    assert.deepEqual(await leftOut(), { 'b.ts': 'can’t be read: the server is on fire', 'd.ts': 'can’t be read: permission denied' });
    files.put('b.ts', 'bananas');
    await sync();
    assert.deepEqual(await found('bananas'), ['b.ts']);
  });

  test('what is known of a file stays while its file system fails, and is told', async () => {
    open({ 'a.ts': 'apples', 'b.ts': 'bananas' });
    await sync();
    files.fail('a.ts', new DocentError('remote_failed', 'the line is dead'));
    const { leftOut: told, removed } = await sync();
    assert.deepEqual([told, removed], [[{ path: 'a.ts', reason: 'can’t be read: the line is dead' }], 0]);
    assert.deepEqual(await found('apples'), ['a.ts']);
    files.put('a.ts', 'apricots');
    await sync();
    assert.deepEqual([await found('apples'), await found('apricots')], [[], ['a.ts']]);
  });

  test('no more files are taken than the limit says, which is told', async () => {
    open({});
    for (let index = 0; index < REMOTE.files.max + 3; index++) files.put(`f${String(index).padStart(5, '0')}.lock`, 'x');
    files.put('src/inner.ts', 'apples');
    const { limits } = await sync();
    assert.deepEqual(limits, ['Only the first 5,000 files were read: more are not taken from a folder that is not on disk. Leave others out by a .docentignore.']);
    const reasons = await leftOut();
    assert.equal(reasons['f05000.lock'], 'comes after the first 5,000 files, as all that follow');
    assert.deepEqual(['f05001.lock' in reasons, await found('apples')], [false, []]);
    files.put('.docentignore', '*.lock\n');
    assert.deepEqual([(await sync()).limits, await found('apples')], [[], ['src/inner.ts']]);
  });

  test('no more bytes are taken than the limits say, of a file and of a folder', async () => {
    open({ 'z.ts': 'zucchini' });
    files.put('large.pdf', 'x', { size: REMOTE.file.max + 1 });
    const letters = 'abcdefghijk';
    for (let index = 0; index < letters.length; index++) files.put(`table${String(index).padStart(2, '0')}.csv`, `word\nzebra${letters[index]}\n`, { size: REMOTE.file.max - 1 });
    const { limits } = await sync();
    assert.deepEqual(limits, ['Only 100 MB were read: more is not taken from a folder that is not on disk. Leave others out by a .docentignore.']);
    assert.deepEqual(await leftOut(), { 'large.pdf': 'is larger than 10 MB', 'table10.csv': 'comes after the first 100 MB' });
    assert.deepEqual([await found('zebraj'), await found('zucchini')], [['table09.csv'], ['z.ts']]);
    // What comes later finds no more room than there is left.
    files.put('late.csv', 'late', { size: REMOTE.file.max - 1 });
    assert.equal((await sync({ paths: at('late.csv') })).limits.length, 1);
    assert.equal((await leftOut())['late.csv'], 'comes after the first 100 MB');
  });

  test('a file that sends more than it says is left out', async () => {
    open({});
    files.put('liar.csv', Buffer.alloc(REMOTE.file.max + 1, 'a'), { size: 5 });
    await sync();
    assert.deepEqual(await leftOut(), { 'liar.csv': 'is larger than 10 MB' });
  });

  test('Cancel ends it while an answer is waited for, and what was read stays', async () => {
    open({ 'a.ts': 'apples' });
    await sync();
    files.put('b.ts', 'bananas');
    const { held } = files.hold();
    const abort = new AbortController();
    const ends = sync({ signal: abort.signal });
    await held;
    abort.abort();
    assert.equal((await ends).cancelled, true);
    assert.deepEqual(await found('apples'), ['a.ts']);
  });

  test('a citation is found again, in the file’s own encoding', async () => {
    open({ 'notes.txt': Buffer.from('Titel\nDie Größe\n', 'latin1') });
    await sync();
    const [passage] = await store.search('Größe', { limit: 1 });
    assert.ok(passage);
    files.put('notes.txt', Buffer.from('Titel\n\nEins\nDie Größe\n', 'latin1'));
    const { found: where, encoding } = await store.locate({ citation: toCitation({ ...passage, focus: { start: 2, end: 2 }, number: 1 }), shown: null });
    assert.deepEqual([where, encoding], [{ kind: 'moved', lines: { start: 4, end: 4 } }, 'windows-1252']);
  });
});
