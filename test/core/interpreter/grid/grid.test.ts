import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Arrangement } from '../../../../src/core/types/grid.ts';
import type { TableChoice } from '../../../../src/core/types/tableChoice.ts';
import { closeRooms, findPython, pythonWith, processesWith, until, type Mode } from '../room.ts';
import { openGrid, type OpenedGrid } from './openGrid.ts';

const ALL: Arrangement = { sort: [], filters: [], search: '', brush: [] };
const SALES = 'day,shop,price,qty\n2024-01-02,Harbour,12.5,3\n2024-01-01,Mill,7,5\n2024-01-03,Harbour,9.5,1\n2024-01-04,Station,-,4\n';

async function seen({ grid }: OpenedGrid, arrangement: Partial<Arrangement> = {}): Promise<readonly (readonly string[])[]> {
  return (await grid.rows(0, await grid.arrange({ ...ALL, ...arrangement }))).rows;
}

async function choose({ grid }: OpenedGrid, choice: TableChoice) {
  return grid.choose(choice, () => undefined);
}

for (const mode of ['unsandboxed', 'sandboxed'] as const satisfies readonly Mode[]) {
  suite(`grid, ${mode}`, function () {
    this.timeout(60_000);
    teardown(closeRooms);

    test('a table says what its columns are, and gives the rows that are asked for', async function () {
      const opened = await openGrid(this, 'sales.csv', SALES, mode);
      const { table, grid, progress } = opened;
      assert.deepEqual(progress[0]?.kind === 'preview' && progress[0].columns, ['day', 'shop', 'price', 'qty']);
      assert.deepEqual([table.rows, table.described, table.dialect.delimiter, table.dialect.head], [4, 'comma-separated, UTF-8', ',', 1]);
      assert.deepEqual(table.columns.map(({ name, type, role, missing, distinct }) => [name, type, role, missing, distinct]), [
        ['day', 'date', 'date', 0, 4],
        ['shop', 'text', 'text', 0, 3],
        ['price', 'number', 'average', 1, 3],
        ['qty', 'number', 'add', 0, 4],
      ]);
      assert.deepEqual((await grid.rows(1, 2)).rows.map(([day]) => day), ['2024-01-01', '2024-01-03']);
      assert.deepEqual((await seen(opened, { sort: [{ column: 2, descending: true }] })).map((row) => row[2]), ['12.5', '9.5', '7', '-']);
    });

    test('rows are saved as files that other programs read, formulas as text', async function () {
      const opened = await openGrid(this, 'formulas.csv', 'name,n\n=1+1,2\n-5 %,3\nplain,1\n', mode);
      const { grid, room } = opened;
      await grid.arrange({ ...ALL, sort: [{ column: 1, descending: false }] });
      const path = join(room.dir, 'out.csv');
      assert.equal(await grid.save(path, 'csv', () => undefined), 3);
      assert.equal(readFileSync(path, 'utf8'), "name,n\r\nplain,1\r\n'=1+1,2\r\n-5 %,3\r\n");
      assert.deepEqual(readdirSync(join(room.dir, '.home')).filter((name) => name.startsWith('saved')), []);
    });

    test('closing it ends its Python and leaves nothing', async function () {
      const { grid, room } = await openGrid(this, 'sales.csv', SALES, mode);
      await grid.close();
      assert.ok(await until(() => processesWith(room.dir) === 0, 5_000));
      assert.deepEqual(existsSync(join(room.dir, '.grids')) ? readdirSync(join(room.dir, '.grids')) : [], []);
      await assert.rejects(grid.rows(0, 1), { code: 'grid_ended' });
    });
  });
}

