import assert from 'node:assert/strict';
import { relocate } from '../../../../src/core/knowledge/search/relocate.ts';

const quote = 'export function total(lines) {\n  return lines.reduce(add, 0);\n}';
const cited = { quote, lines: { start: 3, end: 5 } };

suite('relocate', () => {
  test('a file that has not changed', () => {
    assert.deepEqual(relocate(`a\nb\n${quote}\nc`, cited), { start: 3, end: 5 });
  });

  test('lines that came before it', () => {
    assert.deepEqual(relocate(`a\nb\nnew\nnew\r\n${quote}\nc`, cited), { start: 5, end: 7 });
  });

  test('of several places, the nearest', () => {
    const filler = 'x\n'.repeat(20);
    assert.deepEqual(relocate(`a\n${quote}\n${filler}${quote}\n`, cited), { start: 2, end: 4 });
    assert.deepEqual(relocate(`a\n${quote}\n${filler}${quote}\n`, { quote, lines: { start: 24, end: 26 } }), { start: 25, end: 27 });
  });

  test('another indentation', () => {
    const indented = quote.replaceAll(/^/gm, '    ');
    assert.deepEqual(relocate(`class A {\n${indented}\n}`, cited), { start: 2, end: 4 });
  });

  test('lines put in between', () => {
    const changed = 'a\nexport function total(lines) {\n  check(lines);\n  log(lines);\n  return lines.reduce(add, 0);\n}';
    assert.deepEqual(relocate(changed, cited), { start: 2, end: 5 });
  });

  test('a line that stands elsewhere too does not draw the place out', () => {
    const changed = 'return lines.reduce(add, 0);\n}\n\n\nexport function total(lines) {\n  check();\n  return lines.reduce(add, 0);\n}';
    assert.deepEqual(relocate(changed, cited), { start: 5, end: 7 });
  });

  test('one line reworded, the rest still there', () => {
    const changed = `a\n${quote.replace('reduce(add, 0)', 'sum()')}\n`;
    assert.deepEqual(relocate(changed, cited), { start: 2, end: 2 });
  });

  test('a quote that is gone is not found in lines that stand everywhere', () => {
    assert.equal(relocate('if (x) {\n}\n\n}\n', cited), null);
    assert.equal(relocate('', cited), null);
    assert.equal(relocate('a\n}\n', { quote: '}', lines: { start: 1, end: 1 } }), null);
  });
});
