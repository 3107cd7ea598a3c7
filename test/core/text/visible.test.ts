import assert from 'node:assert/strict';
import { visible, visibleLine } from '../../../src/core/text/visible.ts';

suite('visible text', () => {
  test('no control character, and none that turns or hides text, is left', () => {
    const turning = [0x61c, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff];
    const controls = [...Array(0x20).keys(), 0x7f, ...Array.from({ length: 0x20 }, (_, index) => 0x80 + index)];
    for (const code of [...controls, ...turning, 0x2028, 0x2029]) {
      const line = visibleLine(`a${String.fromCharCode(code)}b`);
      assert.match(line, /^a\\(x[0-9a-f]{2}|u[0-9a-f]{4})b$/, code.toString(16));
    }
  });

  test('a terminal’s sequence and a forged line can be read', () => {
    assert.equal(visibleLine('/v1/\x1b]0;x\x07\x1b[31m'), '/v1/\\x1b]0;x\\x07\\x1b[31m');
    assert.equal(visibleLine('/v1/a\nGET /v1/ok 200'), '/v1/a\\x0aGET /v1/ok 200');
  });

  test('text in any language stays as it is, and lines stay lines', () => {
    const text = 'naïve – 日本語 עברית 👍\n\tx';
    assert.equal(visible(text), text);
  });
});
