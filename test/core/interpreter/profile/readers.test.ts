import assert from 'node:assert/strict';
import { pythonWith } from '../room.ts';
import { compareReaders } from './corpus.ts';

suite('profile: readers', function () {
  this.timeout(100_000);

  test('DuckDB and the standard library have the same answers', async function () {
    const compared = await compareReaders(pythonWith(this, 'duckdb', 'numpy'), 5);
    assert.deepEqual(compared.filter(({ isByDuckdb, differences }) => !isByDuckdb || differences.length > 0), []);
    assert.equal(compared.length, 5);
  });
});
