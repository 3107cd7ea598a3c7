import assert from 'node:assert/strict';
import { requestSize } from '../../../src/core/runs/requestSize.ts';
import { estimateTokens } from '../../../src/core/text/tokens.ts';
import { NO_USAGE } from '../../../src/core/types/usage.ts';

suite('the size of the next request', () => {
  test('is that of the instructions alone where nothing was said', () => {
    const told = estimateTokens('Be brief.') + estimateTokens('Today is Monday.');
    assert.deepEqual(requestSize('Be brief.', 'Today is Monday.', [], null), { instructions: told, tools: 0, thread: 0 });
  });

  test('takes what the last turn has read and said for the thread, but not what was only thought', () => {
    const told = estimateTokens('Be brief.');
    const turn = { ...NO_USAGE, inputTokens: 1_000, outputTokens: 300, reasoningTokens: 100 };
    assert.equal(requestSize('Be brief.', null, [], turn).thread, 1_200 - told);
  });
});
