import assert from 'node:assert/strict';
import { closeSync, constants, mkdirSync, openSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFile } from '../../../src/core/disk/remove.ts';
import { replaceFile } from '../../../src/core/disk/replace.ts';
import { createInputs } from '../../../src/core/interpreter/inputs.ts';
import { createWorkFolder } from '../../../src/core/interpreter/workFolder.ts';
import { tempDir } from '../../support/temp.ts';

/** Opens a file so that nobody else may do anything with it; Windows' way alone. */
const EXCLUSIVE = 'UV_FS_O_EXLOCK' in constants ? Number(constants.UV_FS_O_EXLOCK) : 0x10000000;

suite('replacing a file', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => (dir = await tempDir()));
  teardown(() => dir.remove());

  function put(name: string, text: string): string {
    const path = join(dir.path, name);
    writeFileSync(path, text);
    return path;
  }

  test('the new content is there, and the other file is gone', async () => {
    const [from, to] = [put('new', 'new'), put('old', 'old')];
    await replaceFile(from, to);
    assert.equal(readFileSync(to, 'utf8'), 'new');
    assert.deepEqual(readdirSync(dir.path), ['old']);
  });

  test('a link that took its place is not followed', async function () {
    if (process.platform === 'win32') this.skip();
    const [from, outside] = [put('new', 'new'), put('outside', 'outside')];
    const to = join(dir.path, 'link');
    symlinkSync(outside, to);
    await replaceFile(from, to);
    assert.equal(readFileSync(outside, 'utf8'), 'outside');
    assert.equal(readFileSync(to, 'utf8'), 'new');
  });

  test('a file that is open for a moment is replaced when it is let go', async function () {
    if (process.platform !== 'win32') this.skip();
    const [from, to] = [put('new', 'new'), put('old', 'old')];
    const held = openSync(to, constants.O_RDWR | EXCLUSIVE);
    setTimeout(() => closeSync(held), 200);
    await replaceFile(from, to);
    assert.equal(readFileSync(to, 'utf8'), 'new');
  });

  test('code is never given the old content of a file that has changed', async function () {
    if (process.platform !== 'win32') this.skip();
    const work = join(dir.path, 'sessions', 'thread_1');
    mkdirSync(work, { recursive: true });
    const folder = createWorkFolder(work, createInputs(`${work}.inputs`), async () => {});
    const file = { name: 'data.csv', path: put('data.csv', 'old'), bytes: 3 };
    await folder.put(file);
    put('data.csv', 'changed');
    const held = openSync(join(work, 'data.csv'), constants.O_RDWR | EXCLUSIVE);
    await assert.rejects(folder.put(file), { code: 'file_held' });
    await assert.rejects(removeFile(join(work, 'data.csv')));
    closeSync(held);
    await folder.put(file);
    assert.equal(readFileSync(join(work, 'data.csv'), 'utf8'), 'changed');
  });

  test('what can’t be brought up to date is not there as it was', async () => {
    const work = join(dir.path, 'sessions', 'thread_1');
    mkdirSync(work, { recursive: true });
    const folder = createWorkFolder(work, createInputs(`${work}.inputs`), async () => {});
    const path = put('data.csv', 'old');
    await folder.put({ name: 'data.csv', path, bytes: 3 });
    // A folder in its place can't be copied.
    await removeFile(path);
    mkdirSync(path);
    await assert.rejects(folder.put({ name: 'data.csv', path, bytes: 3 }), { code: 'file_not_copied' });
    assert.deepEqual(readdirSync(work), []);
  });
});
