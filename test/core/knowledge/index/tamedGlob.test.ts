import assert from 'node:assert/strict';
import { tamedGlob } from '../../../../src/core/knowledge/index/tamedGlob.ts';
import { walk } from '../../../../src/core/knowledge/index/walk.ts';
import { cleanUp, folderOf } from '../setup.ts';

const COSTLY = [
  `${'*a'.repeat(12)}*b`,
  `${'**/a*'.repeat(12)}/b`,
  `${'*a'.repeat(30)}b`,
  '+(a|aa|a*)+(a|aa|a*)+(a|aa|a*)b',
  '*(*(*(*(a))))b',
  '(a*)*(a*)*(a*)*b',
  `${'{a,aa}'.repeat(12)}*b`,
  `${'[a]*'.repeat(12)}b`,
  `${'?*'.repeat(12)}b`,
];
const NAME = 'a'.repeat(50);

suite('a glob that could hang', () => {
  teardown(cleanUp);

  for (const glob of COSTLY) {
    test(`is matched in no time: ${glob.slice(0, 40)}`, () => {
      const path = `${'a/'.repeat(20)}${NAME}`;
      const folder = folderOf({ [NAME]: '', [path]: '', 'other.txt': '' });
      const began = performance.now();
      assert.deepEqual([...walk(folder, [glob])].map(({ shown }) => shown).toSorted(), [NAME, path, 'other.txt'].toSorted());
      const withRules = folderOf({ '.gitignore': glob, [NAME]: '', [path]: '' });
      assert.ok([...walk(withRules, [])].length >= 2);
      assert.ok(performance.now() - began < 1_000, `${performance.now() - began} ms`);
    });
  }

  test('leaves out at least what it did', () => {
    const folder = folderOf({ [`${NAME}b`]: '', [`${NAME}c`]: '' });
    assert.deepEqual([...walk(folder, [COSTLY[0] ?? ''])].map(({ shown }) => shown), [`${NAME}c`]);
  });

  test('is as it was where somebody may have written it', () => {
    for (const glob of ['**/*.test.ts', 'src/**/gen/**/*.{js,ts}', '!(*.md)', '@(a|b)', '*_*_*.csv', 'a?b[!c]', '# comment', '\\*(x)', '']) assert.equal(tamedGlob(glob), glob);
  });
});
