import assert from 'node:assert/strict';
import { csvLine, withoutFormulas } from '../../../src/core/text/csv.ts';

suite('a line of CSV', () => {
  test('has no live formula once they were taken out', () => {
    const formulas = ['=1+1', '@x', '+cmd|calc', '-2+3+cmd', ' =A1', '\t=1', '＝1', '=HYPERLINK("x")'];
    assert.deepEqual(withoutFormulas(formulas), formulas.map((cell) => `'${cell}`));
    assert.equal(csvLine(withoutFormulas(['=HYPERLINK("x","y")'])), `"'=HYPERLINK(""x"",""y"")"`);
  });

  test('keeps figures and words as they are', () => {
    const cells = ['-5', '+49 30 1234', '-3,5 %', '-', 'a=b', 'x@y.example', '', 7, -7, null, true, '2026-11-29'];
    assert.deepEqual(withoutFormulas(cells), cells);
  });
});
