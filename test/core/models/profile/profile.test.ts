import assert from 'node:assert/strict';
import { newCallId, sentIds } from '../../../../src/core/models/profile/callIds.ts';
import { calledTool, sentName } from '../../../../src/core/models/profile/callNames.ts';
import { foreignFields, joinedFields, ownFields, sealedFields } from '../../../../src/core/models/profile/fields.ts';
import { outward } from '../../../../src/core/models/profile/outward.ts';
import { CHAT_IDS, newProfile, NINE_IDS } from '../../../../src/core/models/profile/profile.ts';
import { textPart, type CallBody, type Item } from '../../../../src/core/types/item.ts';
import { item, user } from '../turn.ts';

const call = (callId: string, turn = 0): Item<CallBody> =>
  item({ type: 'function_call', callId, name: 't', arguments: '{}', error: null }, { turn }) as Item<CallBody>;
const says = (text: string, runId: string): Item => item({ type: 'message', role: 'assistant', content: [textPart(text)] }, { runId });

suite('what a provider is sent', () => {
  test('ids of calls map one to one, and are the same each time', () => {
    const ids = ['c', 'c', '', ' ', 'x'.repeat(41), 'x'.repeat(42), newCallId(), 'call_0', 'call_0'];
    for (const valid of [CHAT_IDS, NINE_IDS]) {
      const sent = () => [...sentIds(ids.map((id) => call(id)), valid).values()];
      assert.deepEqual(sent(), sent());
      assert.equal(new Set(sent()).size, ids.length);
      assert.ok(sent().every((id) => valid.test(id)));
    }
    assert.equal([...sentIds([call('c'), call('d')], CHAT_IDS).values()].join(), 'c,d', 'valid ones stay');
  });

  test('a name is the tool that is meant, and valid where none is', () => {
    const tools = [{ name: 't' }, { name: 'a.b' }, { name: 'b' }];
    const called = ['t', 't<|channel|>x', 'functions.t', 'a.b', 'x.b', 'T', 'tt', ''].map((said) => calledTool(said, tools));
    assert.deepEqual(called, ['t', 't', 't', 'a.b', 'b', 'T', 'tt', '']);
    const sent = ['t', 't<|channel|>x', 'n'.repeat(65), '…', ''].map(sentName);
    assert.deepEqual(sent, ['t', 't', 'n'.repeat(64), 'unnamed', 'unnamed']);
  });

  test('fields that are not OpenAI’s are put together from their pieces, and kept for who sent them', () => {
    const pieces = [{ role: 'assistant', a: 'x', n: null, e: '' }, { a: 'y', o: { p: 'q', id: '1' } }, { o: { p: 'r', id: '1' }, n: 2 }, { n: 3, l: [1] }, { l: [2] }];
    const fields = pieces.reduce((all, piece) => joinedFields(all, foreignFields(piece, new Set(['role']))), {});
    assert.deepEqual(fields, { a: 'xy', o: { p: 'qr', id: '1' }, n: 3, l: [1, 2] });
    const part = { type: 'thought', index: 0 };
    const list = [{ l: [{ ...part, text: 'h', signature: 'S' }] }, { l: [{ ...part, text: 'm', signature: null }] }, { l: [{ ...part, index: 1, text: '!' }] }];
    assert.deepEqual(list.reduce(joinedFields, {}), { l: [{ ...part, text: 'hm', signature: 'S' }, { ...part, index: 1, text: '!' }] });
    const kept = sealedFields(fields, 'one');
    assert.deepEqual([ownFields(kept, 'one'), ownFields(kept, 'two'), ownFields(null, 'one')], [fields, {}, {}]);
    assert.equal(sealedFields({}, 'one'), null);
  });

  test('nobody speaks twice in a row, whatever is left of a thread', () => {
    const items = [user('One?'), says(' \n', 'r1'), user('Two?'), says('Half', 'r2'), says('Whole.', 'r3'), user('Three?')];
    const entries = outward(items, newProfile('p', CHAT_IDS)).map(({ role, text }) => [role, text]);
    assert.deepEqual(entries, [['user', 'One?\n\nTwo?'], ['assistant', 'Half\n\nWhole.'], ['user', 'Three?']]);
  });
});
