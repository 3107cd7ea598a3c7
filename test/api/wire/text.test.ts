import assert from 'node:assert/strict';
import type { Annotation } from '../../../src/core/types/item.ts';
import { textWriter, wholeText, type TextPiece } from '../../../src/api/wire/text.ts';

const FILES = new Map([['data.csv', 'file-1'], ['data.csv.gz', 'file-2'], ['my plot.png', 'file-3']]);

function citation(number: number, start: number, path = 'docs/guide.pdf'): Annotation {
  const lines = { start: 1, end: 1 };
  return { start, end: start + `【${number}】`.length, citation: { number, file: { id: 'file-9', path }, lines, page: null, quote: '', hash: '' } };
}

/** The same text, cut into pieces of all lengths, comes out as in one piece. */
function inPieces(text: string): TextPiece {
  const whole = wholeText(text, [], textWriter(0, FILES));
  for (let length = 1; length <= text.length; length++) {
    const writer = textWriter(0, FILES);
    const pieces: TextPiece[] = [];
    for (let from = 0; from < text.length; from += length) pieces.push(...writer.push(text.slice(from, from + length)));
    pieces.push(...writer.end());
    assert.deepEqual({ value: pieces.map(({ value }) => value).join(''), annotations: pieces.flatMap(({ annotations }) => annotations) }, whole, `pieces of ${length}`);
  }
  return whole;
}

suite('API: the text of a message', () => {
  test('Citations get the API’s form; indices are UTF-16 and shift with them', () => {
    const text = 'é𝒳【1】 and 【12】【1】.';
    const { value, annotations } = wholeText(text, [citation(1, 3), citation(12, 11), citation(1, 15)], textWriter(4, FILES));
    assert.equal(value, 'é𝒳【4:0†guide.pdf】 and 【4:11†guide.pdf】【4:0†guide.pdf】.');
    assert.equal(annotations.length, 3);
    for (const annotation of annotations) assert.equal(value.slice(annotation.start_index, annotation.end_index), annotation.text);
  });

  test('A marker that cites nothing stays text', () => {
    const writer = textWriter(0, FILES);
    const pieces = [...writer.push('a '), ...writer.push('【7】'), ...writer.push(' b'), ...writer.end()];
    assert.deepEqual(pieces.map(({ value, annotations }) => [value, annotations.length]), [['a ', 0], ['【7】', 0], [' b', 0]]);
  });

  test('A label can’t break the marker', () => {
    const { value } = wholeText('【1】', [citation(1, 0, 'odd†【name】.md')], textWriter(0, FILES));
    assert.equal(value, '【0:0†oddname.md】');
  });

  test('Links to files that code made, however they are cut', () => {
    const { value, annotations } = inPieces('See [it](sandbox:/mnt/data/data.csv), [zipped](sandbox:/mnt/data/data.csv.gz), sandbox:/mnt/data/my%20plot.png');
    assert.deepEqual(
      annotations.map((annotation) => [annotation.text, annotation.type === 'file_path' ? annotation.file_path.file_id : '']),
      [['sandbox:/mnt/data/data.csv', 'file-1'], ['sandbox:/mnt/data/data.csv.gz', 'file-2'], ['sandbox:/mnt/data/my%20plot.png', 'file-3']],
    );
    for (const { start_index, end_index, text } of annotations) assert.equal(value.slice(start_index, end_index), text);
  });

  test('What only looks like a link stays text', () => {
    assert.deepEqual(inPieces('sandbox:/mnt/data/other.csv s sand sandbox:/mnt/da').annotations, []);
  });
});
