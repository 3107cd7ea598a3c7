import assert from 'node:assert/strict';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { createOwner } from '../../../src/core/data/owners.ts';
import { until } from '../../api/support/storesRoom.ts';
import { memoryLog } from '../../support/log.ts';
import { tempDir } from '../../support/temp.ts';

suite('owners', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async () => {
    dir = await tempDir();
  });
  teardown(() => dir.remove());

  /** What a process left that is gone. */
  const leave = async (name: string, content: string, time = new Date()) => {
    await writeFile(join(dir.path, name), content);
    await utimes(join(dir.path, name), time, time);
  };

  test('its sign of life never leaves its file empty for others', async () => {
    const owner = createOwner(dir.path, memoryLog());
    await owner.begin();
    const file = join(dir.path, owner.id);
    const past = new Date(Date.now() - 3_600_000);
    await leave(owner.id, 'as it was', past);
    await until(async () => (await stat(file)).mtimeMs > past.getTime());
    assert.equal(await readFile(file, 'utf8'), 'as it was', 'It was not written again.');
    await owner.end();
  });

  test('one that crashed is gone, also with half a file, and where this process has its number by now', async () => {
    const owner = createOwner(dir.path, memoryLog());
    await owner.begin();
    await leave('owner_half', '');
    assert.equal(await owner.isAlive('owner_half'), false);
    await leave('owner_before', JSON.stringify({ host: hostname(), pid: process.pid }), new Date(Date.now() - (process.uptime() + 60) * 1_000));
    assert.equal(await owner.isAlive('owner_before'), false);
    await owner.end();
  });

  test('one whose number another process has got meanwhile is gone', async () => {
    const owner = createOwner(dir.path, memoryLog());
    await owner.begin();
    const own = JSON.parse(await readFile(join(dir.path, owner.id), 'utf8')) as { readonly started: string | null };
    await leave('owner_other', JSON.stringify({ host: hostname(), pid: process.pid, started: '1' }));
    await leave('owner_same', JSON.stringify({ host: hostname(), pid: process.pid, started: own.started }));
    assert.deepEqual([await owner.isAlive('owner_other'), await owner.isAlive('owner_same')], [false, true]);
    await owner.end();
  });
});
