import assert from 'node:assert/strict';
import { kill } from './support/kills.ts';

suite('a process that is killed', () => {
  test('at 8 random moments, in runs, indexing, migration and copying, loses nothing', async () => {
    const { kills, lost } = await kill(8);
    assert.deepEqual([kills, lost], [8, []]);
  }).timeout(300_000);
});
