import assert from 'node:assert/strict';
import { relocate } from '../../../../src/core/knowledge/search/relocate.ts';

const quote = 'export function total(lines) {\n  return lines.reduce(add, 0);\n}';
const find = (text: string, quoted: string, start: number) => relocate(text.split(/\r?\n/), { quote: quoted, lines: { start, end: start + quoted.split('\n').length - 1 } });
const at = (kind: 'same' | 'moved' | 'changed', start: number, end = start) => ({ kind, lines: { start, end } });

suite('relocate', () => {
  test('a file that has not changed', () => {
    assert.deepEqual(find(`a\nb\n${quote}\nc`, quote, 3), at('same', 3, 5));
  });

  test('lines that say nothing by themselves stay where they are in a file that has not changed', () => {
    assert.deepEqual(find('x = 1;\ny\nx = 1;\ny\nx = 1;', 'x = 1;', 5), at('same', 5));
    assert.deepEqual(find('a\n}\n', '}', 2), at('same', 2));
  });

  test('lines that came before it', () => {
    assert.deepEqual(find(`a\nb\nnew\nnew\r\n${quote}\nc`, quote, 3), at('moved', 5, 7));
  });

  test('of several places, the nearest', () => {
    const filler = 'x\n'.repeat(20);
    assert.deepEqual(find(`a\n${quote}\n${filler}${quote}\n`, quote, 3), at('moved', 2, 4));
    assert.deepEqual(find(`a\n${quote}\n${filler}${quote}\n`, quote, 24), at('moved', 25, 27));
  });

  test('a short line is found elsewhere only where it stands once, or by far the nearest', () => {
    const many = ['return null;', 'a', 'b', 'c', 'd', 'e', 'return null;', 'f'];
    assert.deepEqual(find(many.join('\n'), 'return null;', 8), at('moved', 7));
    assert.notEqual(find(many.join('\n'), 'return null;', 4).kind, 'moved');
    assert.deepEqual(find('a\nb\nreturn 12;', 'return 12;', 1), at('moved', 3));
  });

  test('another indentation', () => {
    const indented = quote.replaceAll(/^/gm, '    ');
    assert.deepEqual(find(`class A {\n${indented}\n}`, quote, 3), at('moved', 2, 4));
  });

  test('a paragraph that was broken into other lines', () => {
    const reflowed = 'Before.\n\nThe quick brown\nfox jumps over the lazy\ndog and runs away.';
    assert.deepEqual(find(reflowed, 'The quick brown fox jumps over\nthe lazy dog and runs away.', 1), at('moved', 3, 5));
  });

  test('lines put in between', () => {
    const changed = 'a\nexport function total(lines) {\n  check(lines);\n  log(lines);\n  return lines.reduce(add, 0);\n}';
    assert.deepEqual(find(changed, quote, 3), at('changed', 2, 5));
  });

  test('another value', () => {
    assert.deepEqual(find('const timeoutMs = 3000; // wait', 'const timeoutMs = 500; // wait', 1), at('changed', 1));
  });

  test('one line reworded, the rest still there', () => {
    const { kind } = find(`a\n${quote.replace('reduce(add, 0)', 'sum()')}\n`, quote, 3);
    assert.equal(kind, 'changed');
  });

  test('a like line of another function is not what was cited', () => {
    const found = find('function c() {\n  return compute(2);\n}', 'function b() {\n  return compute(2);\n}', 5);
    assert.deepEqual(found, { kind: 'gone', nearest: { start: 1, end: 2 } });
  });

  test('of passages that are much alike, one that was deleted is gone, and one that was edited is found', () => {
    const routes = ['book', 'author', 'shelf', 'loan', 'reader', 'branch', 'notice', 'fee'];
    const block = (route: string) => [`  it('finds the ${route}', async () => {`, `    router.add('GET', '/${route}/:id', '${route} by id')`, `    const found = router.match('GET', '/${route}/7')`, `    expect(found.handler).toBe('${route} by id')`, '  })'];
    const file = (kept: readonly string[]) => kept.flatMap(block);
    const cited = { quote: block('loan').slice(1, 4).join('\n'), lines: { start: 17, end: 19 } };
    assert.equal(relocate(file(routes.filter((route) => route !== 'loan')), cited).kind, 'gone');
    const edited = file(routes).map((line) => line.replace("match('GET', '/loan/7')", "match('POST', '/loan/8', options)"));
    assert.deepEqual(relocate(['first', ...edited], cited), { kind: 'changed', lines: { start: 18, end: 20 } });
  });

  test('a passage of which some lines were written anew is where the others are', () => {
    const file = Array.from({ length: 90 }, (_, index) => `  total += priceOf(item${index % 9}, shop${index % 10});`);
    const quote = [...file.slice(60, 66), '// nobody knows', '// whether this', '// still holds'].join('\n');
    assert.deepEqual(relocate(file, { quote, lines: { start: 2, end: 10 } }), { kind: 'changed', lines: { start: 61, end: 66 } });
  });

  test('a quote that is gone is not found in lines that stand everywhere', () => {
    for (const text of ['if (x) {\n}\n\n}\n', '', 'export default lines;']) assert.equal(find(text, quote, 3).kind, 'gone', text);
    assert.deepEqual(find('a\nb', quote, 3), { kind: 'gone', nearest: { start: 2, end: 2 } });
    assert.equal(find('a\n}\n}\n', '}', 1).kind, 'gone');
  });

  test('a long quote of which the end has changed is looked for in a large file at once', () => {
    const file = Array.from({ length: 200_000 }, (_, index) => `line ${index % 50}`);
    const quoted = Array.from({ length: 40 }, (_, index) => (index < 31 ? `line ${index}` : `other ${index}`)).join('\n');
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now();
      relocate(file, { quote: quoted, lines: { start: 1000, end: 1039 } });
      return performance.now() - began;
    });
    // A tenth of that on a machine with nothing else to do; comparing each line with each takes many seconds.
    assert.ok(Math.min(...times) < 1_000, `${Math.min(...times)} ms`);
  });
});
