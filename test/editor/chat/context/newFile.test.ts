import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFilePatch } from '../../../../src/editor/chat/context/newFile.ts';
import { skipOnWindows } from '../../../support/skipOnWindows.ts';
import { tempDir } from '../../../support/temp.ts';

suite('a new file that goes along with Git changes', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => (dir = await tempDir()));
  teardown(() => dir.remove());

  function patch(content: string | Uint8Array): Promise<string> {
    mkdirSync(join(dir.path, 'src'), { recursive: true });
    writeFileSync(join(dir.path, 'src', 'a.txt'), content);
    return newFilePatch(dir.path, 'src/a.txt');
  }
  const HEAD = 'diff --git a/src/a.txt b/src/a.txt\nnew file, not added yet\n';

  test('is a patch, line by line', async () => {
    assert.equal(await patch('one\n\ntwo\n'), `${HEAD}--- /dev/null\n+++ b/src/a.txt\n+one\n+\n+two\n`);
  });

  test('is named with its size where it is larger than 1 MB, or no text', async () => {
    assert.equal(await patch('x'.repeat(1_000_001)), `${HEAD}Not shown, 1000001 bytes\n`);
    assert.equal(await patch(Uint8Array.of(80, 75, 0, 1)), `${HEAD}Binary file, 4 bytes\n`);
  });

  test('is cut where it is long', async () => {
    const text = await patch('line\n'.repeat(200_000));
    assert.ok(text.length < 30_000, `${text.length}`);
    assert.match(text, /^\+line$/m);
  });

  test('is named alone where nothing is to be read, or its name says that it keeps secrets', async () => {
    assert.equal(await newFilePatch(dir.path, 'src/a.txt'), HEAD);
    writeFileSync(join(dir.path, '.env'), 'A=1');
    assert.equal(await newFilePatch(dir.path, '.env'), 'diff --git a/.env b/.env\nnew file, not added yet\nNot shown, it keeps secrets\n');
  });

  test('is named alone where it is a link, which may lead anywhere', async function () {
    skipOnWindows(this);
    mkdirSync(join(dir.path, 'src'));
    writeFileSync(join(dir.path, 'elsewhere'), 'elsewhere');
    symlinkSync(join(dir.path, 'elsewhere'), join(dir.path, 'src', 'a.txt'));
    assert.equal(await newFilePatch(dir.path, 'src/a.txt'), HEAD);
  });
});