suite('grid', function () {
  this.timeout(60_000);
  teardown(closeRooms);

  test('a long column of many texts is sorted without regard to case, what differs by nothing else as it stands in the file', async function () {
    // As many rows as it takes for numpy to be used, where it is there.
    const LONG = 200_000;
    const names = Array.from({ length: LONG }, (_, index) => {
      const number = (index * 7_919) % LONG;
      return number < 4 ? '' : `${['Über', 'zoll', 'Anna', 'ANNA', 'a'][number % 5]} ${String(number >> 3).padStart(number % 3 ? 5 : 14, '0')}`;
    });
    const opened = await openGrid(this, 'names.csv', `name,n\n${names.map((name, index) => `${name},${index}`).join('\n')}\n`);
    const folded = names.map((name) => name.toLowerCase());
    const rising = [...folded.keys()].sort((a, b) => Number(folded[a] === '') - Number(folded[b] === '') || (folded[a] === folded[b] ? a - b : (folded[a] ?? '') < (folded[b] ?? '') ? -1 : 1));
    assert.equal(await opened.grid.arrange({ ...ALL, sort: [{ column: 0, descending: false }] }), LONG);
    for (const offset of [0, 60_000, 130_000, LONG - 500]) assert.deepEqual((await opened.grid.rows(offset, 500)).places, rising.slice(offset, offset + 500));
  });

  test('columns that the user chose otherwise are read so, and the others stay', async function () {
    const opened = await openGrid(this, 'dates.csv', 'when,price,code\n03/04/2024,"1,5",10\n01/02/2024,"2,25",11\n');
    assert.equal(opened.table.columns[0]?.type, 'month_first');
    const table = await choose(opened, { columns: { when: { type: 'day_first', role: '' }, price: { type: '', role: 'add' }, code: { type: '', role: 'identifier' } } });
    assert.deepEqual(table.columns.map(({ type, role }) => [type, role]), [['day_first', 'date'], ['number_comma', 'add'], ['number', 'identifier']]);
    const april = Date.UTC(2024, 3, 3) / 1_000;
    assert.deepEqual(await seen(opened, { filters: [{ kind: 'range', column: 0, min: april, max: april }] }), [['03/04/2024', '1,5', '10']]);
    const asText = await choose(opened, { columns: { price: { type: 'text', role: '' } } });
    assert.deepEqual(asText.columns.map(({ type }) => type), ['month_first', 'text', 'number']);
  });

  test('the row of names, the delimiter and the encoding can be chosen', async function () {
    const opened = await openGrid(this, 'odd.csv', Buffer.from('R1;caf\xe9|x\nname;size|y\na;1|2\nb;3|4\n', 'latin1'));
    const second = await choose(opened, { head: 2, delimiter: '|' });
    assert.deepEqual([second.columns.map(({ name }) => name), second.rows], [['name;size', 'y'], 2]);
    const none = await choose(opened, { head: 0, delimiter: ';', encoding: 'cp1251' });
    assert.deepEqual([none.columns.map(({ name }) => name), none.rows, none.dialect.encoding], [['Column 1', 'Column 2'], 4, 'cp1251']);
    assert.equal((await seen(opened))[0]?.[1], 'cafй|x');
  });

  test('a choice is remembered for tables of the same shape, in the grid and in the report', async function () {
    const opened = await openGrid(this, 'scores.csv', 'team,score\nA,10\nB,20\nA,30\nB,5\n');
    const { room, table } = opened;
    assert.equal(table.columns[1]?.role, 'average');
    await room.interpreter.choices.remember(table.key, { columns: { score: { type: '', role: 'add' } } });
    const again = room.interpreter.grid({ name: 'other.csv', path: opened.path, bytes: 1 });
    const reopened = await again.open(null, () => undefined);
    assert.deepEqual([reopened.columns[1]?.role, reopened.notes.map(([what]) => what)], ['add', ['Read as you chose']]);
    await room.session.put({ name: 'scores.csv', path: opened.path, bytes: 1 });
    const texts: string[] = [];
    await room.session.perform({ operation: 'profile', file: 'scores.csv' }, {
      signal: new AbortController().signal,
      advice: (await import('../../../../src/editor/advice.ts')).EDITOR_ADVICE,
      onOutput: (output) => output.type === 'logs' && texts.push(output.text),
    });
    assert.match(texts.join(''), /`A` leads `score` by `team`\*\*: 40 of 65/);
    assert.match(texts.join(''), /`score` added up, as you chose for tables of this shape/);
    await room.interpreter.choices.remember(table.key, null);
    assert.deepEqual(await room.interpreter.choices.all(), {});
  });

  test('what is no table says so, and can be read all the same by a choice', async function () {
    await assert.rejects(openGrid(this, 'prose.txt', 'One.\nTwo~three.\nFour.\n'), { code: 'not_a_table', message: /does not look like a table/ });
    const { grid } = await openGrid(this, 'a.csv', 'a,b\n1,2\n').then(({ room, path }) => ({ grid: room.interpreter.grid({ name: 'a.csv', path, bytes: 1 }) }));
    assert.equal((await grid.choose({ delimiter: ';', head: 0 }, () => undefined)).columns.length, 1);
  });

  test('what is copied is a table for other programs', async function () {
    const { grid } = await openGrid(this, 'copied.csv', 'name,n\n"a|b\nc",1\n=x,2\n');
    const copy = (form: 'csv' | 'tsv' | 'markdown') => grid.copy({ offset: 0, limit: 9, columns: [0, 1], form, heads: form !== 'csv' });
    assert.equal(await copy('csv'), '"a|b\nc",1\n\'=x,2\n');
    assert.equal(await copy('tsv'), 'name\tn\n"a|b\nc"\t1\n\'=x\t2\n');
    assert.equal(await copy('markdown'), '| name | n |\n| --- | ---: |\n| a\\|b c | 1 |\n| =x | 2 |\n');
  });

  test('a workbook and a Parquet file are written that pandas and duckdb read', async function () {
    const python = pythonWith(this, 'duckdb');
    const { grid, room } = await openGrid(this, 'typed.csv', 'day,id,v\n2024-01-02,007,1.5\n2024-01-03,008,\n', 'unsandboxed', { python });
    await grid.save(join(room.dir, 'o.xlsx'), 'xlsx', () => undefined);
    await grid.save(join(room.dir, 'o.parquet'), 'parquet', () => undefined);
    const read = `import duckdb; print(duckdb.sql("SELECT strftime(day, '%Y-%m-%d'), id, v FROM '${join(room.dir, 'o.parquet')}'").fetchall())`;
    assert.equal(execFileSync(python, ['-c', read], { encoding: 'utf8' }), "[('2024-01-02', '007', 1.5), ('2024-01-03', '008', None)]\n");
    const back = room.interpreter.grid({ name: 'o.xlsx', path: join(room.dir, 'o.xlsx'), bytes: 1 });
    const table = await back.open(null, () => undefined);
    assert.deepEqual(table.columns.map(({ name, type, missing }) => [name, type, missing]), [['day', 'date', 0], ['id', 'text', 0], ['v', 'number', 1]]);
    assert.deepEqual((await back.rows(0, 9)).rows, [['2024-01-02', '007', '1.5'], ['2024-01-03', '008', '']]);
  });

  test('Parquet is refused with a way out where nothing in Python writes it', async function () {
    const { grid, room } = await openGrid(this, 'a.csv', 'a,b\n1,2\n', 'unsandboxed', { python: findPython() });
    const saving = grid.save(join(room.dir, 'o.parquet'), 'parquet', () => undefined);
    await saving.then((rows) => assert.equal(rows, 1), (error: Error) => assert.match(error.message, /install pyarrow or duckdb/));
  });

  test('charts are drawn of what is seen, and of few figures', async function () {
    const rows = Array.from({ length: 10_000 }, (_, index) => `2024-${String((index % 12) + 1).padStart(2, '0')}-05,${index % 7},${index}`);
    const opened = await openGrid(this, 'many.csv', `day,group size,amount\n${rows.join('\n')}\n`);
    const { grid } = opened;
    await grid.arrange({ ...ALL, filters: [{ kind: 'range', column: 2, min: 0, max: 4_999 }] });
    const bins = await grid.figures({ chart: 'histogram', x: 2, y: null, colour: null });
    assert.equal(bins.rows.reduce((sum, { y }) => sum + y, 0), 5_000);
    const points = await grid.figures({ chart: 'scatter', x: 1, y: 2, colour: null });
    assert.equal(points.rows.length, 4_000);
    const line = await grid.figures({ chart: 'line', x: 0, y: 2, colour: null });
    assert.deepEqual([line.by, line.rows.length, line.rows[0]?.x], ['total', 12, Date.UTC(2024, 0, 5) / 1_000]);
  });
});
