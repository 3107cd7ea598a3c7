import { createSearchOnly } from '../../src/core/models/searchOnly/model.ts';
import type { Front } from '../../src/core/runs/front.ts';
import { EDITOR_ADVICE } from '../../src/editor/advice.ts';

/** A front without anybody to ask, which searches only. */
export function testFront(more: Partial<Front> = {}): Front {
  const searchOnly = createSearchOnly(EDITOR_ADVICE);
  return {
    consents: { known: () => 'deny', ask: async () => 'deny' },
    secrets: 'masked',
    advice: EDITOR_ADVICE,
    model: () => searchOnly,
    ...more,
  };
}
