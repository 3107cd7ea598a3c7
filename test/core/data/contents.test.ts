import assert from 'node:assert/strict';
import { closeSync, constants, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyData, hasData, removeData, sizeOfData } from '../../../src/core/data/contents.ts';
import { createDocent } from '../../../src/core/docent.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { tempDir } from '../../support/temp.ts';

/** Opens a file so that nobody else may do anything with it; Windows' way alone. */
const EXCLUSIVE = 0x10000000;

suite('what lies in a data directory', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let from: string;
  let to: string;
  setup(async () => {
    dir = await tempDir();
    from = join(dir.path, 'from');
    to = join(dir.path, 'to');
    const docent = createDocent(docentOptions(from));
    await docent.threads.create({ origin: 'chat', workspace: '', title: 'Kept' });
    await docent.files.upload({ name: 'a.txt', mime: 'text/plain', bytes: new Uint8Array(5_000) }, 'user_data', null);
    await docent.close();
    mkdirSync(join(from, 'sessions', 'thread_1'), { recursive: true });
    writeFileSync(join(from, 'sessions', 'thread_1', 'result.csv'), 'a\n1\n');
    writeFileSync(join(from, 'mine.txt'), 'mine');
  });
  teardown(() => dir.remove());

  const titles = async (place: string) => {
    const docent = createDocent(docentOptions(place));
    const threads = await docent.threads.list({ workspace: '', origins: ['chat'] });
    await docent.close();
    return threads.map(({ title }) => title);
  };

  test('is copied as a whole, and what is not Docent’s stays', async () => {
    await copyData(from, to);
    assert.deepEqual(await titles(to), ['Kept']);
    assert.equal(readFileSync(join(to, 'sessions', 'thread_1', 'result.csv'), 'utf8'), 'a\n1\n');
    assert.equal(readdirSync(join(to, 'files')).length, 1);
    assert.ok(!readdirSync(to).includes('mine.txt'));
    assert.deepEqual(await titles(from), ['Kept']);
  });

  test('is never copied over other data', async () => {
    await copyData(from, to);
    await assert.rejects(copyData(from, to), { code: 'data_there' });
  });

  test('from where no folder is, nothing is copied, and one begins anew', async () => {
    const file = join(dir.path, 'file');
    writeFileSync(file, '');
    await copyData(file, to);
    assert.equal(await hasData(file), false);
    assert.deepEqual(await titles(to), []);
  });

  test('where it can’t be copied, nothing is there', async () => {
    writeFileSync(to, 'a file');
    await assert.rejects(copyData(from, to), { code: 'data_not_copied' });
    assert.equal(readFileSync(to, 'utf8'), 'a file');
    assert.deepEqual(await titles(from), ['Kept']);
  });

  test('is removed, and nothing else', async () => {
    assert.ok((await sizeOfData(from)) > 5_000);
    assert.deepEqual(await removeData(from), []);
    assert.deepEqual(readdirSync(from), ['mine.txt']);
    assert.equal(await sizeOfData(from), 0);
    assert.deepEqual(await removeData(join(dir.path, 'nowhere')), []);
  });

  test('goes with all that belongs to it, or not at all, where another program holds it; what is left is said', async function () {
    if (process.platform !== 'win32') this.skip();
    const path = join(from, 'docent.db');
    const held = openSync(path, constants.O_RDWR | EXCLUSIVE);
    assert.deepEqual(await removeData(from), [path]);
    closeSync(held);
    assert.deepEqual(await titles(from), ['Kept']);
    assert.deepEqual(await removeData(from), []);
  });

  test('is in use as long as another process gives signs of life', async () => {
    const [one, other] = [createDocent(docentOptions(from)), createDocent(docentOptions(from))];
    await Promise.all([one.data.use(), other.data.use()]);
    assert.equal(await one.hasOthers(), true);
    await other.close();
    assert.equal(await one.hasOthers(), false);
    await one.close();
  });
});
