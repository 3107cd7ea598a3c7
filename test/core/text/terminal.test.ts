import assert from 'node:assert/strict';
import { plainText, spans } from '../../../src/core/text/terminal.ts';

suite('what a program printed', () => {
  test('a progress bar is its last state', () => {
    assert.equal(plainText('\r  0%|  |\r 50%|█ |\r100%|██|\nDone\n'), '100%|██|\nDone\n');
    assert.equal(plainText('12345\rab\n'), 'ab345\n');
    assert.equal(plainText('a\r\nb\r\n'), 'a\nb\n');
    assert.equal(plainText('50%\r'), '50%');
  });

  test('bars below each other stay where they are, and what wiped itself out is nothing', () => {
    const inner = (n: number) => `\n\rinner: ${n}/9\x1b[A\n\r          \x1b[A`;
    const bars = Array.from({ length: 500 }, (_, n) => `${inner(n % 9)}\router: ${n}/500`).join('');
    assert.equal(plainText(`\router: 0/500${bars}\nDone\n`), 'outer: 499/500\nDone\n');
    assert.equal(plainText('one\n\rtwo\x1b[A\rONE\x1b[2B\rend'), 'ONE\ntwo\nend');
    assert.equal(plainText('\r 50%\r    \r'), '');
  });

  test('codes give colours and weight, and no characters', () => {
    assert.deepEqual(spans('a \x1b[31mred\x1b[0m, \x1b[1;92mgreen\x1b[39m bold\x1b[m end'), [
      { text: 'a ', colour: null, isBold: false },
      { text: 'red', colour: 1, isBold: false },
      { text: ', ', colour: null, isBold: false },
      { text: 'green', colour: 2, isBold: true },
      { text: ' bold', colour: null, isBold: true },
      { text: ' end', colour: null, isBold: false },
    ]);
    assert.equal(plainText('\x1b]0;title\x07x\x1b[2K\x1b[1Ay\x1b(B'.replace('\x1b(B', '')), 'xy');
    assert.deepEqual(spans('\x1b[38;5;31mpalette\x1b[0m \x1b[1;48;2;31;32;33mground\x1b[0m').map(({ colour, isBold }) => [colour, isBold]), [[null, false], [null, false], [null, true]]);
    assert.equal(plainText('plain'), 'plain');
    assert.deepEqual(spans(''), []);
  });
});
