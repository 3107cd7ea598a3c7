import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonWith, SCRIPTS } from '../room.ts';
import { compareReaders, ENGINES } from './corpus.ts';

suite('profile: readers', function () {
  this.timeout(100_000);

  for (const engine of ENGINES) {
    test(`${engine} and the standard library have the same answers`, async function () {
      const compared = await compareReaders(pythonWith(this, engine, 'numpy'), 5, engine);
      assert.deepEqual(compared.filter(({ isByEngine, differences }) => !isByEngine || differences.length > 0), []);
      assert.equal(compared.length, 5);
    });
  }

  test('a stop in the middle of what DuckDB does stops the profile', function () {
    const script = join(import.meta.dirname, 'corpus', 'stopped.py');
    const { stdout, stderr } = spawnSync(pythonWith(this, 'duckdb', 'numpy'), ['-B', script, SCRIPTS], { encoding: 'utf8', timeout: 60_000 });
    assert.equal(stdout, 'stopped\n', stderr);
  });
});
