import assert from 'node:assert/strict';
import { NO_USAGE, priced } from '../../../src/core/types/usage.ts';

suite('usage', () => {
  const cost = (inputTokens: number, cachedTokens: number, outputTokens: number) =>
    priced({ ...NO_USAGE, inputTokens, cachedTokens, outputTokens }, { input: 1, cached: 0.1, output: 5 }).cost;

  test('costs what its tokens cost, cached ones less', () => {
    assert.equal(cost(1_000_000, 0, 0), 1);
    assert.equal(cost(1_000_000, 500_000, 100_000), 1.05);
    assert.equal(priced(NO_USAGE, null).cost, null);
  });

  test('never earns anything where a gateway leaves the cached tokens out of the input', () => {
    assert.equal(cost(0, 1_000_000, 0), 0.1);
  });
});
