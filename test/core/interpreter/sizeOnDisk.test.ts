import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, linkSync, lstatSync, mkdirSync, openSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../../../src/core/disk/remove.ts';
import { createSizeOnDisk } from '../../../src/core/interpreter/sizeOnDisk.ts';
import { tempDir } from '../../support/temp.ts';
import { findPython } from './room.ts';

const MB = 1 << 20;

suite('What code has on the disk', function () {
  this.timeout(30_000);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async function () {
    if (process.platform !== 'linux') this.skip();
    dir = await tempDir();
  });
  teardown(async () => {
    await removeTree(dir.path);
  });

  async function megabytes(enough = Infinity): Promise<number> {
    const size = createSizeOnDisk((bytes) => bytes > enough * MB);
    await size.addFolder(dir.path);
    await size.addOpen(dir.path, process.pid);
    return Math.floor(size.bytes / MB);
  }
  const file = (name: string) => writeFileSync(join(dir.path, name), Buffer.alloc(MB, 1));
  const python = (code: string) => execFileSync(findPython(), ['-c', `import os\nos.chdir(${JSON.stringify(dir.path)})\n${code}`]);

  test('a file with several names counts once, one with holes what it takes, a link nothing', async () => {
    file('a');
    for (let at = 0; at < 9; at++) linkSync(join(dir.path, 'a'), join(dir.path, `a${at}`));
    writeFileSync(join(dir.path, 'holes'), '');
    truncateSync(join(dir.path, 'holes'), 500 * MB);
    symlinkSync('/usr', join(dir.path, 'link'));
    assert.equal(await megabytes(), 1);
  });

  test('what lies deeper than a path can be long counts, and whose name is no text', async () => {
    python('for i in range(80): os.mkdir("d" * 200); os.chdir("d" * 200)\nopen("deep", "wb").write(bytes(1 << 20))');
    python('os.mkdir(b"\\xff"); open(b"\\xff/\\xfe", "wb").write(bytes(1 << 20))');
    assert.equal(await megabytes(), 2);
  });

  test('whoever goes deeper than anybody can look has more than any limit', async () => {
    python('for i in range(1200): os.mkdir("d" * 200); os.chdir("d" * 200)');
    assert.equal(await megabytes(2_048), Infinity);
  });

  test('folders count', async () => {
    for (let at = 0; at < 600; at++) mkdirSync(join(dir.path, `d${at}`));
    // What a folder takes is the file system's.
    assert.equal(await megabytes(), Math.floor((601 * lstatSync(join(dir.path, 'd0')).blocks * 512) / MB));
  });

  test('a file that has no name any more counts as long as it is open, once for all who have it', async () => {
    file('a');
    const open = [openSync(join(dir.path, 'a'), 'r'), openSync(join(dir.path, 'a'), 'r')];
    rmSync(join(dir.path, 'a'));
    assert.equal(await megabytes(), 1);
    open.forEach((descriptor) => closeSync(descriptor));
    assert.equal(await megabytes(), 0);
  });
});
