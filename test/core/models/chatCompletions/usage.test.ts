import assert from 'node:assert/strict';
import { toUsage } from '../../../../src/core/models/chatCompletions/usage.ts';
import { priced } from '../../../../src/core/types/usage.ts';

const counted = { prompt_tokens: 1_000_000, completion_tokens: 0, total_tokens: 1_000_000 };

suite('chatCompletions: what an answer took', () => {
  test('is read wherever a server tells of its cache', () => {
    const price = { input: 1, cached: 0.1, output: 10 };
    const deepSeek = toUsage({ ...counted, prompt_cache_hit_tokens: 400_000 });
    assert.equal(deepSeek.cachedTokens, 400_000);
    assert.equal(priced(deepSeek, price).cost, 0.64);
    assert.equal(toUsage({ ...counted, prompt_tokens_details: { cached_tokens: 5 }, prompt_cache_hit_tokens: 400_000 }).cachedTokens, 5);
    assert.equal(toUsage({ ...counted, prompt_tokens_details: { cache_write_tokens: 7 } }).cacheWriteTokens, 7);
  });

  test('costs what the provider says that it does', () => {
    const price = { input: 1, cached: 0.1, output: 10 };
    assert.equal(priced(toUsage({ ...counted, cost: 0.25 }), price).cost, 0.25);
    assert.equal(priced(toUsage({ ...counted, cost: 0 }), null).cost, 0);
    assert.equal(priced(toUsage({ ...counted, cost: 'much' }), null).cost, null);
  });
});
