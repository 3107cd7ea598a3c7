import { showHostile } from './support/hostile.ts';
import { hostileMarkdown } from './support/hostileMarkdown.ts';

/** One of so many: the others are shown in a test that takes longer. */
const EACH = 29;

suite('a hostile answer', () => {
  const texts = hostileMarkdown().filter((_, index) => index % EACH === 0);
  for (const policy of ['policy', 'none'] as const) {
    test(`runs nothing and asks for nothing: one of ${EACH}, ${policy === 'policy' ? 'with the policy of the views' : 'without any policy'}`, () => showHostile(texts, policy));
  }
});
