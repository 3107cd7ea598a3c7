import assert from 'node:assert/strict';
import { createChatCompletions } from '../../../src/core/models/chatCompletions/model.ts';
import type { Model } from '../../../src/core/models/model.ts';
import type { Runs } from '../../../src/core/runs/runs.ts';
import type { Tool } from '../../../src/core/tools/tool.ts';
import { ContextExceeded, DocentError } from '../../../src/core/types/errors.ts';
import { messageText, type Item } from '../../../src/core/types/item.ts';
import { DEFAULT_RUN_OPTIONS, type RunOptions } from '../../../src/core/types/options.ts';
import type { Run } from '../../../src/core/types/run.ts';
import type { Thread } from '../../../src/core/types/thread.ts';
import { startModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { memoryLog } from '../../support/log.ts';
import { calls, says, scriptedModel, untilAborted, type Script } from '../../support/scriptedModel.ts';
import { openRunsRoom, type RunsRoom } from './runsRoom.ts';

/** About 1,000 tokens. */
const LONG = 'alpha beta gamma delta epsilon '.repeat(143);
const said = (items: readonly Item[] = []) => items.flatMap((item) => (item.type === 'message' ? [messageText(item).slice(0, 5).trim()] : []));

suite('a run on a long thread', () => {
  let room: RunsRoom;
  let thread: Thread;
  let runs: Runs;
  let start: Awaited<ReturnType<RunsRoom['runsWith']>>['ask'];
  setup(async () => {
    room = await openRunsRoom();
    ({ thread } = room);
  });
  teardown(async () => {
    await runs.close();
    await room.close();
  });

  async function make(model: Model, tools: readonly Tool[] = []): Promise<void> {
    ({ runs, ask: start } = await room.runsWith(model, tools, {}, { consents: { known: () => 'always', ask: async () => 'always' } }));
  }

  const ask = (question: string | null, options: Partial<RunOptions> = {}): Promise<Run> =>
    start(question, { thread, options: { ...DEFAULT_RUN_OPTIONS, ...options } });

  /** A model that reads so many tokens, or does not tell. */
  function reading(contextTokens: number | null, ...turns: readonly Script[]) {
    const model = scriptedModel(...turns);
    let asked = 0;
    return { ...model, contextTokens: async () => (asked++, contextTokens), asked: () => asked };
  }
  const refusing = (contextTokens: number | null): Script => [
    () => {
      throw new ContextExceeded('This thread is too long for “Scripted”.', contextTokens);
    },
  ];

  test('reads what fits, says what was left out, and the next question starts from the whole thread', async () => {
    const model = reading(4_400, says(`one ${LONG}`), says(`two ${LONG}`), says('three'));
    await make(model);
    await ask(`1 ${LONG}`);
    assert.deepEqual((await ask('2')).leftOut, { messages: 0, results: 0 });
    const third = await ask(`3 ${LONG}`);
    assert.deepEqual(said(model.requests[2]?.items), ['1 alp', 'one a', '3 alp']);
    assert.deepEqual(third.leftOut, { messages: 2, results: 0 });
    assert.deepEqual((await room.data.runs.latest(thread.id))?.leftOut, { messages: 2, results: 0 });
    assert.equal((await room.data.items.list(thread.id)).length, 6);
  });

  test('a short one does not wait for the size of the window', async () => {
    const model = reading(4_000, says('one'), says('two'));
    await make(model);
    await ask('1');
    assert.equal(model.asked(), 0);
    await ask(`2 ${LONG.repeat(2)}`);
    assert.equal(model.asked(), 1);
  });

  test('a question that can’t fit is not sent', async () => {
    const model = reading(2_048);
    await make(model);
    const run = await ask(LONG.repeat(3));
    assert.equal(run.error?.code, 'model_context_exceeded');
    assert.match(run.error?.message ?? '', /^The question and its results have about 3,\d{3} tokens, and “Scripted” reads 2,048; ask with less, or choose a model that reads more\.$/);
    assert.equal(model.requests.length, 0);
  });

  test('keeps to what the run may read in all', async () => {
    const model = reading(null, says(`one ${LONG}`), says('two'));
    await make(model);
    await ask('1');
    const run = await ask('2', { maxPromptTokens: 500 });
    assert.deepEqual([run.status, run.leftOut.messages], ['completed', 2]);
    assert.deepEqual(said(model.requests[1]?.items), ['2']);
  });

  test('is asked once more with less when the server refuses it as too long', async () => {
    const model = reading(null, says(`one ${LONG}`), says(`two ${LONG}`), says(`three ${LONG}`), refusing(3_000), says('four'));
    await make(model);
    for (const question of ['1', '2', '3']) await ask(question);
    const run = await ask('4');
    assert.equal(run.status, 'completed');
    assert.deepEqual(model.requests.slice(3).map(({ items }) => said(items)), [['1', 'one a', '2', 'two a', '3', 'three', '4'], ['1', 'one a', '4']]);
    assert.equal(run.leftOut.messages, 4);
  });

  test('but only once, and not when there is nothing to leave out', async () => {
    const model = reading(null, says(`one ${LONG}`), refusing(null), refusing(null), refusing(null));
    await make(model);
    await ask('1');
    assert.equal((await ask('2')).error?.message, 'This thread is too long for “Scripted”.');
    assert.equal(model.requests.length, 3);
    thread = await room.data.threads.create({ origin: 'chat', workspace: '/w', title: 'New' });
    assert.equal((await ask('3')).status, 'failed');
    assert.equal(model.requests.length, 4);
  });

  test('and never once something of the answer has come', async () => {
    const model = reading(null, says(`one ${LONG}`), [{ type: 'text', delta: 'Half' }, ...refusing(1_000)]);
    await make(model);
    await ask('1');
    assert.equal((await ask('2')).status, 'failed');
    assert.equal(model.requests.length, 2);
  });

  test('learns what a server reads from its refusal', async () => {
    const server = await startModelServer();
    const message = 'request (9412 tokens) exceeds the available context size (3200 tokens), try increasing it';
    const refusal = { status: 400, body: { error: { code: 400, type: 'exceed_context_size_error', message } } };
    const model = createChatCompletions({
      id: 'm',
      label: 'm',
      baseUrl: server.url,
      model: 'stand-in',
      log: memoryLog(),
      apiKey: async () => undefined,
    });
    await make(model);
    try {
      for (const question of ['1', '2', '3']) {
        server.script({ text: `${question} ${LONG}` });
        await ask(question);
      }
      server.script(refusal);
      assert.deepEqual((await ask('4')).leftOut, { messages: 4, results: 0 });
      const before = server.requests.length;
      assert.deepEqual((await ask('5')).leftOut, { messages: 2, results: 0 });
      assert.equal(server.requests.length, before + 1);
    } finally {
      await server.close();
    }
  });

  suite('and what it took', () => {
    test('is told by the provider', async () => {
      const count = { inputTokens: 100, cachedTokens: 60, outputTokens: 20, reasoningTokens: 5, estimated: false };
      const model = { ...scriptedModel([{ type: 'usage', usage: count }, ...says('one')]), price: { input: 1, cached: 0.1, output: 10 } };
      await make(model);
      assert.deepEqual((await ask('1')).turns, [{ ...count, cost: (40 + 6 + 200) / 1_000_000 }]);
    });

    test('counts what the provider kept, a container, and goes by the provider’s own figure where it tells one', async () => {
      const count = { inputTokens: 1_000, cachedTokens: 0, cacheWriteTokens: 1_000, outputTokens: 10, reasoningTokens: 0, estimated: false };
      const container = { type: 'container', cost: 0.03 } as const;
      const price = { input: 1, cached: 0.05, output: 5 };
      const told = { ...count, toldCost: 0.5 };
      const scripted = scriptedModel([{ type: 'usage', usage: count }, ...says('1')], [container, { type: 'usage', usage: count }, ...says('2')], [{ type: 'usage', usage: told }, ...says('3')]);
      await make({ ...scripted, price });
      assert.deepEqual((await ask('1')).turns, [{ ...count, cost: 0.0013 }]);
      assert.deepEqual((await ask('2')).turns, [{ ...count, cost: 0.0313, containerCost: 0.03 }]);
      assert.deepEqual((await ask('3')).turns, [{ ...count, cost: 0.5 }]);
    });

    test('is estimated where it was stopped while it thought unseen', async () => {
      const taken = Promise.withResolvers<void>();
      await make(scriptedModel([{ type: 'begun' }, () => taken.resolve(), untilAborted]));
      const stopped = ask('1');
      await taken.promise;
      await runs.cancel(thread.id);
      const { turns } = await stopped;
      assert.equal(turns.length, 1);
      assert.ok(turns[0]?.estimated && turns[0].inputTokens > 100);
    });

    test('is estimated where the provider says nothing', async () => {
      await make(scriptedModel([{ type: 'reasoning', delta: 'Let me think.' }, ...says(LONG)]));
      const { turns } = await ask('1');
      assert.equal(turns.length, 1);
      const [{ inputTokens, outputTokens, reasoningTokens, estimated, cost } = { inputTokens: 0, outputTokens: 0, reasoningTokens: 0, estimated: false, cost: 0 }] = turns;
      assert.deepEqual([estimated, cost], [true, null]);
      assert.ok(inputTokens > 100 && inputTokens < 400, `${inputTokens}`);
      assert.ok(outputTokens > 900 && outputTokens < 1_200, `${outputTokens}`);
      assert.equal(reasoningTokens, 4);
    });

    test('is estimated where the answer was cut or stopped, and nothing where none began', async () => {
      const cut: Script = [
        { type: 'text', delta: 'Half an answer' },
        () => {
          throw new DocentError('model_stream_cut', 'Cut.', 'retry');
        },
      ];
      const refused: Script = [
        () => {
          throw new DocentError('model_unreachable', 'Nothing answers.');
        },
      ];
      const began = Promise.withResolvers<void>();
      await make(scriptedModel(cut, refused, [{ type: 'text', delta: 'Half' }, () => began.resolve(), untilAborted]));
      const usage = ({ turns }: Run) => turns.map(({ estimated, outputTokens }) => [estimated, outputTokens]);
      assert.deepEqual(usage(await ask('1')), [[true, 4]]);
      assert.deepEqual(usage(await ask(null)), []);
      const stopped = ask(null);
      await began.promise;
      await runs.cancel(thread.id);
      assert.deepEqual(usage(await stopped), [[true, 2]]);
    });

    test('is on disk after each turn, before the run has ended', async () => {
      const waiting = Promise.withResolvers<void>();
      const count = { inputTokens: 100, cachedTokens: 0, outputTokens: 20, reasoningTokens: 0, estimated: false };
      const model = scriptedModel([{ type: 'usage', usage: count }, ...calls({ callId: 'a', name: 'wait', args: {} })]);
      const wait: Tool['run'] = async (_, { signal }) => {
        waiting.resolve();
        await untilAborted(signal);
        return { type: 'outputs' };
      };
      const definition = { name: 'wait', description: '', parameters: {}, strict: null };
      await make(model, [{ definition, itemType: 'function_call', sideEffects: false, run: wait }]);
      const ended = ask('1');
      await waiting.promise;
      assert.deepEqual((await room.data.usage.ofThread(thread.id, [])).others, { ...count, cost: null, runs: 1, unpriced: 1 });
      await runs.cancel(thread.id);
      await ended;
    });
  });

  suite('that is tried again', () => {
    const changed: string[] = [];
    const change = (run: Tool['run']): Tool => {
      const definition = { name: 'change', description: '', parameters: {}, strict: null };
      return { definition, itemType: 'function_call', sideEffects: true, run };
    };
    const offline: Script = [
      () => {
        throw new DocentError('model_unreachable', 'Nothing answers.');
      },
    ];
    const told = (items: readonly Item[] = []) => items.flatMap((item) => (item.type === 'function_call_output' ? [item.output] : []));
    setup(() => void changed.splice(0));

    test('does not run again what has been done: the model is given the call with its result', async () => {
      const model = scriptedModel(calls({ callId: 'a', name: 'change', args: { n: 1 } }), offline, says('Done'));
      const tool = change(async (args) => {
        changed.push(JSON.stringify(args));
        return { type: 'text', text: 'changed' };
      });
      await make(model, [tool]);
      assert.equal((await ask('Change it')).status, 'failed');
      assert.equal((await ask(null)).status, 'completed');
      assert.deepEqual(changed, ['{"n":1}']);
      assert.deepEqual(told(model.requests[2]?.items), ['changed']);
    });

    test('the model is told of a change that was stopped on the way; of a call that never came whole it is not', async () => {
      const began = Promise.withResolvers<void>();
      const half: Script = [{ type: 'call', callId: 'b', name: 'change' }, { type: 'arguments', callId: 'b', delta: '{"n": ' }];
      const model = scriptedModel(calls({ callId: 'a', name: 'change', args: { n: 1 } }), [...half, ...offline], says('Done'));
      const tool = change(async (args, { signal }) => {
        changed.push(JSON.stringify(args));
        began.resolve();
        await untilAborted(signal);
        return { type: 'text', text: 'never' };
      });
      await make(model, [tool]);
      const stopped = ask('Change it');
      await began.promise;
      await runs.cancel(thread.id);
      await stopped;
      assert.equal((await ask(null)).status, 'failed');
      await ask(null);
      const given = model.requests[2]?.items.flatMap((item) => (item.type === 'function_call' ? [[item.callId, item.status]] : []));
      assert.deepEqual(given, [['a', 'incomplete']]);
      assert.equal(changed.length, 1);
    });
  });
});
