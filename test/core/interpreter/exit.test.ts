import assert from 'node:assert/strict';
import { describeExit } from '../../../src/core/interpreter/exit.ts';

test('how a process ended is said in words, also on Windows', () => {
  assert.equal(describeExit(null, 'SIGKILL'), 'SIGKILL');
  assert.equal(describeExit(139, null), 'SIGSEGV');
  assert.equal(describeExit(1, null), 'exit code 1');
  assert.equal(describeExit(3221225477, null), 'access violation');
});
