import assert from 'node:assert/strict';
import { fileCount } from '../../../src/core/text/fileCount.ts';

suite('numbers of files', () => {
  test('are grouped as people write them, and one is one', () => {
    assert.deepEqual([0, 1, 128, 5124].map(fileCount), ['0 files', '1 file', '128 files', '5,124 files']);
  });
});
