import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/core/types/events.ts';
import type { Envelope, Item, ItemBody } from '../../../src/core/types/item.ts';
import { EMPTY_THREAD, reduce, type ThreadState } from '../../../src/core/types/reducer.ts';

const envelope: Envelope = {
  id: 'msg_1',
  threadId: 'thread_1',
  runId: 'run_1',
  turn: 0,
  createdAt: 1,
  endedAt: null,
  status: 'in_progress',
  metadata: {},
  provider: null,
};
const item = (body: ItemBody): Item => ({ ...envelope, ...body });
const play = (...events: RunEvent[]): ThreadState => events.reduce<ThreadState>(reduce, EMPTY_THREAD);

suite('reducer', () => {
  test('deltas make up the text of a message', () => {
    const { items } = play(
      { type: 'item.added', item: item({ type: 'message', role: 'assistant', content: [] }) },
      { type: 'text.delta', itemId: 'msg_1', delta: 'Hel' },
      { type: 'text.delta', itemId: 'msg_1', delta: 'lo' },
    );
    assert.deepEqual(items[0], item({ type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Hello', annotations: [] }] }));
  });

  test('code shows while its arguments still arrive', () => {
    const call = item({ type: 'code_interpreter_call', callId: 'c', arguments: '', error: null, code: '', outputs: [] });
    const { items } = play(
      { type: 'item.added', item: call },
      { type: 'arguments.delta', itemId: 'msg_1', delta: '{"code":"a = 1\\' },
      { type: 'arguments.delta', itemId: 'msg_1', delta: 'nb = 2' },
    );
    assert.equal(items[0]?.type === 'code_interpreter_call' && items[0].code, 'a = 1\nb = 2');
  });

  test('an operation of Docent’s own shows as the Python that does the same, once it is known', () => {
    const call = item({ type: 'code_interpreter_call', callId: 'c', arguments: '', error: null, code: '', outputs: [] });
    const begun: RunEvent[] = [{ type: 'item.added', item: call }, { type: 'arguments.delta', itemId: 'msg_1', delta: '{"operation":"profile","file":"a \\"b\\".csv"' }];
    const codeOf = ({ items: [shown] }: ThreadState) => shown?.type === 'code_interpreter_call' && shown.code;
    assert.equal(codeOf(play(...begun)), '');
    const whole = 'from docent_profile import profile\n\nprofile("/mnt/data/a \\"b\\".csv")';
    assert.equal(codeOf(play(...begun, { type: 'arguments.delta', itemId: 'msg_1', delta: '}' })), whole);
    assert.equal(codeOf(play(...begun, { type: 'arguments.delta', itemId: 'msg_1', delta: ',"code":"print(1)"}' })), 'print(1)');
  });

  test('prints of one stream are one output, in the order in which they came', () => {
    const call = item({ type: 'code_interpreter_call', callId: 'c', arguments: '', error: null, code: '', outputs: [] });
    const print = (stream: 'stdout' | 'stderr', text: string): RunEvent => ({ type: 'output', itemId: 'msg_1', output: { type: 'logs', stream, text } });
    const { items } = play({ type: 'item.added', item: call }, print('stdout', 'a'), print('stdout', 'b'), print('stderr', 'c'), print('stdout', 'd'));
    assert.deepEqual(items[0]?.type === 'code_interpreter_call' && items[0].outputs.map((o) => o.type === 'logs' && o.text), ['ab', 'c', 'd']);
  });

  test('a delta for an item that is not there changes nothing', () => {
    assert.deepEqual(play({ type: 'text.delta', itemId: 'gone', delta: 'x' }).items, []);
  });

  test('a question is open until it is answered', () => {
    const consent = { id: 'consent_1', threadId: 'thread_1', runId: 'run_1', subject: { kind: 'send', host: 'h', what: 'w', extent: 'questions' }, answer: null } as const;
    assert.deepEqual(play({ type: 'consent', consent }).consents, [consent]);
    assert.deepEqual(play({ type: 'consent', consent }, { type: 'consent', consent: { ...consent, answer: 'deny' } }).consents, []);
  });
});
