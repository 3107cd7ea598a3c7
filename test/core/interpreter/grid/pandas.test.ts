import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Arrangement } from '../../../../src/core/types/grid.ts';
import { closeRooms, pythonWith } from '../room.ts';
import { openGrid, type OpenedGrid } from './openGrid.ts';

interface Expected {
  readonly [what: string]: unknown;
  readonly missing: Readonly<Record<string, number>>;
  readonly distinct: Readonly<Record<string, number>>;
  readonly shops: readonly (readonly [string, number])[];
  readonly 'total by shop': Readonly<Record<string, number>>;
}

const NOTHING: Arrangement = { sort: [], filters: [], search: '', brush: [] };
const [DAY, SHOP, AMOUNT] = [1, 2, 3];
const seconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1_000;

suite('grid: agrees with pandas', function () {
  this.timeout(60_000);
  let opened: OpenedGrid;
  let expected: Expected;
  setup(async function () {
    const script = join(import.meta.dirname, 'expected.py');
    const python = pythonWith(this, 'pandas');
    opened = await openGrid(this, 'random.csv', (path) => {
      expected = JSON.parse(execFileSync(python, [script, path, '7'], { encoding: 'utf8' })) as Expected;
    });
  });
  teardown(closeRooms);

  async function places(arrangement: Partial<Arrangement>): Promise<readonly number[]> {
    const rows = await opened.grid.arrange({ ...NOTHING, ...arrangement });
    const found = await opened.grid.rows(0, rows + 1);
    assert.equal(found.places.length, rows);
    return found.places;
  }

  test('on the order of rows, whichever columns they are sorted by', async () => {
    assert.deepEqual(await places({ sort: [{ column: AMOUNT, descending: false }] }), expected['amount rising']);
    assert.deepEqual(await places({ sort: [{ column: AMOUNT, descending: true }] }), expected['amount falling']);
    const both = [{ column: SHOP, descending: false }, { column: AMOUNT, descending: true }];
    assert.deepEqual(await places({ sort: both }), expected['shop, then amount falling']);
  });

  test('on the rows that filters let through', async () => {
    assert.deepEqual(await places({ filters: [{ kind: 'range', column: AMOUNT, min: 10, max: 20 }] }), expected['10 to 20']);
    const holds = [await places({ filters: [{ kind: 'contains', column: SHOP, text: 'MILL' }] }), await places({ search: 'àR' })];
    assert.deepEqual(holds, expected['holds mill or À']);
    assert.deepEqual(await places({ filters: [{ kind: 'missing', column: SHOP, missing: true }] }), expected['no shop']);
    const inMarch = await places({
      filters: [{ kind: 'equals', column: SHOP, values: ['Station'] }, { kind: 'range', column: DAY, min: seconds('2023-03-01'), max: seconds('2023-03-31') }],
    });
    assert.deepEqual(inMarch, expected['station in March']);
  });

  test('on what is missing, distinct and frequent, and on totals', async () => {
    const { columns } = opened.table;
    assert.deepEqual(Object.fromEntries(columns.map(({ name, missing }) => [name, missing])), expected.missing);
    assert.deepEqual(Object.fromEntries(columns.map(({ name, distinct }) => [name, distinct])), expected.distinct);
    assert.deepEqual((await opened.grid.values(SHOP, '')).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)), expected.shops);
    const { by, rows } = await opened.grid.figures({ chart: 'bar', x: SHOP, y: AMOUNT, colour: null });
    assert.equal(by, 'total');
    const totals = Object.fromEntries(rows.filter(({ x }) => x !== '(missing)').map(({ x, y }) => [x, Math.round(y * 1e6) / 1e6]));
    assert.deepEqual(totals, expected['total by shop']);
  });
});
