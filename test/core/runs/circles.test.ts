import assert from 'node:assert/strict';
import type { ConsentBroker } from '../../../src/core/runs/consents.ts';
import type { Tool } from '../../../src/core/tools/tool.ts';
import type { Item } from '../../../src/core/types/item.ts';
import type { Run } from '../../../src/core/types/run.ts';
import { calls, says, scriptedModel, type Script } from '../../support/scriptedModel.ts';
import { openRunsRoom, type RunsRoom } from './runsRoom.ts';

suite('a model that goes in circles', () => {
  let room: RunsRoom;
  let made: string[];
  setup(async () => {
    room = await openRunsRoom();
    made = [];
  });
  teardown(() => room.close());

  const tool = (name: string, result: () => string, sideEffects = false): Tool => ({
    definition: { name, description: name, parameters: {}, strict: null },
    itemType: 'function_call',
    sideEffects,
    run: async () => {
      made.push(name);
      return { type: 'text', text: result() };
    },
  });
  const call = (name: string, args: object = { q: 'same' }): Script => calls({ callId: `c${Math.random()}`, name, args });
  const outputs = async () => (await room.data.items.list(room.thread.id)).flatMap((item: Item) => (item.type === 'function_call_output' ? [item.output] : []));

  async function ask(turns: readonly Script[], ...tools: readonly Tool[]): Promise<{ readonly run: Run; readonly turns: number }> {
    const model = scriptedModel(...turns);
    const consents: ConsentBroker = { known: () => 'always', ask: async () => 'always' };
    const run = await (await room.runsWith(model, tools, {}, { consents })).ask('?');
    return { run, turns: model.requests.length };
  }

  test('is told so at the fourth call that gives the same, and may answer', async () => {
    const { run } = await ask([...Array.from({ length: 4 }, () => call('t')), says('So.')], tool('t', () => 'result'));
    assert.equal(run.status, 'completed');
    assert.equal(made.length, 3);
    assert.match((await outputs()).at(-1) ?? '', /made 3 times and gave the same/);
  });

  test('and does not listen is ended with a sentence, before its tenth turn', async () => {
    const { run, turns } = await ask(Array.from({ length: 30 }, () => call('t')), tool('t', () => 'result'));
    assert.deepEqual([run.status, run.error?.code, run.error?.action, made.length], ['failed', 'model_in_circles', 'configureModel', 3]);
    assert.ok(turns < 10);
  });

  test('of two calls, of calls at once, or of calls that fail, too', async () => {
    const circles: readonly (readonly Script[])[] = [
      Array.from({ length: 30 }, (_, turn) => call(turn % 2 ? 't' : 'u')),
      Array.from({ length: 30 }, () => [...call('t').slice(0, 2), ...call('u')]),
      Array.from({ length: 30 }, () => call('missing')),
      Array.from({ length: 30 }, () => calls({ callId: 'x', name: 't', args: '{"q' })),
    ];
    for (const circle of circles) {
      const { run, turns } = await ask(circle, tool('t', () => 'result'), tool('u', () => 'other'));
      assert.deepEqual([run.error?.code, turns < 10], ['model_in_circles', true]);
    }
  });

  test('is none where results or arguments change, or something outside does', async () => {
    let count = 0;
    const { run: changing } = await ask([...Array.from({ length: 6 }, () => call('t')), says('So.')], tool('t', () => `result ${count++}`));
    const { run: asking } = await ask([...Array.from({ length: 6 }, (_, q) => call('t', { q })), says('So.')], tool('t', () => 'result'));
    const { run: acting } = await ask([...Array.from({ length: 6 }, () => call('t')), says('So.')], tool('t', () => 'result', true));
    assert.deepEqual([changing.status, asking.status, acting.status, made.length], ['completed', 'completed', 'completed', 18]);
  });

  test('may ask the same again for the next question', async () => {
    for (const _ of [1, 2]) await ask([call('t'), call('t'), says('So.')], tool('t', () => 'result'));
    assert.equal(made.length, 4);
  });
});
