import assert from 'node:assert/strict';
import { showHostile } from './support/hostile.ts';
import { hostileMarkdown } from './support/hostileMarkdown.ts';

/** Milliseconds: each diagram takes a second. */
const LIMIT = 1_200_000;

suite('all hostile answers', () => {
  const texts = hostileMarkdown();
  test('are more than 2,000', () => assert.ok(texts.length > 2_000, `${texts.length}`));
  for (const policy of ['policy', 'none'] as const) {
    test(`run nothing and ask for nothing, ${policy === 'policy' ? 'with the policy of the views' : 'without any policy'}`, () => showHostile(texts, policy)).timeout(LIMIT);
  }
});
