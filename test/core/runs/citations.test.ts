import assert from 'node:assert/strict';
import { citationStream, type CitedText } from '../../../src/core/runs/citations.ts';
import type { NumberedPassage } from '../../../src/core/types/citation.ts';

const passage = (number: number): NumberedPassage => ({
  number,
  file: { id: '/w/a.md', path: 'a.md' },
  lines: { start: 1, end: 4 },
  focus: { start: 2, end: 3 },
  page: null,
  text: 'one\ntwo\nthree\nfour',
  hash: 'h',
  score: 1,
});
const PASSAGES = [1, 2, 3].map(passage);

/** The text and what it cites, at its place, when `pieces` go in. */
function cite(pieces: readonly string[], passages = PASSAGES) {
  const stream = citationStream(passages);
  const out: CitedText[] = [...pieces.flatMap((piece) => stream.push(piece)), ...stream.end()];
  const text = out.map((piece) => (piece.type === 'text' ? piece.text : '')).join('');
  const annotations = out.flatMap((piece) => (piece.type === 'annotation' ? [piece.annotation] : []));
  for (const { start, end, citation } of annotations) assert.equal(text.slice(start, end), `【${citation.number}】`);
  return { text, annotations, cited: annotations.map(({ citation }) => citation.number) };
}

/** The same, whole, in two pieces however they are cut, and in single characters. */
function everyWay(text: string, passages = PASSAGES) {
  const whole = cite([text], passages);
  for (let cut = 0; cut <= text.length; cut++) assert.deepEqual(cite([text.slice(0, cut), text.slice(cut)], passages), whole, `cut at ${cut}`);
  assert.deepEqual(cite([...text], passages), whole, 'in single characters');
  return whole;
}

const CITES: readonly (readonly [input: string, output: string])[] = [
  ['So【1】.', 'So【1】.'],
  ['So 【 1 】', 'So 【1】'],
  ['So【1†a.md】', 'So【1】'],
  ['So【3†source】【1†L1-L5】', 'So【3】【1】'],
  ['[【1】]', '[【1】]'],
  ['【1】【2】', '【1】【2】'],
  ['【1,2】 【1; 2】 【1、3】', '【1】【2】 【1】【2】 【1】【3】'],
  ['【1-3】', '【1】【2】【3】'],
  ['【1–2, 3】', '【1】【2】【3】'],
  ['【source 1】 【Source: 2】 【sources 1, 2】', '【1】 【2】 【1】【2】'],
  ['【#1】 【passage #2】', '【1】 【2】'],
  ['So [1].', 'So 【1】.'],
  ['[1]', '【1】'],
  ['[1†source] [source 2] [#3]', '【1】 【2】 【3】'],
  ['So [1, 2] and [1-3].', 'So 【1】【2】 and 【1】【2】【3】.'],
  ['So [1][2].', 'So 【1】【2】.'],
  ['［1］ ［１］ ［1,2］', '【1】 【1】 【1】【2】'],
  ['方法[1]と【２】', '方法【1】と【2】'],
  ['As [1]: it is so.', 'As 【1】: it is so.'],
  ['【1】 and 【9】', '【1】 and 【9】'],
  ['【3, 7; 2】.', '【3】【7】【2】.'],
  ['【1, 5-9】', '【1】【5-9】'],
  ['`a` says [1], ``b`` 【2】', '`a` says 【1】, ``b`` 【2】'],
  ['```ts\na[1]\n[1] 【1】\n```\nSo [1].', '```ts\na[1]\n[1] 【1】\n```\nSo 【1】.'],
  ['{"ids":[1]}\nSo [1].', '{"ids":[1]}\nSo 【1】.'],
  // Lines that stand four further in than the text around them are code, where they can begin some.
  ['So:\n\n    x [1] `\n\n    y [1]\n\nSo [1].', 'So:\n\n    x [1] `\n\n    y [1]\n\nSo 【1】.'],
  ['    x [1]\n\tx [1]\nSo [1].', '    x [1]\n\tx [1]\nSo 【1】.'],
  ['# Head\n    x [1]\n[1]', '# Head\n    x [1]\n【1】'],
  ['So\n    goes on [1].', 'So\n    goes on 【1】.'],
  ['- item\n\n    goes on [1]\n\n      x [1]', '- item\n\n    goes on 【1】\n\n      x [1]'],
  ['1. a\n   - b\n\n     so [1]\n\n         x [1]\n\nEnd [1].', '1. a\n   - b\n\n     so 【1】\n\n         x [1]\n\nEnd 【1】.'],
  ['- item\n\nEnd.\n\n    x [1]\n\n[1]', '- item\n\nEnd.\n\n    x [1]\n\n【1】'],
  ['> So [1].\n>\n>     x [1]\n>\n> so [1]', '> So 【1】.\n>\n>     x [1]\n>\n> so 【1】'],
  ['[^1]: A note.\n\n    Goes on [1].', '[^1]: A note.\n\n    Goes on 【1】.'],
  ['An open ` tick.\n\nSo [1].', 'An open ` tick.\n\nSo 【1】.'],
  ['> ```\n> [1]\n\nSo [1].', '> ```\n> [1]\n\nSo 【1】.'],
  ['Escaped \\` tick [1].', 'Escaped \\` tick 【1】.'],
  ['["Title] is open\nSo [1].', '["Title] is open\nSo 【1】.'],
  ['[[Page]] [1]', '[[Page]] 【1】'],
];

