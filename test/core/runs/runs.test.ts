import assert from 'node:assert/strict';
import type { DataDirectory } from '../../../src/core/data/dataDirectory.ts';
import type { Model } from '../../../src/core/models/model.ts';
import type { ConsentBroker } from '../../../src/core/runs/consents.ts';
import type { Runs } from '../../../src/core/runs/runs.ts';
import type { Tool, ToolContext } from '../../../src/core/tools/tool.ts';
import type { Passage } from '../../../src/core/types/citation.ts';
import { DocentError } from '../../../src/core/types/errors.ts';
import { messageText, type Item } from '../../../src/core/types/item.ts';
import { isActive, type Run } from '../../../src/core/types/run.ts';
import type { Thread } from '../../../src/core/types/thread.ts';
import { calls, says, scriptedModel, untilAborted } from '../../support/scriptedModel.ts';
import { openRunsRoom, type RunsRoom } from './runsRoom.ts';

const passage: Passage = {
  file: { id: '/w/a.md', path: 'a.md' },
  lines: { start: 1, end: 2 },
  focus: { start: 2, end: 2 },
  page: null,
  text: 'one\ntwo',
  hash: 'h',
  score: 1,
};
const refuse: ConsentBroker = { known: () => 'deny', ask: async () => 'deny' };

function tool(name: string, run: Tool['run'], more: Partial<Tool> = {}): Tool {
  return { definition: { name, description: name, parameters: {}, strict: null }, itemType: 'function_call', sideEffects: false, run, ...more };
}
const search = tool('file_search', async () => ({ type: 'passages', passages: [passage] }), { itemType: 'file_search_call' });
const text = (item: Item | undefined) => (item?.type === 'message' ? messageText(item) : '');

