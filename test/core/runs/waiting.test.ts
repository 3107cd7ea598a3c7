import assert from 'node:assert/strict';
import { callersTool, type Tool } from '../../../src/core/tools/tool.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { calls, says, scriptedModel, untilAborted } from '../../support/scriptedModel.ts';
import { openRunsRoom } from './runsRoom.ts';

const weather = callersTool({ name: 'weather', description: 'Tells the weather.', parameters: {}, strict: null });
const clock: Tool = {
  definition: { name: 'clock', description: 'Tells the time.', parameters: {}, strict: null },
  itemType: 'function_call',
  sideEffects: false,
  run: async () => ({ type: 'text', text: 'noon' }),
};
const asksWeather = () =>
  calls({ callId: 'a', name: 'weather', args: { city: 'Bern' } }, { callId: 'b', name: 'weather', args: { city: 'Rome' } }, { callId: 'c', name: 'clock', args: {} });
const BOTH = [
  { callId: 'b', output: 'sunny' },
  { callId: 'a', output: 'rain' },
];

suite('runs that wait', () => {
  let room: Awaited<ReturnType<typeof openRunsRoom>>;
  setup(async () => {
    room = await openRunsRoom();
  });
  teardown(() => room.close());

  test('a run pauses for its caller’s functions when all else is done, and goes on with what the caller gives', async () => {
    const model = scriptedModel(asksWeather(), says('Rain in Bern.'));
    const { runs, ask, settles } = await room.runsWith(model, [weather, clock]);
    const paused = await ask('Weather?');
    assert.deepEqual([paused.status, paused.endedAt], ['requires_action', null]);
    const { items } = await runs.stored(room.thread.id);
    assert.deepEqual(items.map((item) => `${item.type} ${item.status}`), [
      'message completed', 'function_call in_progress', 'function_call in_progress', 'function_call completed', 'function_call_output completed',
    ]);

    const settled = settles();
    assert.equal((await runs.submit(paused.id, BOTH)).status, 'queued');
    assert.equal((await settled).status, 'completed');
    const given = model.requests[1]?.items.flatMap((item) => (item.type === 'function_call_output' ? [[item.callId, item.output]] : []));
    assert.deepEqual(given, [['c', 'noon'], ['a', 'rain'], ['b', 'sunny']]);
    const turns = (await runs.stored(room.thread.id)).items.map(({ turn }) => turn);
    assert.deepEqual(turns, [0, 0, 0, 0, 0, 0, 0, 1], 'the answer is a turn of its own');
  });

  test('a waiting run outlives its process, and its thread stays locked', async () => {
    const before = await room.runsWith(scriptedModel(asksWeather()), [weather, clock]);
    const paused = await before.ask('Weather?');
    await before.runs.close();
    const { runs, settles } = await room.runsWith(scriptedModel(says('Thanks.')), [weather, clock], {
      owner: { ...room.data.owner, id: 'owner_next', isAlive: async () => false },
    });
    assert.equal((await runs.get(paused.id))?.status, 'requires_action');
    const input = [userMessage([textPart('And now?')])];
    await assert.rejects(runs.add(room.thread.id, input), { code: 'thread_busy', runId: paused.id });
    const settled = settles();
    await runs.submit(paused.id, BOTH);
    assert.equal((await settled).status, 'completed');
    assert.equal((await runs.add(room.thread.id, input)).length, 1);
  });

  test('outputs are taken once, and only all together', async () => {
    const answer = Promise.withResolvers<void>();
    const model = scriptedModel(asksWeather(), [() => answer.promise, ...says('Thanks.')]);
    const { runs, ask, settles } = await room.runsWith(model, [weather, clock]);
    const paused = await ask('Weather?');
    await assert.rejects(runs.submit(paused.id, BOTH.slice(1)), {
      message: "Expected tool outputs for call_ids ['a', 'b'], got ['a']",
    });
    const settled = settles();
    const both = await Promise.allSettled([runs.submit(paused.id, BOTH), runs.submit(paused.id, BOTH)]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    await eventually(() => model.requests.length === 2);
    assert.equal((await runs.get(paused.id))?.status, 'in_progress', 'the one that came too late has not ended it');
    answer.resolve();
    assert.equal((await settled).status, 'completed');
    await assert.rejects(runs.submit(paused.id, BOTH), { message: 'Runs in status "completed" do not accept tool outputs.' });
  });

  test('Stop ends a waiting run with its open calls, and the thread is free', async () => {
    const { runs, ask } = await room.runsWith(scriptedModel(asksWeather(), says('Hello')), [weather, clock]);
    await ask('Weather?');
    await runs.cancel(room.thread.id);
    const { items, run } = await runs.stored(room.thread.id);
    assert.equal(run?.status, 'cancelled');
    assert.ok(items.every(({ status }) => status !== 'in_progress'));
    assert.equal((await ask('Hi')).status, 'completed');
  });

  test('a run expires, whether it works or waits', async () => {
    const { runs, ask } = await room.runsWith(scriptedModel([{ type: 'text', delta: 'Half' }, untilAborted], asksWeather(), says('Hi')), [weather, clock]);
    assert.equal((await ask('Work', { timeLimit: 30 })).status, 'expired');
    const waiting = await ask('Wait', { timeLimit: 200 });
    assert.equal(waiting.status, 'requires_action');
    while ((await runs.get(waiting.id))?.status === 'requires_action') await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await runs.get(waiting.id))?.status, 'expired');
    assert.equal((await ask('Hi')).status, 'completed');
  });

  test('a run stays queued until it is admitted, can be stopped there, and makes room when it pauses', async () => {
    let free = Promise.withResolvers<void>();
    let released = 0;
    const { runs, ask } = await room.runsWith(scriptedModel(asksWeather()), [weather, clock], {
      admit: async (_, signal, { atEnd }) => {
        await Promise.race([free.promise, untilAborted(signal)]);
        atEnd(() => released++);
      },
    });
    const stopped = ask('One');
    const queued = () => room.data.runs.latest(room.thread.id).then((run) => run?.status === 'queued' && run.startedAt === null);
    while (!(await queued())) await new Promise((resolve) => setImmediate(resolve));
    await runs.cancel(room.thread.id);
    assert.equal((await stopped).status, 'cancelled');
    free = Promise.withResolvers<void>();
    free.resolve();
    assert.equal((await ask('Two')).status, 'requires_action');
    assert.equal(released, 1);
  });

  test('a call that waits long says for what, until it goes on; what it holds is given back at the end', async () => {
    let given = 0;
    const patient: Tool = {
      ...clock,
      async run(_, { waitFor, atEnd }) {
        atEnd(() => given++);
        const said = () => room.events.some((event) => event.type === 'waiting' && event.waiting?.message === 'Waiting for the key');
        await waitFor(eventually(said), 'Waiting for the key');
        return { type: 'text', text: `given ${given}` };
      },
    };
    const model = scriptedModel(calls({ callId: 'a', name: 'clock', args: {} }), says('Done'));
    const { ask } = await room.runsWith(model, [patient]);
    await ask('Go');
    assert.deepEqual(room.events.flatMap((event) => (event.type === 'waiting' ? [event.waiting?.message ?? null] : [])), ['Waiting for the key', null]);
    assert.equal(given, 1);
    assert.ok(model.requests[1]?.items.some((item) => item.type === 'function_call_output' && item.output === 'given 0'), 'not before');
  });
});

async function eventually(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
