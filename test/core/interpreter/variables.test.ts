import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { closeRooms, openRoom, pythonWith, until } from './room.ts';

suite('The variables of a session', () => {
  teardown(closeRooms);

  test('are told by name, type, size and a glance; what code imports or defines is none of them', async function () {
    const { run, session } = await openRoom(this);
    await run('import math\ndef twice(x): return 2 * x\nclass Ship: pass\nsums = [1, 2.5, "three", Ship()]\nname = "Leer"\n_own = 1\ntable = {"a": [1] * 50}\nship = Ship()\n6 * 7');
    const told = await session.variables();
    assert.deepEqual(
      told?.map(({ name, type, shape, preview, saves }) => [name, type, shape, preview, saves]),
      [
        ['sums', 'list', '4', "[1, 2.5, 'three', <Ship>]", 'json'],
        ['name', 'str', '4', "'Leer'", 'txt'],
        ['table', 'dict', '1', "{'a': [1, 1, 1, 1, 1, 1, ...]}", 'json'],
        ['ship', 'Ship', '', '', ''],
        ['_', 'int', '', '42', 'json'],
      ],
    );
  });

  test('run no code of their own when they are told, and one that fails keeps none of the others', async function () {
    const { run, session } = await openRoom(this);
    await run('seen = []\nclass Sly(list):\n    def __repr__(self): seen.append("repr"); return "x"\n    def __len__(self): seen.append("len"); return 3\n    def __sizeof__(self): seen.append("size"); return 3\nsly = Sly()\nkept = 1');
    assert.deepEqual((await session.variables())?.map(({ name, preview }) => [name, preview]), [['seen', '[]'], ['sly', ''], ['kept', '1']]);
    assert.equal((await run('print(seen)')).printed, '[]\n');
  });

  test('are none where no Python runs', async function () {
    const { run, session } = await openRoom(this);
    assert.equal(await session.variables(), null);
    await run('a = 1');
    await session.stop();
    assert.equal(await session.variables(), null);
    await assert.rejects(session.saveVariable('a', '/nowhere'), /Python is not running any more/);
  });

  test('are saved whole, however long, and nothing stays in the work folder', async function () {
    const { run, session, dir, work } = await openRoom(this);
    await run('text = "line\\n" * 1_000_000\nnested = {"rows": [{"a": 1, "b": {2}}], 3: None}\nopen_file = open("/mnt/data/kept.txt", "w")');
    const target = join(dir, 'saved.txt');
    await session.saveVariable('text', target);
    assert.equal(statSync(target).size, 5_000_000);
    await session.saveVariable('nested', target);
    assert.deepEqual(JSON.parse(readFileSync(target, 'utf8')), { rows: [{ a: 1, b: [2] }], 3: null });
    await assert.rejects(session.saveVariable('gone', target), /There is no variable “gone” any more/);
    await assert.rejects(session.saveVariable('open_file', target), /has no form as a file/);
    assert.deepEqual(readdirSync(work), ['kept.txt']);
    assert.deepEqual((await run('1')).outputs, [{ type: 'text', text: '1' }], 'what was saved is no result of the next piece of code');
  });

  test('of pandas are written row by row as CSV, with an index that says something', async function () {
    const python = pythonWith(this, 'pandas');
    const { run, session, dir } = await openRoom(this, null, { python });
    await run('import pandas as pd\ndf = pd.DataFrame({"a": range(120_000), "b": "ü"})\nby = df.groupby("b").a.sum()');
    const [df, by] = (await session.variables()) ?? [];
    assert.deepEqual([df?.type, df?.shape, df?.preview, by?.shape], ['pandas.DataFrame', '120,000 × 2', 'a, b', '1']);
    assert.ok((df?.bytes ?? 0) > 960_000);
    const target = join(dir, 'df.csv');
    await session.saveVariable('df', target);
    const lines = readFileSync(target, 'utf8').split('\n');
    assert.deepEqual([lines.length, lines[0], lines[1], lines[60_000], lines[120_000]], [120_002, 'a,b', '0,ü', '59999,ü', '119999,ü']);
    await session.saveVariable('by', target);
    assert.equal(readFileSync(target, 'utf8'), 'b,a\nü,7199940000\n');
  }).timeout(60_000);

  test('belong to a process that is listed with its memory, and is listed no more when it has ended', async function () {
    const { run, session, interpreter } = await openRoom(this);
    assert.deepEqual(interpreter.sessions(), []);
    await run('block = bytearray(80_000_000)');
    const [info] = interpreter.sessions();
    assert.ok(info && info.owner.kind === 'thread' && info.owner.threadId === 'thread_1' && !info.isBusy && Date.now() - info.startedAt < 60_000);
    if (process.platform === 'linux') assert.ok((info.memory ?? 0) > 80_000_000, `${info.memory}`);
    const running = run('while True: pass');
    assert.ok(await until(() => interpreter.sessions()[0]?.isBusy === true, 5_000));
    await session.stop();
    await running;
    assert.deepEqual(interpreter.sessions(), []);
  });
});
