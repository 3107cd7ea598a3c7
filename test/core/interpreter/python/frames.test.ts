import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Output, Table } from '../../../../src/core/types/output.ts';
import { closeRooms, openRoom, pythonWith, type Ran } from '../room.ts';

suite('A frame of which a part is shown', function () {
  this.timeout(60_000);
  teardown(closeRooms);

  const tables = (ran: Ran): readonly Table[] => ran.outputs.filter((output: Output) => output.type === 'table');
  const only = (ran: Ran): string => tables(ran)[0]?.frame ?? assert.fail(`no frame: ${JSON.stringify(ran.outputs).slice(0, 300)}`);

  test('can be had whole, as it was when it was shown, and opens in a grid', async function () {
    const { run, session, interpreter, dir } = await openRoom(this, null, { python: pythonWith(this, 'pandas') });
    const shown = await run('import pandas as pd\ndf = pd.DataFrame({"n": range(30_000), "name": [f"ship, {n}" for n in range(30_000)]}, index=pd.date_range("2024-01-01", periods=30_000, freq="h", name="at"))\ndf');
    const key = only(shown);
    await run('df["later"] = 1\ndf.drop(columns="name", inplace=True)\ndel df');
    const path = join(dir, 'whole.csv');
    await session.saveFrame(key, path);
    assert.deepEqual(readFileSync(path, 'utf8').split('\n').slice(0, 2), ['at,n,name', '2024-01-01 00:00:00,0,"ship, 0"']);
    const grid = interpreter.grid({ name: 'whole.csv', path, bytes: statSync(path).size });
    const { rows, columns } = await grid.open(null, () => undefined);
    assert.deepEqual([rows, columns.map(({ name }) => name)], [30_000, ['at', 'n', 'name']]);
    assert.deepEqual((await grid.rows(29_999, 1)).rows[0]?.slice(1), ['29999', 'ship, 29999']);
  });

  test('has no name where all of it is shown, and one where columns are left out; its names are in one row', async function () {
    const { run, session, dir } = await openRoom(this, null, { python: pythonWith(this, 'pandas') });
    const small = await run('import pandas as pd\npd.DataFrame({"a": range(1000)})');
    assert.deepEqual(tables(small).map((table) => 'frame' in table), [false]);
    const wide = await run('pd.DataFrame([range(1200)], columns=pd.MultiIndex.from_product([["x", "y"], range(600)]))');
    const path = join(dir, 'wide.csv');
    await session.saveFrame(only(wide), path);
    const [names, cells, end] = readFileSync(path, 'utf8').split('\n');
    assert.deepEqual([names?.split(',').length, names?.split(',').at(-1), cells?.split(',').at(-1), end], [1200, 'y / 599', '1199', '']);
  });

  test('is gone with its process, and what is kept for nobody has a limit', async function () {
    const { run, session, dir } = await openRoom(this, null, { python: pythonWith(this, 'pandas') });
    const big = await run('import pandas as pd\nnamed = pd.DataFrame({"a": range(40_000_000)})\nnamed');
    const lone = await run('display(*[pd.DataFrame({"a": range(5_000 + n)}) for n in range(60)])');
    const [first, last] = [tables(lone)[0]?.frame ?? '', tables(lone).at(-1)?.frame ?? ''];
    const path = join(dir, 'kept.csv');
    await assert.rejects(session.saveFrame(first, path), /not there any more/);
    await session.saveFrame(last, path);
    assert.equal(readFileSync(path, 'utf8').split('\n').length, 5_061);
    await run('del named, _');
    await assert.rejects(session.saveFrame(only(big), path), /not there any more/);
    await session.stop();
    await assert.rejects(session.saveFrame(last, path), /not running any more/);
    await run('1');
    await assert.rejects(session.saveFrame(last, path), /not there any more/);
  });
});
