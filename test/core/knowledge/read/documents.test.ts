import assert from 'node:assert/strict';
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { searchAll } from '../../../../src/core/knowledge/search/searchAll.ts';
import type { NewDocument, VectorStore } from '../../../../src/core/knowledge/vectorStore.ts';
import { DEFAULT_CHUNKING, type Filter } from '../../../../src/core/types/vectorStore.ts';
import { makePdf } from './makePdf.ts';
import { cleanUp, folderOf, openKnowledge, openStore, put, tempFolder, WORKER } from '../setup.ts';

/** A document with this content, in a file of its own. */
function documentOf(id: string, name: string, content: string | Buffer, more: Partial<NewDocument> = {}): NewDocument {
  const path = join(tempFolder(), `${id}.bin`);
  put(path, content);
  return { id, name, path, attributes: {}, chunking: DEFAULT_CHUNKING, ...more };
}

/** A word that stands nowhere else. */
const word = (number: number) => `x${String.fromCharCode(97 + Math.floor(number / 26), 97 + (number % 26))}k`;
const sentence = (number: number) => `This sentence says that sample ${word(number)} weighs some grams.`;
/** About 5,000 bytes. */
const prose = Array.from({ length: 100 }, (_, index) => sentence(index)).join('\n');

suite('documents in a store', function () {
  // Real files, threads and databases, on whatever else the machine is doing.
  this.timeout(30_000);
  let store: VectorStore;
  setup(() => {
    store = openStore();
  });
  teardown(cleanUp);

  const find = async (query: string, options: Partial<Parameters<VectorStore['search']>[1]> = {}) =>
    (await store.search(query, { limit: 50, by: 'passages', ...options })).map(({ file }) => file.id);

  test('is found under its id and name, replaced by its id, and gone once removed', async () => {
    const size = await store.put(documentOf('file-1', 'Pricing.md', '# Fees\n\nA courier costs four euros.\n'));
    assert.deepEqual(size, { chunks: 1, bytes: 35 });
    const [passage] = await store.search('what does a courier cost', { limit: 5 });
    assert.deepEqual(passage?.file, { id: 'file-1', path: 'Pricing.md' });
    assert.deepEqual([passage.lines, passage.page, passage.text], [{ start: 1, end: 3 }, null, '# Fees\n\nA courier costs four euros.']);

    await store.put(documentOf('file-1', 'Pricing.md', 'Bicycles are free.'));
    assert.deepEqual([await find('courier'), await find('bicycles')], [[], ['file-1']]);
    assert.equal(await store.text('file-1'), 'Bicycles are free.');

    await store.remove(['file-1', 'file-unknown']);
    assert.deepEqual([await find('bicycles'), await store.text('file-1'), (await store.status()).chunks], [[], null, 0]);
  });

  test('is left alone when the folders of the same store are read anew', async () => {
    await store.put(documentOf('file-1', 'note.txt', 'zebra'));
    const report = await store.sync([folderOf({ 'a.txt': 'horse' })], { exclude: [] });
    assert.deepEqual([report.added, report.removed], [1, 0]);
    assert.deepEqual(await find('zebra horse'), ['file-1', (await find('horse'))[0]]);
  });

  for (const [maxTokens, overlapTokens] of [
    [100, 0],
    [100, 50],
    [300, 100],
    [4096, 2048],
  ] as const) {
    test(`chunks of ${maxTokens} tokens that share ${overlapTokens}`, async () => {
      const { chunks, bytes } = await store.put(documentOf('file-1', 'a.txt', prose, { chunking: { maxTokens, overlapTokens } }));
      // Each chunk but the first adds what it doesn't repeat; both are whole lines (some 50 bytes), and so a little less.
      const expected = Math.max(Math.ceil((prose.length - overlapTokens * 4) / ((maxTokens - overlapTokens) * 4)), 1);
      assert.ok(chunks >= expected * 0.85 && chunks <= Math.ceil(expected * 1.35), `${chunks} chunks, expected ${expected}`);
      const found = await store.search('sentence', { limit: 50, by: 'passages' });
      for (const { text, lines } of found) {
        assert.ok(Buffer.byteLength(text) <= maxTokens * 4);
        assert.equal(text, prose.split('\n').slice(lines.start - 1, lines.end).join('\n'));
      }
      if (overlapTokens > 0 && chunks > 1) assert.ok(bytes > prose.length * 1.3);
      else assert.ok(bytes <= prose.length);
      assert.equal(await store.text('file-1'), prose);
      // What stands on one place only is found there, at most in two chunks.
      const [best, ...rest] = await store.search(word(57), { limit: 5, by: 'passages' });
      assert.ok(best && best.focus.start <= 58 && best.focus.end >= 58 && best.text.includes(sentence(57)));
      assert.ok(rest.length <= (overlapTokens ? 1 : 0));
    });
  }

  test('a text of one long line is cut between words, in any script, and comes back whole', async () => {
    const texts = [prose.replaceAll('\n', ' '), '製品の検索設定はここにあります。'.repeat(200), '😀'.repeat(2_000), 'x'.repeat(9_000)];
    for (const [index, text] of texts.entries()) {
      const id = `file-${index}`;
      await store.put(documentOf(id, 'a.txt', text, { chunking: { maxTokens: 100, overlapTokens: 50 } }));
      assert.equal(await store.text(id), text);
    }
    const found = await store.search(word(57), { limit: 2, by: 'passages' });
    assert.ok(found.length > 0 && found.every(({ text }) => text.includes(word(57)) && Buffer.byteLength(text) <= 400));
    assert.ok(found.every(({ lines }) => lines.start === 1 && lines.end === 1));
  });

  test('pages of a PDF keep their numbers, and no chunk crosses one', async () => {
    const pdf = makePdf([['The first page is about apples.'], ['The second page is about pears.']]);
    await store.put(documentOf('file-1', 'fruit.PDF', pdf));
    const [passage, ...rest] = await store.search('pears', { limit: 5 });
    assert.deepEqual([passage?.page, passage?.lines, passage?.text, rest], [2, { start: 2, end: 2 }, 'The second page is about pears.', []]);
  });

  test('what a folder leaves out is taken when it was chosen: data, minified text, names and words of secrets', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `row${index},${index}`).join('\n');
    await store.put(documentOf('file-csv', 'data.csv', rows));
    await store.put(documentOf('file-min', 'bundle.js', `x=1;${'var a=quux+c;'.repeat(2_000)}`));
    await store.put(documentOf('file-env', '.env', "KEY='ghp_a8Kx2mQ9vLw4Tz7RbN1cYp5Jd3Hf6SgE0uWi' # corge"));
    assert.deepEqual([await find('row4999', { limit: 1 }), await find('quux', { limit: 1 }), await find('corge')], [['file-csv'], ['file-min'], ['file-env']]);
  });

  const refused: Readonly<Record<string, readonly [name: string, content: string | Buffer, code: string, reason: RegExp]>> = {
    'a picture': ['photo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2]), 'unsupported_file', /^photo\.png is binary\.$/],
    'a broken PDF': ['scan.pdf', '%PDF-1.4 and nothing more', 'invalid_file', /^scan\.pdf is a damaged PDF\.$/],
    'a text that calls itself PDF': ['scan.pdf', 'plain words', 'invalid_file', /^scan\.pdf is not a PDF/],
    'an empty file': ['empty.txt', '', 'invalid_file', /^empty\.txt has no text\.$/],
    'a text that is too long': ['big.txt', 'a line\n'.repeat(3_000_000), 'invalid_file', /^big\.txt is larger than 20 MB\.$/],
  };
  for (const [what, [name, content, code, reason]] of Object.entries(refused)) {
    test(`${what} is refused with a sentence, and what was there before stays`, async () => {
      await store.put(documentOf('file-1', 'a.txt', 'before'));
      await assert.rejects(store.put(documentOf('file-1', name, content)), { name: 'DocentError', code, message: reason });
      assert.deepEqual(await find('before'), ['file-1']);
    });
  }

  test('putting in can be given up', async () => {
    const abort = new AbortController();
    const pages = Array.from({ length: 300 }, (_, page) => [`Page ${page} of a long report.`]);
    const first = store.put(documentOf('file-1', 'a.pdf', makePdf(pages)), { signal: abort.signal });
    const second = store.put(documentOf('file-2', 'b.txt', 'report'), { signal: abort.signal });
    abort.abort();
    await assert.rejects(first, { name: 'AbortError' });
    await assert.rejects(second, { name: 'AbortError' });
    assert.equal((await store.status()).files, 0);
  });

  const filters: readonly (readonly [Filter, string])[] = [
    [{ type: 'eq', key: 'team', value: 'red' }, 'a'],
    [{ type: 'ne', key: 'team', value: 'red' }, 'bc'],
    [{ type: 'gt', key: 'year', value: 2024 }, 'b'],
    [{ type: 'gte', key: 'year', value: 2024 }, 'ab'],
    [{ type: 'lt', key: 'year', value: 2025 }, 'a'],
    [{ type: 'lte', key: 'year', value: 2025 }, 'ab'],
    [{ type: 'gt', key: 'year', value: '2024' }, ''],
    [{ type: 'in', key: 'team', value: ['red', 'blue'] }, 'ab'],
    [{ type: 'nin', key: 'team', value: ['red', 'green'] }, 'bc'],
    [{ type: 'eq', key: 'draft', value: true }, 'b'],
    [{ type: 'and', filters: [{ type: 'gte', key: 'year', value: 2024 }, { type: 'ne', key: 'draft', value: true }] }, 'a'],
    [{ type: 'or', filters: [{ type: 'eq', key: 'team', value: 'red' }, { type: 'eq', key: 'draft', value: true }] }, 'ab'],
  ];
  test('searches are narrowed by attributes, which can be changed', async () => {
    await store.put(documentOf('a', 'a.txt', 'zebra', { attributes: { team: 'red', year: 2024 } }));
    await store.put(documentOf('b', 'b.txt', 'zebra', { attributes: { team: 'blue', year: 2025, draft: true } }));
    await store.put(documentOf('c', 'c.txt', 'zebra'));
    for (const [filter, expected] of filters) {
      assert.equal((await find('zebra', { filter })).toSorted().join(''), expected, JSON.stringify(filter));
    }
    await store.setAttributes('c', { team: 'red' });
    assert.deepEqual((await find('zebra', { filter: { type: 'eq', key: 'team', value: 'red' } })).toSorted(), ['a', 'c']);
  });

  test('a filter is applied before the best are taken', async () => {
    for (let index = 0; index < 8; index++) await store.put(documentOf(`file-${index}`, 'a.txt', 'zebra zebra\n'.repeat(400), { chunking: { maxTokens: 100, overlapTokens: 50 } }));
    await store.put(documentOf('rare', 'b.txt', `${'filler '.repeat(300)}zebra`, { attributes: { rare: true } }));
    assert.deepEqual(await find('zebra', { limit: 1, filter: { type: 'eq', key: 'rare', value: true } }), ['rare']);
  });

  test('scores are shares of the query, fall from the first to the last, and can be held against a threshold', async () => {
    await store.put(documentOf('all', 'a.txt', 'The courier brings the parcel at noon.'));
    await store.put(documentOf('half', 'b.txt', 'The courier is ill.'));
    await store.put(documentOf('much', 'c.txt', 'courier\n'.repeat(30)));
    await store.put(documentOf('none', 'd.txt', 'Nothing of it.'));
    const found = await store.search('courier parcel noon', { limit: 10, by: 'passages' });
    const scores = found.map(({ score }) => score);
    assert.deepEqual(found.map(({ file }) => file.id), ['all', 'much', 'half']);
    assert.deepEqual(scores, scores.toSorted((a, b) => b - a));
    assert.ok(Math.abs((scores[0] ?? 0) - 2 / 3) < 1e-9, `${scores[0]}`);
    assert.ok(scores.every((score) => score > 0 && score < 1));
    assert.deepEqual(await find('courier parcel noon', { scoreThreshold: 0.5 }), ['all']);
    assert.deepEqual(await find('courier parcel noon zeppelin unicorn', { scoreThreshold: 0.5 }), []);
    assert.deepEqual(await find('courier parcel noon', { scoreThreshold: 1 }), []);
  });

  test('one document alone may fill all places', async () => {
    await store.put(documentOf('file-1', 'a.txt', prose, { chunking: { maxTokens: 100, overlapTokens: 0 } }));
    assert.equal((await find('sentence', { limit: 10 })).length, 10);
    assert.equal((await find('sentence', { limit: 10, by: 'files' })).length, 3);
  });

  test('several stores are searched as one', async () => {
    const { knowledge } = openKnowledge(tempFolder());
    const [first, second] = [knowledge.store('vs_1'), knowledge.store('vs_2')];
    await first.put(documentOf('weak', 'a.txt', 'parcel'));
    await second.put(documentOf('strong', 'b.txt', 'The courier brings the parcel.'));
    await second.put(documentOf('other', 'c.txt', 'courier'));
    const found = await searchAll([first, second], 'courier parcel', { limit: 2 });
    assert.equal(found[0]?.file.id, 'strong');
    assert.equal(found.length, 2);
  });

  test('another process may put into the same store', async () => {
    const dir = tempFolder();
    const { knowledge } = openKnowledge(dir);
    const here = knowledge.store('vs_1');
    const theirs = documentOf('theirs', 'b.txt', 'zebra');
    const script = `
      import { createKnowledge } from ${JSON.stringify(new URL('../../../../src/core/knowledge/knowledge.ts', import.meta.url).href)};
      const log = { debug() {}, info() {}, warn: console.error, error: console.error };
      const knowledge = createKnowledge({ dir: ${JSON.stringify(dir)}, worker: ${JSON.stringify(WORKER)}, log });
      for (let i = 0; i < 20; i++) await knowledge.store('vs_1').put({ ...${JSON.stringify(theirs)}, id: 'theirs' + i });
      await knowledge.close();`;
    put(join(dir, 'other.mjs'), script);
    const other = spawn(process.execPath, [join(dir, 'other.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
    const exit = once(other, 'exit');
    for (let index = 0; index < 20; index++) await here.put(documentOf(`mine${index}`, 'a.txt', 'zebra'));
    assert.deepEqual(await exit, [0, null]);
    assert.equal((await here.search('zebra', { limit: 50, by: 'passages' })).length, 40);
  });

  test('a store of the first version takes documents too', async () => {
    const dir = tempFolder();
    const { knowledge } = openKnowledge(dir);
    const folder = folderOf({ 'a.txt': 'horse' });
    await knowledge.store('test').sync([folder], { exclude: [] });
    await knowledge.close();
    const db = new DatabaseSync(join(dir, 'test.db'));
    db.exec('ALTER TABLE files DROP COLUMN secrets; ALTER TABLE files DROP COLUMN attributes; ALTER TABLE chunks DROP COLUMN overlap; ALTER TABLE chunks DROP COLUMN part; ALTER TABLE files DROP COLUMN renamed; DROP INDEX files_of_module; DROP INDEX files_of_shown; ALTER TABLE files DROP COLUMN module; ALTER TABLE files DROP COLUMN names; DROP TABLE links; DROP TABLE commits; PRAGMA user_version = 1');
    db.close();

    const again = openKnowledge(dir).knowledge.store('test');
    await again.put(documentOf('file-1', 'b.txt', 'zebra'));
    const report = await again.sync([folder], { exclude: [] });
    assert.deepEqual([report.updated, report.removed], [1, 0]);
    assert.deepEqual((await again.search('horse zebra', { limit: 5 })).map(({ file }) => file.path).toSorted(), ['a.txt', 'b.txt']);
  });
});
