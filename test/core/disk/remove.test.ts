import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../../../src/core/disk/remove.ts';
import { createTrash } from '../../../src/core/disk/trash.ts';
import { findPython } from '../interpreter/room.ts';
import { skipOnWindows } from '../../support/skipOnWindows.ts';
import { tempDir } from '../../support/temp.ts';

/** Far deeper than any path can be long. */
const DEEP = `
import os, sys
os.chdir(sys.argv[1])
for n in range(2500):
    open('file', 'w').close()
    os.mkdir('folder')
    os.chdir('folder')
`;

/** Names that no encoding of text has, and one beside them that a careless reader takes for theirs. */
const NAMELESS = `
import os, sys
os.chdir(os.fsencode(sys.argv[1]))
os.makedirs(b'a\\xff/\\xfe')
open(b'a\\xff/\\xfe/\\xc3', 'w').close()
open('a\\ufffd'.encode(), 'w').close()
`;

suite('removing a tree', function () {
  this.timeout(30_000);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => (dir = await tempDir()));
  teardown(async () => {
    await removeTree(dir.path);
  });

  function made(...names: readonly string[]): string {
    const path = join(dir.path, 'tree');
    mkdirSync(path);
    for (const name of names) {
      mkdirSync(join(path, name, '..'), { recursive: true });
      writeFileSync(join(path, name), name);
    }
    return path;
  }

  test('takes all of it, and nothing else', async () => {
    const path = made('a', 'b/c', 'b/d/e');
    writeFileSync(join(dir.path, 'beside'), '');
    await removeTree(path);
    assert.deepEqual(readdirSync(dir.path), ['beside']);
    await removeTree(path);
  });

  test('takes folders that are nested deeper than a path can be long', async function () {
    skipOnWindows(this);
    const path = made();
    execFileSync(findPython(), ['-c', DEEP, path]);
    await removeTree(path);
    assert.deepEqual(readdirSync(dir.path), []);
  });

  test('takes files and folders whose names are no text', async function () {
    if (process.platform !== 'linux') this.skip();
    const path = made();
    execFileSync(findPython(), ['-c', NAMELESS, path]);
    await removeTree(path);
    assert.deepEqual(readdirSync(dir.path), []);
  });

  test('takes a link for a link', async function () {
    const path = made('a');
    mkdirSync(join(dir.path, 'outside'));
    writeFileSync(join(dir.path, 'outside', 'kept'), 'kept');
    symlinkSync(join(dir.path, 'outside'), join(path, 'link'), 'junction');
    await removeTree(path);
    assert.equal(readFileSync(join(dir.path, 'outside', 'kept'), 'utf8'), 'kept');
  });

  test('takes folders that were closed to everybody', async () => {
    const path = made('closed/a', 'closed/inner/b');
    for (const name of ['closed/inner', 'closed']) chmodSync(join(path, name), 0);
    await removeTree(path);
    assert.equal(existsSync(path), false);
  });

  test('in the background, from its place at once; the next process goes on with what was left', async () => {
    const path = made('a/b');
    const warnings: string[] = [];
    const trash = createTrash(join(dir.path, '.trash'), (message) => warnings.push(message));
    await trash.remove(path);
    assert.equal(existsSync(path), false);
    await trash.close();
    made('c/d');
    await trash.remove(path);
    assert.notDeepEqual(readdirSync(join(dir.path, '.trash')), []);
    await createTrash(join(dir.path, '.trash'), (message) => warnings.push(message)).emptied();
    assert.deepEqual(readdirSync(join(dir.path, '.trash')), []);
    assert.deepEqual(warnings, []);
  });
});
