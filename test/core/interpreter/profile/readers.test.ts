import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { tempDir } from '../../../support/temp.ts';
import { pythonWith, SCRIPTS } from '../room.ts';
import { compareOdd, compareReaders, ENGINES, packagesOf, readElsewhere } from './corpus.ts';

suite('profile: readers', function () {
  this.timeout(100_000);

  for (const engine of ENGINES) {
    test(`${engine} and the standard library have the same answers`, async function () {
      const compared = await compareReaders(pythonWith(this, ...packagesOf(engine)), 5, engine);
      assert.deepEqual(compared.filter(({ isByEngine, differences }) => !isByEngine || differences.length > 0), []);
      assert.equal(compared.length, 5);
    });
  }

  for (const engine of ENGINES) {
    test(`${engine} takes no file for a regular one that is none`, async function () {
      const [left, ...others] = (await compareOdd(pythonWith(this, ...packagesOf(engine)), engine)).toReversed();
      assert.deepEqual(others, []);
      assert(typeof left === 'number' && left > 8 && left < 18, `${left}`);
    });
  }

  test('Parquet, Feather, ORC, Avro, Stata, SAS, SQLite and what is packed have the answers of a CSV file, and name what reads them where nothing does', async function () {
    const read = await readElsewhere(pythonWith(this, 'pandas', 'pyarrow', 'polars', 'duckdb'));
    assert.deepEqual(read.filter((each) => each.library !== null && each.differences.length > 0), []);
    assert.equal(read.filter(({ library }) => library !== null).length, 17);
    const refused = new Map(read.flatMap((each) => (each.library === null ? [[each.file, each.refused.trim()]] : [])));
    assert.deepEqual([...refused.values()].filter((sentence) => !/: install .* in (it|this Python), or /.test(sentence)), []);
    assert.equal(
      refused.get('t.parquet'),
      't.parquet is a Parquet file, which this Python can\'t read: install pyarrow, polars or duckdb in it, or save the table as CSV and analyse that file.',
    );
  });

  test('an engine that would take more memory than there may be is passed over, and the report says which has read the table, without a bar of its progress', async function () {
    const folder = await tempDir();
    try {
      const script = join(import.meta.dirname, 'corpus', 'limited.py');
      const { stdout, stderr } = spawnSync(pythonWith(this, 'duckdb', 'polars', 'numpy'), ['-B', script, SCRIPTS, folder.path], { encoding: 'utf8', timeout: 60_000 });
      const since = 'would take more memory than the limit allows';
      const alone = `, by Python alone since Polars and DuckDB ${since}`;
      const read = ['', `, by DuckDB since Polars ${since}`, alone, alone, alone];
      assert.deepEqual(stdout.trim().split('\n'), [...read.map((by) => `- **Read as** comma-separated, UTF-8${by}; all rows were read.`), '{False}', 'polars duckdb python', 'duckdb python'], stderr);
    } finally {
      await folder.remove();
    }
  });

  for (const step of ['_load', 'unlike']) {
    test(`a stop in the middle of what DuckDB does in ${step} stops the profile`, function () {
      const script = join(import.meta.dirname, 'corpus', 'stopped.py');
      const { stdout, stderr } = spawnSync(pythonWith(this, 'duckdb', 'numpy'), ['-B', script, SCRIPTS, step], { encoding: 'utf8', timeout: 15_000 });
      assert.equal(stdout, 'stopped\n', stderr);
    });
  }
});
