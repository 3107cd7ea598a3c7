import assert from 'node:assert/strict';
import { AssistantStream } from 'openai/lib/AssistantStream';
import type { Frame } from '../../../src/api/runs/lanes.ts';
import { translator } from '../../../src/api/runs/translator.ts';
import { stepsOf, toStep } from '../../../src/api/wire/step.ts';
import { PLAIN_ASSISTANT } from '../../../src/core/types/assistant.ts';
import type { RunEvent } from '../../../src/core/types/events.ts';
import type { Item, ItemBody } from '../../../src/core/types/item.ts';
import { newItem } from '../../../src/core/types/newItem.ts';
import { DEFAULT_RUN_OPTIONS } from '../../../src/core/types/options.ts';
import { EMPTY_THREAD, reduce } from '../../../src/core/types/reducer.ts';
import { NOTHING_LEFT_OUT, type Run } from '../../../src/core/types/run.ts';
import { checkEvent } from '../../support/sdkSchemas.ts';
import { checkDeltas } from '../support/deltas.ts';
import { randomFrom } from '../support/random.ts';

const RUN: Run = {
  id: 'run_1',
  threadId: 'thread_1',
  assistant: { ...PLAIN_ASSISTANT, id: 'asst_1', createdAt: 0 },
  options: DEFAULT_RUN_OPTIONS,
  model: 'm',
  status: 'in_progress',
  error: null,
  turns: [],
  metadata: {},
  createdAt: 0,
  startedAt: 0,
  expiresAt: null,
  endedAt: null,
  leftOut: NOTHING_LEFT_OUT,
};

/** A run whose events a test tells one by one. */
function room() {
  const translate = translator(RUN, [], false);
  const frames: Frame[] = [];
  let state = EMPTY_THREAD;
  /** Things happen one after the other, never within one millisecond. */
  let clock = 0;
  const tell = (event: RunEvent) => {
    state = reduce(state, event);
    for (const frame of translate.push(event)) {
      checkEvent(frame.event, frame.data);
      frames.push(frame);
    }
  };
  const open = (body: ItemBody, turn = 0): Item => {
    const item: Item = { ...newItem(body, { threadId: 'thread_1', runId: 'run_1', turn }), createdAt: ++clock };
    tell({ type: 'item.added', item });
    return item;
  };
  const close = ({ id }: Item, status: Item['status'] = 'completed') => {
    const item = state.items.find((other) => other.id === id);
    assert.ok(item);
    tell({ type: 'item.done', item: { ...item, status, endedAt: ++clock } });
  };
  return {
    frames,
    open,
    close,
    print: (item: Item, text: string) => tell({ type: 'output', itemId: item.id, output: { type: 'logs', stream: 'stdout', text } }),
    write: (item: Item, delta: string) => tell({ type: 'arguments.delta', itemId: item.id, delta }),
    say: (item: Item, delta: string) => tell({ type: 'text.delta', itemId: item.id, delta }),
    run: (how: Partial<Run>) => tell({ type: 'run', run: { ...RUN, ...how } }),
    /** The frames as the SDK takes them, which refuses what comes in a wrong order; and as polling has them. */
    async check(): Promise<void> {
      const lines = frames.map((frame) => `${JSON.stringify(frame)}\n`).join('');
      const stream = AssistantStream.fromReadableStream(new Blob([lines]).stream());
      await stream.finalRun();
      checkDeltas(frames);
      const run = state.run ?? RUN;
      const ended = frames.flatMap(({ event, data }) => (/^thread\.run\.step\.(completed|failed|cancelled|expired)$/.test(event) ? [data] : []));
      assert.deepEqual(ended, stepsOf(state.items).map((step) => toStep(step, run, { items: state.items, withPassages: false })));
    },
  };
}

/** Runs that are made up, the same ones each time. */
const ROUNDS = 60;

const message: ItemBody = { type: 'message', role: 'assistant', content: [] };
const call = (callId: string): ItemBody => ({ type: 'code_interpreter_call', callId, arguments: '', error: null, code: '', outputs: [] });

suite('API: from events of runs to events of the API', () => {
  test('What is said while calls are open waits until they have ended', async () => {
    const { open, close, say, run, frames, check } = room();
    const first = open(call('call_1'));
    const text = open(message);
    say(text, 'meanwhile');
    close(text);
    const second = open(call('call_2'));
    assert.ok(!frames.some(({ event }) => event.startsWith('thread.message')), 'One open step at a time.');
    close(second);
    close(first);
    run({ status: 'completed', endedAt: 1 });
    await check();
    const created = frames.flatMap((frame) => (frame.event === 'thread.run.step.created' ? [frame.data.type] : []));
    assert.deepEqual(created, ['tool_calls', 'message_creation', 'tool_calls']);
  });

  test('Ends in the middle of everything', async () => {
    for (const status of ['cancelled', 'failed', 'expired', 'incomplete'] as const) {
      const { open, close, say, run, check, frames } = room();
      const calls = [open(call('call_1')), open(call('call_2'))];
      const text = open(message);
      say(text, 'half an');
      for (const item of [...calls, text]) close(item, 'incomplete');
      run({ status, endedAt: 1 });
      await check();
      assert.equal(frames.at(-1)?.event, `thread.run.${status}`);
    }
  });

  test('Whatever a run does, clients can follow it, and polling says the same', async () => {
    const random = randomFrom(42);
    for (let round = 0; round < ROUNDS; round++) {
      const { open, close, say, print, write, run, check } = room();
      let calls: Item[] = [];
      let text: Item | null = null;
      const endText = (status: Item['status'] = 'completed') => {
        if (text) close(text, status);
        text = null;
      };
      const endCall = (item: Item) => {
        close(item);
        if (item.type === 'function_call') close(open({ type: 'function_call_output', callId: item.callId, output: 'out' }, item.turn));
      };
      for (let turn = 0; turn < 3; turn++) {
        for (let step = 0; step < 8; step++) {
          const dice = random();
          if (dice < 0.3) {
            endText();
            const callId = `call_${round}_${turn}_${step}`;
            const item = open(random() < 0.5 ? call(callId) : { type: 'function_call', callId, name: 'f', arguments: '', error: null }, turn);
            write(item, '{"code":"print(');
            write(item, '1)"}');
            calls.push(item);
          } else if (dice < 0.5) {
            // What the provider runs ends while its turn goes on.
            const hosted = calls.find((item) => item.type === 'code_interpreter_call');
            if (hosted) {
              print(hosted, `${step}`);
              close(hosted);
              calls = calls.filter((item) => item !== hosted);
            }
          } else if (dice < 0.8) {
            text ??= open(message, turn);
            say(text, `${step}`);
          }
        }
        endText();
        for (const item of calls.splice(0)) endCall(item);
      }
      const status = (['completed', 'cancelled', 'failed', 'expired'] as const)[round % 4] ?? 'completed';
      if (status !== 'completed') {
        text = open(message, 3);
        say(text, 'half an');
        const cut = open(call(`call_${round}`), 3);
        for (const item of [cut, text]) close(item, 'incomplete');
      }
      run({ status, endedAt: 1 });
      await check();
    }
  });

  test('Events of other runs are nothing', () => {
    const { open, run, frames } = room();
    open({ type: 'reasoning', text: '' });
    run({ id: 'run_2', status: 'completed' });
    assert.deepEqual(frames, []);
  });
});
