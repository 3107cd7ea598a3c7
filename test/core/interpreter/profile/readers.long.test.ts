import assert from 'node:assert/strict';
import { pythonWith } from '../room.ts';
import { checkCorpus, compareReaders } from './corpus.ts';

suite('profile: all readers', function () {
  this.timeout(300_000);

  test('DuckDB and the standard library have the same answers for many tables', async function () {
    const compared = await compareReaders(pythonWith(this, 'duckdb', 'numpy'), 40);
    assert.deepEqual(compared.filter(({ isByDuckdb, differences }) => !isByDuckdb || differences.length > 0), []);
  });

  test('ugly files have their right answers with a Python that has DuckDB, too', async function () {
    const checked = await checkCorpus(pythonWith(this, 'duckdb', 'numpy'), 'duckdb');
    assert.deepEqual(checked.filter(({ differences }) => differences.length > 0), []);
  });
});
