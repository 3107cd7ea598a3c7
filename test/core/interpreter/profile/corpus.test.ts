import assert from 'node:assert/strict';
import { checkCorpus, type Checked } from './corpus.ts';

suite('profile: ugly files', function () {
  this.timeout(100_000);
  let checked: readonly Checked[] = [];

  suiteSetup(async () => {
    checked = await checkCorpus();
  });

  test('there are many of them', () => {
    assert(checked.length >= 340, `${checked.length}`);
  });

  for (const kind of ['courses', 'dates', 'encodings', 'formats', 'gaps', 'growth', 'heads', 'layouts', 'meanings', 'portals', 'public', 'quotes', 'sums', 'types']) {
    test(`all of the kind «${kind}» have their right answer, and nothing is added up that can’t be`, () => {
      const files = checked.filter(({ file }) => file.startsWith(`${kind} `));
      assert(files.length > 9);
      assert.deepEqual(files.filter(({ differences }) => differences.length > 0), []);
    });
  }
});
