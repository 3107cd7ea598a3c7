import assert from 'node:assert/strict';
import { pythonWith } from '../room.ts';
import { checkCorpus, compareReaders, ENGINES, packagesOf } from './corpus.ts';

suite('profile: all readers', function () {
  this.timeout(300_000);

  for (const engine of ENGINES) {
    test(`${engine} and the standard library have the same answers for many tables`, async function () {
      const compared = await compareReaders(pythonWith(this, ...packagesOf(engine)), 40, engine);
      assert.deepEqual(compared.filter(({ isByEngine, differences }) => !isByEngine || differences.length > 0), []);
    });

    test(`ugly files have their right answers by ${engine}, too`, async function () {
      const checked = await checkCorpus(pythonWith(this, ...packagesOf(engine)), engine);
      assert.deepEqual(checked.filter(({ differences }) => differences.length > 0), []);
    });
  }
});
