import assert from 'node:assert/strict';
import { cellsOf } from '../../../src/editor/chat/cells.ts';

suite('cells of an answer', () => {
  test('are its code blocks and what stands between them', () => {
    assert.deepEqual(cellsOf('So:\n\n```py\nx = 1\n\ny = 2\n```\n```\nz\n```\n\nDone.\n'), [
      { code: 'So:', language: null },
      { code: 'x = 1\n\ny = 2', language: 'python' },
      { code: 'z', language: 'python' },
      { code: 'Done.', language: null },
    ]);
  });

  test('are right where a block holds fences, has another mark, or never ends', () => {
    assert.deepEqual(cellsOf('````md\n```\na\n```\n````'), [{ code: '```\na\n```', language: 'md' }]);
    assert.deepEqual(cellsOf('~~~bash\nls\n~~~'), [{ code: 'ls', language: 'shellscript' }]);
    assert.deepEqual(cellsOf('a\n```python\nx'), [{ code: 'a', language: null }, { code: 'x', language: 'python' }]);
    assert.deepEqual(cellsOf('\n'), []);
  });
});
