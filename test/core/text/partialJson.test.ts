import assert from 'node:assert/strict';
import { partialField } from '../../../src/core/text/partialJson.ts';

suite('partial JSON', () => {
  const whole = JSON.stringify({ note: 'say "code": no', code: 'print("é\\n")\nx = 1\t# \u{1f600}' });

  test('a field grows with the text, and never shows a broken escape', () => {
    const field = JSON.parse(whole) as { code: string };
    for (let length = 0; length <= whole.length; length++) {
      const code = partialField(whole.slice(0, length), 'code');
      assert.ok(field.code.startsWith(code), `${JSON.stringify(code)} at ${length}`);
    }
    assert.equal(partialField(whole, 'code'), field.code);
  });

  test('a field that is not there yet, or is no string, is empty', () => {
    assert.equal(partialField('', 'code'), '');
    assert.equal(partialField('{"co', 'code'), '');
    assert.equal(partialField('{"code": 12', 'code'), '');
    assert.equal(partialField('{"note":"x"}', 'code'), '');
  });
});
