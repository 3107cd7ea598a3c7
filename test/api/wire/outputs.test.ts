import assert from 'node:assert/strict';
import { outputsOf } from '../../../src/api/wire/outputs.ts';
import type { Output } from '../../../src/core/types/output.ts';

suite('API: outputs of code', () => {
  const logs = (text: string): Output => ({ type: 'logs', stream: 'stdout', text });
  const shown = (...outputs: readonly Output[]) =>
    outputsOf({ type: 'code_interpreter_call', callId: 'call_1', arguments: '', code: '', error: null, outputs }).map((output) =>
      output.type === 'logs' ? output.logs : output.type,
    );

  test('What is printed piece by piece is one text; all else begins a line, and so does what is printed after it', () => {
    const table: Output = { type: 'table', title: '', columns: ['a', 'b'], rows: [['1', '2']], totalRows: 1 };
    const image: Output = { type: 'image', title: '', file: { id: 'file-1', name: 'a.png', mime: 'image/png', bytes: 1 } };
    assert.deepEqual(shown(logs('one'), logs(' two\n')), ['one two\n']);
    assert.deepEqual(shown(logs('one'), table, logs('two\n'), table), ['one\na,b\n1,2\ntwo\na,b\n1,2']);
    assert.deepEqual(shown(table, image, logs('two')), ['a,b\n1,2', 'image', 'two']);
  });
});
