import assert from 'node:assert/strict';
import { chunk } from '../../../../src/core/knowledge/index/chunk.ts';

const lines = (count: number, text = 'line') => Array.from({ length: count }, (_, index) => `${text}${index + 1}`);
const ranges = (sections: Parameters<typeof chunk>[0]) => chunk(sections).map(({ lines: { start, end }, page }) => [start, end, page]);

suite('chunk', () => {
  test('a text is cut every 40 lines', () => {
    const chunks = chunk([{ page: null, lines: lines(90) }]);
    assert.deepEqual(chunks.map(({ lines }) => lines), [
      { start: 1, end: 40 },
      { start: 41, end: 80 },
      { start: 81, end: 90 },
    ]);
    assert.equal(chunks[1]?.text, lines(80).slice(40).join('\n'));
  });

  test('pages are never crossed, and lines count on', () => {
    const sections = [
      { page: 1, lines: lines(45) },
      { page: 2, lines: [] },
      { page: 3, lines: lines(10) },
    ];
    assert.deepEqual(ranges(sections), [
      [1, 40, 1],
      [41, 45, 1],
      [46, 55, 3],
    ]);
  });

  test('long paragraphs make chunks of fewer lines, and a very long line several of its own', () => {
    const paragraph = 'p'.repeat(1500);
    const sections = [{ page: null, lines: [paragraph, paragraph, paragraph, 'q'.repeat(9000), 'end'] }];
    assert.deepEqual(ranges(sections), [
      [1, 2, null],
      [3, 3, null],
      ...Array.from({ length: 10 }, () => [4, 4, null]),
      [5, 5, null],
    ]);
  });

  test('lines of a letter go on until there is something to read', () => {
    const chunks = chunk([{ page: null, lines: Array.from({ length: 400_000 }, () => 'y') }]);
    assert.deepEqual([chunks.length, chunks[0]?.lines, chunks.at(-1)?.lines.end], [4_000, { start: 1, end: 100 }, 400_000]);
  });

  test('a document without lines has no chunks', () => {
    assert.deepEqual(chunk([{ page: null, lines: [] }]), []);
  });
});
