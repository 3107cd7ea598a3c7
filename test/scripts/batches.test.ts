import assert from 'node:assert/strict';
import { batchesOf } from '../../scripts/testing/batches.ts';

suite('batches of test files', () => {
  const files = Array.from({ length: 13 }, (_, index) => `${index}.test.ts`);

  test('hold each file once, in order; they are small at the end, so that all lanes end together', () => {
    const batches = batchesOf(['3', ...files], 2);
    assert.deepEqual(batches.flat(), files);
    assert.deepEqual(batches.map(({ length }) => length), [3, 3, 2, 2, 1, 1, 1]);
  });

  test('are as large as the number before the files says', () => {
    assert.deepEqual(batchesOf(['1', 'a', 'b', '4', ...files.slice(0, 8)], 1).map(({ length }) => length), [1, 1, 4, 2, 1, 1]);
    assert.deepEqual(batchesOf(['10'], 2), []);
  });
});
