import assert from 'node:assert/strict';
import { textWriter, wholeText } from '../../../src/api/wire/text.ts';
import type { Annotation } from '../../../src/core/types/item.ts';

const citation = { number: 2, file: { id: 'file-1', path: 'docs/guide.md' }, lines: { start: 1, end: 1 }, page: null, quote: 'q', hash: 'h' };
const files = new Map([['out.csv', 'file-2'], ['out.csv.gz', 'file-3']]);

/** The text of a message whose markers are all the same citation. */
function written(text: string) {
  const annotations = [...text.matchAll(/【\d】/g)].map(({ index }): Annotation => ({ start: index, end: index + 3, citation }));
  return wholeText(text, annotations, textWriter(4, files));
}

suite('API: the text of a message', () => {
  test('citations get the API’s form, and their indices are those of the text as it is sent', () => {
    const { value, annotations } = written('Grüße 😀【2】 und【2】.');
    assert.equal(value, 'Grüße 😀【4:1†guide.md】 und【4:1†guide.md】.');
    for (const { text, start_index, end_index } of annotations) assert.equal(value.slice(start_index, end_index), text);
    assert.equal(annotations.length, 2);
  });

  test('links to files that code made are annotated, the longer name first', () => {
    const { value, annotations } = written('[all](sandbox:/mnt/data/out.csv.gz), [some](sandbox:/mnt/data/out.csv)');
    assert.deepEqual(
      annotations.map((each) => [value.slice(each.start_index, each.end_index), each.type === 'file_path' && each.file_path.file_id]),
      [['sandbox:/mnt/data/out.csv.gz', 'file-3'], ['sandbox:/mnt/data/out.csv', 'file-2']],
    );
  });

  test('a way out that only the views know is plain text, and what follows keeps its place', () => {
    const { value, annotations } = written('No model. [Set up a model](docent:configureModel)\n\nSee【2】');
    assert.equal(value, 'No model. Set up a model\n\nSee【4:1†guide.md】');
    assert.equal(value.slice(annotations[0]?.start_index), '【4:1†guide.md】');
  });
});
