import assert from 'node:assert/strict';
import { kill } from './support/kills.ts';

suite('a process that is killed', () => {
  test('at 300 random moments, in runs, indexing, migration and copying, loses nothing', async () => {
    const { lost, ...figures } = await kill(300);
    console.log(`      ${JSON.stringify(figures)}`);
    assert.deepEqual(lost, []);
  }).timeout(2_700_000);
});
