import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonWith } from '../room.ts';
import { tempDir } from '../../../support/temp.ts';
import { profileFile } from './profiler.ts';

type Figures = Readonly<Record<string, number>>;

interface Expected {
  readonly describe: Readonly<Record<string, Figures>>;
  readonly corr: Readonly<Record<string, Figures>>;
  readonly missing: Figures;
  readonly distinct: Figures;
  readonly words: Figures;
}

const SUMMARY = { count: 'Count', mean: 'Mean', std: 'Std', min: 'Min', '25%': '25%', '50%': '50%', '75%': '75%', max: 'Max' };

function assertNear(found: unknown, expected: number, what: string): void {
  assert(typeof found === 'number' && Math.abs(found - expected) <= 1e-8 * Math.max(Math.abs(expected), 1e-6), `${what}: ${found}, not ${expected}`);
}

suite('profile: agrees with pandas', function () {
  this.timeout(60_000);

  for (const seed of [1, 2, 3]) {
    test(`on random data with missing values, seed ${seed}`, async function () {
      const python = pythonWith(this, 'pandas');
      const folder = await tempDir();
      try {
        const path = join(folder.path, 'random.csv');
        const script = join(import.meta.dirname, 'randomTable.py');
        const expected = JSON.parse(execFileSync(python, [script, path, String(seed)], { encoding: 'utf8' })) as Expected;
        const { cell, rows } = profileFile(path);
        for (const [column, figures] of Object.entries(expected.describe)) {
          for (const [name, shown] of Object.entries(SUMMARY)) {
            assertNear(cell('Numeric summary', column, shown), figures[name] ?? NaN, `${name} of ${column}`);
          }
        }
        for (const [a, row] of Object.entries(expected.corr)) {
          for (const [b, r] of Object.entries(row)) assertNear(cell('Correlations', a, b), Number(r.toFixed(4)), `r of ${a} and ${b}`);
        }
        for (const [column, missing] of Object.entries(expected.missing)) {
          assert.equal(cell('Columns', column, 'Missing'), missing);
          assert.equal(cell('Columns', column, 'Distinct'), expected.distinct[column]);
        }
        const words = rows('Frequent values').map(([, word, count]) => [word, count]);
        assert.deepEqual(words, Object.entries(expected.words));
      } finally {
        await folder.remove();
      }
    });
  }
});
