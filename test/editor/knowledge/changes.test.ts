import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { collectChanges, type IndexChanges } from '../../../src/editor/knowledge/changes.ts';

suite('changes of files', () => {
  let updates: (readonly string[])[] = [];
  /** Ends the update under way. */
  let finish: (() => void) | null = null;
  let slow = false;
  let changes: IndexChanges;

  setup(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    [updates, finish, slow] = [[], null, false];
    changes = collectChanges({
      concerns: async (paths) => paths.some((path) => !path.endsWith('.log')),
      async update(paths) {
        updates.push(paths);
        if (slow) await new Promise<void>((resolve) => (finish = resolve));
      },
    });
  });
  teardown(() => {
    changes.dispose();
    mock.timers.reset();
  });

  /** Lets what is promised come true; then so many milliseconds pass. */
  async function pass(ms: number): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    mock.timers.tick(ms);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  /** @returns after how many milliseconds of such events the first update came; 0: never */
  async function withEvery(ms: number, event: () => void): Promise<number> {
    for (let passed = ms; passed <= 30_000; passed += ms) {
      event();
      await pass(ms);
      if (updates.length > 0) return passed;
    }
    return 0;
  }

  test('a burst is one update', async () => {
    for (let index = 0; index < 100; index++) changes.add(`${index}.ts`);
    await pass(50);
    changes.add('0.ts');
    await pass(600);
    assert.deepEqual(updates.map(({ length }) => length), [100]);
  });

  test('what does not matter starts nothing', async () => {
    assert.equal(await withEvery(300, () => changes.add('dev.log')), 0);
  });

  test('what does not matter delays nothing', async () => {
    changes.add('a.ts');
    assert.ok((await withEvery(100, () => changes.add('dev.log'))) <= 500);
    assert.deepEqual(updates, [['a.ts']]);
  });

  for (const every of [50, 300, 399]) {
    test(`files that are written each ${every} ms, for ever, keep no other out`, async () => {
      changes.add('edited.ts');
      const came = await withEvery(every, () => ['growing.csv', 'other.md'].forEach(changes.add));
      // Seen at the next event after it came.
      assert.ok(came > 0 && came <= 800 + every, `${came}`);
      assert.deepEqual(updates[0]?.toSorted(), ['edited.ts', 'growing.csv', 'other.md']);
    });
  }

  test('what changes during an update is the next one, without a further wait where it has waited long', async () => {
    slow = true;
    changes.add('a.ts');
    await pass(500);
    changes.add('b.ts');
    await pass(3_000);
    changes.add('a.ts');
    await pass(3_000);
    assert.deepEqual(updates, [['a.ts']]);
    finish?.();
    await pass(1);
    assert.deepEqual(updates.slice(1), [['b.ts', 'a.ts']]);
  });
});