const STAYS: readonly string[] = [
  '【9】', '【0】', '【12345】', '【重要】', '【x】', '【note】', 'a lone 【', '【1', '【1†a.md', '【source', '【turn0file1】', '【4:0†source】', '【1:0†source】',
  '【1: はじめに】', '【3-1】', '【7-9】', '【1\n】', '[', '[1', '[9]', '[1, 9]', '[1-9]', '[ ] to do', '[x] done', '[0-9]',
  'a[1]', 'f()[1]', 'a[0][1]', 'a[1][2]', '\\[1\\]', '\\[1]', '[1](http://x)', '[1][ref]', '[1]: http://x', 'See\n  [1]: http://x', '![1](x.png)',
  '`[1]`', '`a 【1】 b`', '``a ` [1]``', '`open\n[1]`', '```\n[1]\n```', '~~~\n【1】\n``` [1]\n~~~', '```py\nx = [1]\n', '```[1]``` ', '- a\n  ```\n  [1]\n  ```',
  '{"ids":[1]}', ' {\n  "ids": [\n [1], [2] ] }', '{"title":"【1】序章"}', '{"a":"\\"【1】"}', '["【1】"]', '[{"n": [1]}, [2]]', 'It is {"ids":[1]}.', '[[1], [2], [3]]',
];

suite('citations', () => {
  for (const [input, output] of CITES) {
    test(`of passages that a search returned: ${JSON.stringify(input)}`, () => {
      const { text, cited } = everyWay(input);
      assert.equal(text, output);
      assert.ok(cited.length > 0);
      const shown = Array.from(output.replace(/```[^]*?```|`[^`]*`|"[^]*?"/g, '').matchAll(/【([123])】/g), ([, number]) => Number(number));
      assert.deepEqual(cited, shown);
    });
  }

  for (const text of STAYS) {
    test(`all else stays as it is: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(everyWay(text), { text, annotations: [], cited: [] });
    });
  }

  test('nothing is cited, and nothing held back, where nothing was searched', () => {
    for (const text of ['【1】はじめに\n【2】方法\n【3】結果', 'Math: 【x】 and 【1】 and 【12†abc】', '[1] [2]']) {
      const stream = citationStream([]);
      assert.deepEqual([...text].flatMap((piece) => stream.push(piece)), [...text].map((each) => ({ type: 'text', text: each })));
      assert.deepEqual(stream.end(), []);
    }
  });

  test('a citation tells the lines that fit, at its place in the text', () => {
    const { text, annotations } = everyWay('Ünïcode 😀 says so【3】, and so on.');
    assert.equal(text, 'Ünïcode 😀 says so【3】, and so on.');
    assert.deepEqual(annotations[0]?.citation.lines, { start: 2, end: 3 });
    assert.equal(annotations[0]?.citation.quote, 'two\nthree');
  });

  test('nothing of a marker is shown before it is whole, and no more is held back than may become one', () => {
    const shown = (piece: string) => {
      const stream = citationStream(PASSAGES);
      return stream.push(piece).map((each) => (each.type === 'text' ? each.text : '')).join('');
    };
    for (const begun of ['【', '【 ', '【1', '【1,', '【1-', '【sou', '【source ', '【#', '【1†gui', '[', '[1', '[1]', '[1][', '［1']) assert.equal(shown(`So ${begun}`), 'So ', begun);
    for (const none of ['【12345', '【重', '【x', '【1:', '【turn', '[see', '[^', '[9]', '[ ]', 'a[1]', '`[1', '{"a":[1', '[12345']) assert.equal(shown(`So ${none}`), `So ${none}`);
  });

  test('what is held back at the end comes, and the next text begins anew', () => {
    const stream = citationStream(PASSAGES);
    assert.deepEqual(stream.push('`code 【1'), [{ type: 'text', text: '`code 【1' }]);
    assert.deepEqual(stream.end(), []);
    assert.deepEqual(stream.push('【1'), []);
    assert.deepEqual(stream.end(), [{ type: 'text', text: '【1' }]);
    assert.deepEqual([...stream.push('[2]'), ...stream.end()].map(({ type }) => type), ['text', 'annotation']);
  });
});
