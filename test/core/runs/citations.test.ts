import assert from 'node:assert/strict';
import { citationStream, type CitedText } from '../../../src/core/runs/citations.ts';
import type { NumberedPassage } from '../../../src/core/types/citation.ts';

const passage: NumberedPassage = {
  ...{ number: 3, file: { id: '/w/a.md', path: 'a.md' }, lines: { start: 1, end: 4 }, focus: { start: 2, end: 3 } },
  ...{ page: null, text: 'one\ntwo\nthree\nfour', hash: 'h', score: 1 },
};
const find = (number: number) => (number === 3 ? passage : null);

/** The text and the annotations that come out when `pieces` go in. */
function cite(pieces: readonly string[]) {
  const stream = citationStream(find);
  const out: CitedText[] = [...pieces.flatMap((piece) => stream.push(piece)), ...stream.end()];
  const text = out.map((piece) => (piece.type === 'text' ? piece.text : '')).join('');
  return { text, annotations: out.flatMap((piece) => (piece.type === 'annotation' ? [piece.annotation] : [])) };
}

suite('citations', () => {
  const answer = 'Ünïcode 😀 says so【3】, and so on.';

  test('a marker becomes a citation of the lines that fit, at its place in the text', () => {
    const { text, annotations } = cite([answer]);
    assert.equal(text, answer);
    assert.equal(annotations.length, 1);
    const [annotation] = annotations;
    assert.equal(text.slice(annotation?.start, annotation?.end), '【3】');
    assert.deepEqual(annotation?.citation.lines, { start: 2, end: 3 });
    assert.equal(annotation?.citation.quote, 'two\nthree');
  });

  test('however a marker is split, the outcome is the same', () => {
    const expected = cite([answer]);
    for (let cut = 0; cut <= answer.length; cut++) assert.deepEqual(cite([answer.slice(0, cut), answer.slice(cut)]), expected);
    assert.deepEqual(cite([...answer]), expected);
  });

  test('nothing of a marker is shown before it is whole', () => {
    const stream = citationStream(find);
    assert.deepEqual(stream.push('So【'), [{ type: 'text', text: 'So' }]);
    assert.deepEqual(stream.push('3'), []);
    assert.equal(stream.push('】')[0]?.type, 'text');
  });

  test('a number that no search returned is left out', () => {
    assert.deepEqual(cite(['Made up【7】.']), { text: 'Made up.', annotations: [] });
  });

  test('the forms that models were trained on count too', () => {
    assert.equal(cite(['Yes【3†source】']).text, 'Yes【3】');
    assert.equal(cite(['Yes【 3 】']).annotations.length, 1);
    const both = cite(['Yes【3, 7; 3】.']);
    assert.deepEqual([both.text, both.annotations.map(({ start, end }) => [start, end])], ['Yes【3】【3】.', [[3, 6], [6, 9]]]);
  });

  test('brackets that are no marker are text', () => {
    assert.equal(cite(['【note】 and 【3']).text, '【note】 and 【3');
  });
});