suite('runs', () => {
  let room: RunsRoom;
  let data: DataDirectory;
  let thread: Thread;
  let runs: Runs;
  let ask: Awaited<ReturnType<RunsRoom['runsWith']>>['ask'];

  async function make(model: Model, tools: readonly Tool[] = [], consents: ConsentBroker = refuse): Promise<void> {
    ({ runs, ask } = await room.runsWith(model, tools, {}, { consents }));
  }

  setup(async () => {
    room = await openRunsRoom();
    ({ data, thread } = room);
  });
  teardown(async () => {
    await runs.close();
    await room.close();
  });

  test('an answer names its run; a question is the thread’s', async () => {
    await make(scriptedModel(says('Hello!')));
    const run = await ask('Hi');
    assert.deepEqual((await runs.stored(thread.id)).items.map(({ runId }) => runId), [null, run.id]);
  });

  test('an answer streams, and is on disk as it was shown', async () => {
    await make(scriptedModel([{ type: 'text', delta: 'Hel' }, { type: 'text', delta: 'lo' }, ...says('!')]));
    const run = await ask('Hi');
    assert.equal(run.status, 'completed');
    assert.deepEqual(room.events.flatMap((event) => (event.type === 'text.delta' ? [event.delta] : [])), ['Hel', 'lo', '!']);
    const { items, run: stored } = await runs.stored(thread.id);
    assert.deepEqual(items.map(text), ['Hi', 'Hello!']);
    assert.deepEqual(stored, run);
  });

  test('results go back to the model with their numbers, and its markers become citations', async () => {
    const model = scriptedModel(calls({ callId: 'c1', name: 'file_search', args: { query: 'two' } }), says('It is two【1】, not【9】 three.'));
    await make(model, [search]);
    await ask('What is it?');
    const { items } = await runs.stored(thread.id);
    const [, call, answer] = items;
    assert.equal(call?.type === 'file_search_call' && call.results?.[0]?.number, 1);
    assert.deepEqual(call?.type === 'file_search_call' && call.queries, ['two']);
    assert.equal(model.requests[1]?.items.at(-1)?.id, call?.id, 'the model was given the call with its results');
    assert.equal(text(answer), 'It is two【1】, not【9】 three.');
    const part = answer?.type === 'message' ? answer.content[0] : undefined;
    assert.deepEqual(part?.type === 'text' && part.annotations.map(({ citation }) => citation.quote), ['two']);
  });

  test('a passage keeps its number through the thread', async () => {
    const other = { ...passage, hash: 'other', text: 'three\nfour' };
    const found: Passage[][] = [[passage], [other, passage]];
    const again = tool('file_search', async () => ({ type: 'passages', passages: found.shift() ?? [] }), { itemType: 'file_search_call' });
    const call = (callId: string) => calls({ callId, name: 'file_search', args: { query: 'x' } });
    await make(scriptedModel(call('c1'), call('c2'), says('Done')), [again]);
    await ask('Go');
    const { items } = await runs.stored(thread.id);
    const numbers = items.flatMap((item) => (item.type === 'file_search_call' ? [item.results?.map(({ number }) => number)] : []));
    assert.deepEqual(numbers, [[1], [2, 1]]);
  });

  test('parallel calls run side by side and each gets its own output', async () => {
    const gates = new Map<string, () => void>();
    const slow = tool('echo', async (args) => {
      const { word } = args as { word: string };
      const opened = new Promise<void>((resolve) => gates.set(word, resolve));
      if (gates.size === 2) for (const open of gates.values()) open();
      await opened;
      return { type: 'text', text: word.toUpperCase() };
    });
    await make(scriptedModel(calls({ callId: 'a', name: 'echo', args: { word: 'x' } }, { callId: 'b', name: 'echo', args: { word: 'y' } }), says('ok')), [slow]);
    await ask('Both');
    const { items } = await runs.stored(thread.id);
    const outputs = items.flatMap((item) => (item.type === 'function_call_output' ? [[item.callId, item.output]] : []));
    assert.deepEqual(Object.fromEntries(outputs), { a: 'X', b: 'Y' });
  });

  test('a failing call is told to the model and does not end the run', async () => {
    const broken = tool('broken', async () => {
      throw new DocentError('nope', 'It is not there.');
    });
    const model = scriptedModel(
      calls({ callId: 'a', name: 'broken', args: {} }, { callId: 'b', name: 'unheard_of', args: {} }, { callId: 'c', name: 'broken', args: '{"cut' }),
      says('Sorry'),
    );
    await make(model, [broken]);
    assert.equal((await ask('Try')).status, 'completed');
    const told = model.requests[1]?.items.flatMap((item) => (item.type === 'function_call_output' ? [item.output] : []));
    assert.deepEqual(told?.toSorted(), ['It is not there.', 'The arguments of this call are not valid JSON.', 'There is no tool “unheard_of”.']);
  });

  test('a stream that is cut leaves what had arrived, marked, and Try Again goes on from the question', async () => {
    const cut = new DocentError('model_stream_cut', 'The answer was cut off.', 'retry');
    const model = scriptedModel(
      [
        { type: 'text', delta: 'Half an ans' },
        () => {
          throw cut;
        },
      ],
      says('A whole answer'),
    );
    await make(model);
    const run = await ask('Why?');
    assert.deepEqual([run.status, run.error], ['failed', { code: cut.code, message: cut.message, action: 'retry' }]);
    const half = (await runs.stored(thread.id)).items.at(-1);
    assert.deepEqual([text(half), half?.status], ['Half an ans', 'incomplete']);

    assert.equal((await ask(null)).status, 'completed');
    assert.deepEqual(model.requests[1]?.items.map(text), ['Why?'], 'the half answer is not given to the model');
    assert.deepEqual((await runs.stored(thread.id)).items.map(text), ['Why?', 'Half an ans', 'A whole answer']);
  });

  test('a stream that just ends is not taken for an answer', async () => {
    await make(scriptedModel([{ type: 'text', delta: 'Hm' }]));
    assert.equal((await ask('Why?')).error?.code, 'model_stream_cut');
  });

  test('Stop ends the model’s stream and running tools, and keeps what had arrived', async () => {
    const began = Promise.withResolvers<void>();
    const slow = tool('slow', async (_, { signal }: ToolContext) => {
      began.resolve();
      await untilAborted(signal);
      return { type: 'text', text: 'never' };
    });
    await make(scriptedModel([{ type: 'text', delta: 'Let me see' }, ...calls({ callId: 'a', name: 'slow', args: {} })]), [slow]);
    const ended = ask('Go');
    await began.promise;
    await runs.cancel(thread.id);
    assert.equal((await ended).status, 'cancelled');
    const { items } = await runs.stored(thread.id);
    assert.deepEqual(items.map((item) => item.status), ['completed', 'completed', 'incomplete']);
  });

  test('one run at a time on a thread', async () => {
    await make(scriptedModel([untilAborted], says('Later')));
    const first = ask('One');
    await assert.rejects(ask('Two'), { code: 'thread_busy' });
    await runs.cancel(thread.id);
    await first;
    assert.equal((await ask('Two')).status, 'completed');
  });

  test('what is still being written is on disk within a second', async () => {
    await make(scriptedModel([{ type: 'text', delta: 'Half' }, untilAborted]));
    const ended = ask('Go');
    while (text((await runs.stored(thread.id)).items.at(-1)) !== 'Half') await new Promise((resolve) => setImmediate(resolve));
    await runs.cancel(thread.id);
    await ended;
  });

  test('a run whose process is gone is ended by the next one, and a live one is left alone', async () => {
    await make(scriptedModel([{ type: 'text', delta: 'Half' }, untilAborted]));
    const ended = ask('Go');
    while (!runs.live(thread.id)) await new Promise((resolve) => setImmediate(resolve));
    const second = async (isAlive: DataDirectory['owner']['isAlive']) => {
      const owner = { ...data.owner, id: 'owner_second', isAlive };
      await (await room.runsWith(scriptedModel(), [], { owner })).runs.close();
      return data.runs.latest(thread.id);
    };
    assert.ok(isActive((await second(data.owner.isAlive))?.status ?? 'failed'));
    assert.equal((await second(async () => false))?.status, 'failed', 'its owner is gone');
    assert.equal((await data.runs.latest(thread.id))?.error?.code, 'interrupted');
    await runs.cancel(thread.id);
    await ended;
  });

  test('a run whose end could not be saved does not lock its thread', async () => {
    await make(scriptedModel(says('Lost'), says('Found')));
    const { save } = data.runs;
    data.runs.save = async () => {
      throw new Error('disk full');
    };
    assert.equal((await ask('One')).error?.code, 'not_saved');
    data.runs.save = save;
    assert.equal((await runs.stored(thread.id)).run?.status, 'failed');
    assert.equal((await ask('Two')).status, 'completed');
  });

  test('metadata that another process gives a run at work are not lost', async () => {
    const tag = async () => void (await data.runs.setMetadata((await data.runs.latest(thread.id))?.id ?? '', { by: 'another' }));
    await make(scriptedModel([tag, ...says('Hi')]));
    await ask('Hello');
    const { run } = await runs.stored(thread.id);
    assert.deepEqual([run?.status, run?.metadata], ['completed', { by: 'another' }]);
  });

  test('Stop ends a run that another process has left behind', async () => {
    await make(scriptedModel(says('Later')));
    const left = { ...(await ask('One')), id: 'run_left', status: 'in_progress', endedAt: null } as const;
    await data.runs.start(left, 'owner_gone', []);
    const told = new Promise<Run>((resolve) => runs.subscribe((_, event) => event.type === 'run' && resolve(event.run)));
    await runs.cancel(thread.id);
    assert.equal((await told).error?.code, 'interrupted');
  });

  test('Stop waits until the last of parallel calls has ended', async () => {
    const gate = Promise.withResolvers<void>();
    const running = Promise.withResolvers<void>();
    const quick = tool('quick', async (_, { signal }: ToolContext) => untilAborted(signal).then(() => ({ type: 'text', text: '' })));
    const slow = tool('slow', async () => {
      running.resolve();
      await gate.promise;
      return { type: 'text', text: 'late' };
    });
    await make(scriptedModel(calls({ callId: 'a', name: 'quick', args: {} }, { callId: 'b', name: 'slow', args: {} })), [quick, slow]);
    const ended = ask('Go');
    await running.promise;
    const stopped = runs.cancel(thread.id);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(runs.live(thread.id), 'it still runs');
    gate.resolve();
    await stopped;
    await ended;
    assert.equal(room.events.at(-1)?.type, 'run', 'nothing comes after the end');
  });

  test('closing the window ends a run as interrupted, with all that had arrived', async () => {
    const began = Promise.withResolvers<void>();
    await make(scriptedModel([{ type: 'text', delta: 'Half an answer' }, () => began.resolve(), untilAborted]));
    const ended = ask('Go');
    await began.promise;
    await runs.close();
    assert.equal((await ended).error?.code, 'interrupted');
    assert.equal(text((await runs.stored(thread.id)).items.at(-1)), 'Half an answer');
  });

  suite('consent', () => {
    const writes = tool('write', async () => ({ type: 'text', text: 'written' }), { sideEffects: true });
    const script = () => scriptedModel(calls({ callId: 'a', name: 'write', args: { path: 'x' } }), says('ok'));

    test('a tool with side effects is asked about first; the question is shown and then gone', async () => {
      const asked: string[] = [];
      const allow: ConsentBroker = {
        known: () => null,
        async ask(consent) {
          asked.push(consent.subject.kind === 'tool' ? consent.subject.arguments : '');
          assert.equal(runs.live(thread.id)?.consents.length, 1);
          return 'once';
        },
      };
      await make(script(), [writes], allow);
      await ask('Write');
      assert.deepEqual(asked, ['{"path":"x"}']);
      assert.equal((await runs.stored(thread.id)).items.some((item) => item.type === 'function_call_output' && item.output === 'written'), true);
      assert.equal(room.events.filter((event) => event.type === 'consent').length, 2);
    });

    test('a no is told to the model and nothing is done', async () => {
      const model = script();
      await make(model, [writes]);
      await ask('Write');
      const last = model.requests[1]?.items.at(-1);
      assert.equal(last?.type === 'function_call_output' && last.output, 'The call was declined.');
    });

    test('nothing goes to a model elsewhere without a yes', async () => {
      const model = { ...scriptedModel(says('hi')), destination: { kind: 'remote', host: 'api.example.com', files: false } } as const;
      await make(model);
      const run = await ask('Secret');
      assert.equal(run.error?.message, 'Nothing was sent to api.example.com; choose a model on this machine or allow it.');
      assert.equal(model.requests.length, 0);
    });

    test('Stop while a question is open closes the question', async () => {
      const asked = Promise.withResolvers<void>();
      const broker: ConsentBroker = {
        known: () => null,
        async ask(_, signal) {
          asked.resolve();
          await untilAborted(signal);
          return 'once';
        },
      };
      await make(script(), [writes], broker);
      const ended = ask('Write');
      await asked.promise;
      await runs.cancel(thread.id);
      assert.equal((await ended).status, 'cancelled');
      const last = room.events.findLast((event) => event.type === 'consent');
      assert.equal(last?.type === 'consent' && last.consent.answer, 'deny');
    });
  });
});
