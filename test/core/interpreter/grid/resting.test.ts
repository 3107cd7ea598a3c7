import assert from 'node:assert/strict';
import type { Grid } from '../../../../src/core/interpreter/grid/grid.ts';
import type { Arrangement } from '../../../../src/core/types/grid.ts';
import { EDITOR_ADVICE } from '../../../../src/editor/advice.ts';
import { closeRooms, until } from '../room.ts';
import { openGrid } from './openGrid.ts';

const FALLING: Arrangement = { sort: [{ column: 1, descending: true }], filters: [{ kind: 'contains', column: 0, text: 'r' }], search: '', brush: [] };
const first = async (grid: Grid) => (await grid.rows(0, 1)).rows;

suite('A grid’s Python', function () {
  this.timeout(60_000);
  teardown(closeRooms);

  test('makes room for code as any other does, and the table is there again, arranged as it was', async function () {
    const { grid, room } = await openGrid(this, 'sales.csv', 'shop,n\nHarbour,1\nMill,9\nStar,5\n', 'unsandboxed', { maxProcesses: 1 });
    const { interpreter, session } = room;
    const signal = new AbortController().signal;
    await grid.choose({ columns: { n: { type: '', role: 'identifier' } } }, () => undefined);
    assert.equal(await grid.arrange(FALLING), 2);
    assert.deepEqual(interpreter.sessions().map(({ owner }) => owner.kind === 'table' && owner.name), ['sales.csv']);
    const release = await interpreter.lease('thread_1', signal);
    await session.run('kept = 1', { signal, advice: EDITOR_ADVICE, unsandboxed: true, onOutput: () => undefined });
    assert.deepEqual(interpreter.sessions().map(({ owner }) => owner.kind), ['thread']);
    // It waits as long as the code has the only place.
    const asked = first(grid);
    let isThere = false;
    void asked.then(() => (isThere = true));
    await until(() => isThere, 200);
    assert.equal(isThere, false);
    release();
    assert.deepEqual(await asked, [['Star', '5']]);
    assert.deepEqual(interpreter.sessions().map(({ owner }) => owner.kind), ['table']);
  });

  test('is reset from outside, by whoever lists all; what ended by itself is told', async function () {
    const { grid, room } = await openGrid(this, 'sales.csv', 'shop,n\nHarbour,1\nMill,9\n');
    const { interpreter } = room;
    const [info] = interpreter.sessions();
    assert.ok(info && !info.isBusy && Date.now() - info.startedAt < 60_000);
    await interpreter.end(info.owner);
    assert.deepEqual(interpreter.sessions(), []);
    assert.deepEqual(await first(grid), [['Harbour', '1']]);
    await grid.close();
    assert.deepEqual(interpreter.sessions(), []);
  });
});
