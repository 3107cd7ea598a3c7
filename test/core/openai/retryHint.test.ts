import assert from 'node:assert/strict';
import { retryHint } from '../../../src/core/openai/retryHint.ts';

suite('when to try again', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');
  const cases = [
    [{ 'retry-after': '20' }, 'in 20 seconds'],
    [{ 'retry-after': '0.4' }, 'in 1 second'],
    [{ 'retry-after': '91' }, 'in 2 minutes'],
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 'in 2 seconds'],
    [{ 'retry-after': 'Fri, 20 Nov 2026 10:05:00 GMT' }, 'in 5 minutes'],
    [{ 'retry-after': 'Fri, 20 Nov 2026 09:00:00 GMT' }, 'in a moment'],
    [{ 'retry-after': 'soon' }, 'in a moment'],
    [{}, 'in a moment'],
  ] as const;
  for (const [headers, hint] of cases) {
    test(`${JSON.stringify(headers)}: ${hint}`, () => assert.equal(retryHint(new Headers(headers), now), hint));
  }

  test('an error inside a stream has no headers', () => assert.equal(retryHint(undefined), 'in a moment'));
});
