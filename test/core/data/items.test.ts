import assert from 'node:assert/strict';
import type { DataDirectory } from '../../../src/core/data/dataDirectory.ts';
import { endOf, END_ITEMS } from '../../../src/core/runs/threadEnd.ts';
import type { Item } from '../../../src/core/types/item.ts';
import { EMPTY_THREAD } from '../../../src/core/types/reducer.ts';
import { tempDir } from '../../support/temp.ts';
import { answer, question } from '../../ui/webview/support/states.ts';
import { openData } from '../../support/data.ts';

suite('items of a thread', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let data: DataDirectory;
  let threadId: string;
  setup(async () => {
    dir = await tempDir();
    data = await openData(dir.path);
    ({ id: threadId } = await data.threads.create({ origin: 'chat', workspace: '', title: '' }));
    // Rows of another thread stand between.
    const { id: other } = await data.threads.create({ origin: 'chat', workspace: '', title: '' });
    await data.items.save([{ ...question('Elsewhere?', 'msg_other'), threadId: other }]);
  });
  teardown(async () => {
    await data.close();
    await dir.remove();
  });

  /** A question and so many answers, each. */
  async function turns(...answers: readonly number[]): Promise<readonly Item[]> {
    const items = answers
      .flatMap((count, turn) => [question('So?', `q${turn}`), ...Array.from({ length: count }, (_, index) => answer('Yes.', `a${turn}.${index}`))])
      .map((item) => ({ ...item, threadId }));
    await data.items.save(items);
    return items;
  }

  const ids = (items: readonly Item[]) => items.map(({ id }) => id);

  test('are read by their places', async () => {
    const items = await turns(3, 3, 3);
    assert.deepEqual(ids(await data.items.stretch(threadId, 2, 5)), ids(items.slice(2, 5)));
    assert.deepEqual(ids(await data.items.stretch(threadId, 10, 99)), ids(items.slice(10)));
    assert.deepEqual(await data.items.stretch(threadId, 5, 5), []);
    assert.deepEqual(await data.items.stretch('none', 0, 5), []);
  });

  for (const [what, answers, earlier] of [
    ['of a short one are all of them', [1, 1], 0],
    ['at its end begin with a question', [30, 30, 30], 31],
    ['of a long turn are the whole turn', [3, 80], 4],
    ['of none are none', [], 0],
  ] as const) {
    test(`${what}, on disk and while it runs`, async () => {
      const items = await turns(...answers);
      const stored = await data.items.end(threadId, END_ITEMS);
      assert.deepEqual([stored.earlier, ids(stored.items)], [earlier, ids(items.slice(earlier))]);
      const live = endOf({ ...EMPTY_THREAD, items }, END_ITEMS);
      assert.deepEqual([live?.earlier, ids(live?.items ?? [])], [earlier, ids(items.slice(earlier))]);
    });
  }

  test('at an end without any question are so many', async () => {
    const items = Array.from({ length: 70 }, (_, index) => ({ ...answer('Yes.', `a${index}`), threadId }));
    await data.items.save(items);
    const stored = await data.items.end(threadId, END_ITEMS);
    assert.deepEqual([stored.earlier, stored.items.length], [70 - END_ITEMS, END_ITEMS]);
    assert.equal(endOf({ ...EMPTY_THREAD, items }, END_ITEMS)?.earlier, 70 - END_ITEMS);
  });
});
