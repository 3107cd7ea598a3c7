import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { RunEvent } from '../../../src/core/types/events.ts';
import { gatherPatches } from '../../../src/editor/chat/patches.ts';
import type { Patch } from '../../../src/protocol/view.ts';

const word = (delta: string, itemId = 'msg_1'): RunEvent => ({ type: 'text.delta', itemId, delta });

suite('patches', () => {
  const sent: Patch[] = [];
  setup(() => {
    sent.length = 0;
    mock.timers.enable({ apis: ['setTimeout'] });
  });
  teardown(() => mock.timers.reset());

  test('the first is sent at once, and then all together at most once in 30 ms', () => {
    const patches = gatherPatches((patch) => sent.push(patch));
    patches.push('thread_1', word('w0 '));
    assert.deepEqual(sent, [{ threadId: 'thread_1', events: [word('w0 ')] }]);
    for (let index = 1; index <= 60; index++) {
      mock.timers.tick(5);
      patches.push('thread_1', word(`w${index} `));
    }
    mock.timers.tick(30);
    assert.equal(sent.length, 1 + 300 / 30 + 1);
    const text = sent.flatMap(({ events }) => events.map((event) => (event.type === 'text.delta' ? event.delta : ''))).join('');
    assert.equal(text, Array.from({ length: 61 }, (_, index) => `w${index} `).join(''));
  });

  test('deltas of one item become one, and the order of all that happens stays', () => {
    const patches = gatherPatches((patch) => sent.push(patch));
    const waiting: RunEvent = { type: 'waiting', waiting: null };
    for (const event of [word('first'), word('a'), word('b'), word('c', 'msg_2'), waiting, word('d', 'msg_2'), word('e', 'msg_2')]) patches.push('thread_1', event);
    mock.timers.tick(30);
    assert.deepEqual(sent[1]?.events, [word('ab'), word('c', 'msg_2'), waiting, word('de', 'msg_2')]);
  });

  test('after a pause the next is sent at once again', () => {
    const patches = gatherPatches((patch) => sent.push(patch));
    patches.push('thread_1', word('a'));
    mock.timers.tick(30);
    patches.push('thread_1', word('b'));
    assert.deepEqual(sent.map(({ events }) => events), [[word('a')], [word('b')]]);
  });

  test('what a whole thread holds already is not sent once more', () => {
    const patches = gatherPatches((patch) => sent.push(patch));
    patches.push('thread_1', word('a'));
    patches.push('thread_1', word('b'));
    patches.drop();
    patches.push('thread_1', word('c'));
    mock.timers.tick(30);
    assert.deepEqual(sent.map(({ events }) => events), [[word('a')], [word('c')]]);
  });

  test('of a thread that is not shown any more nothing is sent', () => {
    const patches = gatherPatches((patch) => sent.push(patch));
    patches.push('thread_1', word('a'));
    patches.push('thread_1', word('b'));
    patches.push('thread_2', word('c', 'msg_9'));
    mock.timers.tick(30);
    assert.deepEqual(sent.at(-1), { threadId: 'thread_2', events: [word('c', 'msg_9')] });
    patches.push('thread_2', word('d', 'msg_9'));
    patches.dispose();
    mock.timers.tick(30);
    assert.equal(sent.length, 2);
  });
});
