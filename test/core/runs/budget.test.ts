import assert from 'node:assert/strict';
import type { UsageRows } from '../../../src/core/data/usage.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { checkBudget, spentThisMonth } from '../../../src/core/runs/budget.ts';
import { dollars } from '../../../src/core/text/dollars.ts';
import { calls, scriptedModel, type Script } from '../../support/scriptedModel.ts';
import { openRunsRoom } from './runsRoom.ts';

suite('the monthly budget', () => {
  const spent = (amount: number) => ({ costSince: async () => amount }) as unknown as UsageRows;
  const price = { input: 1, cached: 1, output: 1 };
  const priced: Model = { ...scriptedModel(), price };

  test('lets answers be paid for until it is used up, and then says so with the way out', async () => {
    await checkBudget(priced, 10, spent(9.99));
    const message = 'The budget of $10.00 for this month is used up ($10.20); raise it, or choose a model that costs nothing.';
    await assert.rejects(checkBudget(priced, 10, spent(10.2)), { code: 'budget_used_up', message, action: 'setBudget' });
  });

  test('holds up neither models without a price nor anybody where there is none', async () => {
    await checkBudget(scriptedModel(), 10, spent(100));
    await checkBudget(priced, null, spent(100));
  });

  test('ends a run in the middle when its own turns have used it up', async () => {
    const room = await openRunsRoom();
    try {
      const call = { callId: 'a', name: 'none', args: {} };
      const usage = { inputTokens: 6_000_000, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0, estimated: false } as const;
      const model: Model = { ...scriptedModel(...Array.from({ length: 3 }, (): Script => [{ type: 'usage', usage }, ...calls(call)])), price };
      const { ask } = await room.runsWith(model, [], { mayAsk: (asked) => checkBudget(asked, 10, room.data.usage) });
      const { status, error, turns } = await ask('Go');
      assert.deepEqual([status, error?.code, turns.length], ['failed', 'budget_used_up', 2]);
    } finally {
      await room.close();
    }
  });

  test('begins anew with the month', async () => {
    const since: number[] = [];
    const usage = { costSince: async (time: number) => since.push(time) } as unknown as UsageRows;
    await spentThisMonth(usage, new Date(2026, 10, 1, 0, 0, 0));
    await spentThisMonth(usage, new Date(2026, 10, 30, 23, 59));
    await spentThisMonth(usage, new Date(2026, 11, 1, 0, 0, 1));
    const [november, december] = [new Date(2026, 10, 1).getTime(), new Date(2026, 11, 1).getTime()];
    assert.deepEqual(since, [november, november, december]);
  });

  test('amounts are shown as they are used to be, small ones with the digits that count', () => {
    const shown = [0, 0.000_001, 0.001_23, 0.0649, 0.1, 12.3, 1_234.5].map(dollars);
    assert.deepEqual(shown, ['$0.00', '< $0.00001', '$0.0012', '$0.065', '$0.10', '$12.30', '$1,234.50']);
  });
});
