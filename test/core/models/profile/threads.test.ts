import assert from 'node:assert/strict';
import { messageText } from '../../../../src/core/types/item.ts';
import { C, CALLED, COMPLETED, itemDone, K, STOP, T, type Event } from '../../../fixtures/providers/chunks.ts';
import type { Provider } from '../../../fixtures/providers/provider.ts';
import { PROVIDER_NAMES, type ProviderName, type Sent } from '../../../fixtures/providers/rules.ts';
import { goesOn, SAYINGS } from './support/goesOn.ts';
import { openThreadRoom, type ThreadRoom } from './room.ts';

const SIGNATURE = { extra_content: { google: { thought_signature: 'SIG+/=' } } };
const LONG_ID = `call_${'x'.repeat(60)}`;

const messages = (provider: Provider, index = -1): readonly Sent[] => provider.taken.at(index)?.body.messages ?? [];
const input = (provider: Provider, index = -1): readonly Sent[] => provider.taken.at(index)?.body.input ?? [];
const caller = (provider: Provider, index = -1) => messages(provider, index).find(({ tool_calls }) => tool_calls);
const sentCall = (provider: Provider, index = -1) => caller(provider, index)?.tool_calls?.[0];

// Each saying and each provider once; all of both with each other take long.
suite('a thread goes to any provider', () => {
  const count = Math.max(SAYINGS.length, PROVIDER_NAMES.length);
  goesOn(Array.from({ length: count }, (_, index) => [around(PROVIDER_NAMES, index), around(SAYINGS, index)] as const));
});

function around<Value>(list: readonly Value[], index: number): Value {
  return list[index % list.length] ?? assert.fail('The list is empty.');
}

suite('what a provider alone understands', () => {
  for (const restarts of [false, true]) {
    suite(restarts ? 'after a restart' : 'at once', () => {
      let room: ThreadRoom;
      setup(async () => {
        room = await openThreadRoom(restarts);
      });
      teardown(() => room.close());

      test('a thought goes back in the message that came with it, without a refusal', async () => {
        const provider = await room.provider('DEEPSEEK');
        provider.script([C({ reasoning_content: 'h' }), C({ reasoning_content: 'm' }), K(0, 'call_00_a', 't', '{}'), CALLED]);
        for (const question of ['One?', 'Two?', 'Three?']) await room.completes(provider, question);
        assert.equal(provider.refused.length, 0);
        for (const index of [1, 2, 3]) assert.equal(caller(provider, index)?.reasoning_content, 'hm');
      });

      test('a signature goes back in the call that it came with', async () => {
        const provider = await room.provider('GEMINI');
        const [head, tail] = [K(0, 'x', 't', '', SIGNATURE), K(0, null, null, '{}', SIGNATURE)];
        provider.script([head, tail, K(1, 'y', 't', '{"n":2}'), CALLED]);
        for (const question of ['One?', 'Two?']) await room.completes(provider, question);
        assert.equal(provider.refused.length, 0);
        const [first, second] = caller(provider)?.tool_calls ?? [];
        assert.deepEqual(first, { ...SIGNATURE, id: 'x', type: 'function', function: { name: 't', arguments: '{}' } });
        assert.deepEqual(second, { id: 'y', type: 'function', function: { name: 't', arguments: '{"n":2}' } });
      });

      test('goes to nobody else, and back after a detour', async () => {
        const [gemini, other, responses] = [await room.provider('GEMINI'), await room.provider('ANY'), await room.provider('OAI-RESP')];
        gemini.script([C({ reasoning_content: 'secret thought' }), K(0, 'x', 't', '{}', SIGNATURE), CALLED]);
        await room.completes(gemini, 'One?');
        await room.completes(other, 'Two?');
        await room.completes(responses, 'Three?');
        await room.completes(gemini, 'Four?');
        for (const server of [other, responses]) assert.ok(!/SIG|secret thought/.test(JSON.stringify(server.taken)));
        assert.equal(caller(gemini)?.reasoning_content, 'secret thought');
        assert.deepEqual(sentCall(gemini)?.extra_content, SIGNATURE.extra_content);
        assert.equal(gemini.refused.length, 0);
      });

      test('an answer without a call keeps its fields, too: texts in pieces, lists by their numbers', async () => {
        const provider = await room.provider('ANY');
        const part = (text: string, more = {}) => C({ reasoning_details: [{ type: 'reasoning.text', index: 0, text, ...more }] });
        const sealed = { type: 'reasoning.encrypted', index: 1, data: 'x==' };
        provider.script([part('h', { signature: null }), part('m', { signature: 'S' }), C({ reasoning_details: [sealed] }), C({ flag: true }), T('Yes.'), STOP]);
        for (const question of ['One?', 'Two?']) await room.completes(provider, question);
        const details = [{ type: 'reasoning.text', index: 0, text: 'hm', signature: 'S' }, sealed];
        assert.deepEqual(messages(provider)[2], { role: 'assistant', content: 'Yes.', reasoning_details: details, flag: true });
      });

      test('is not sent again to a provider that does not take it back', async () => {
        const provider = await room.provider('STRICT');
        provider.script([C({ reasoning: 'hm' }), K(0, 'x', 't', '{}'), CALLED]);
        await room.completes(provider, 'One?');
        assert.equal(provider.refused.length, 1);
        await room.completes(provider, 'Two?');
        assert.equal(provider.refused.length, restarts ? 2 : 1, 'it is remembered');
      });

      test('is not sent again by Responses either, where it is not taken back', async () => {
        const provider = await room.provider('STRICT-RESP');
        const reasoning = { type: 'reasoning', id: 'rs1', summary: [], content: [{ type: 'reasoning_text', text: 'hm' }] };
        const call = { type: 'function_call', id: 'fc1', call_id: 'c1', name: 't', arguments: '{}', made_by: 'x' };
        provider.script([itemDone(reasoning), itemDone(call, 1), COMPLETED]);
        for (const question of ['One?', 'Two?']) await room.completes(provider, question);
        assert.deepEqual(input(provider).map(({ type }) => type), ['message', 'function_call', 'function_call_output', 'message', 'message']);
      });

      test('open reasoning of the Responses API goes back before its call, unchanged', async () => {
        const provider = await room.provider('OAI-RESP');
        const reasoning = { type: 'reasoning', id: 'rs1', summary: [], content: [{ type: 'reasoning_text', text: 'hm' }] };
        const call = { type: 'function_call', id: 'fc1', call_id: 'c1', name: 't', arguments: '{}', provider_specific_fields: { signature: 'S' } };
        provider.script([itemDone(reasoning), itemDone(call, 1), COMPLETED]);
        for (const question of ['One?', 'Two?']) await room.completes(provider, question);
        for (const index of [1, 2]) {
          const [, first, second] = input(provider, index);
          assert.deepEqual(first, reasoning);
          const { id: _, ...sent } = call;
          assert.deepEqual(second, sent);
        }
        const other = await room.provider('ANY');
        await room.completes(other, 'Three?');
        assert.ok(!/rs1|"S"/.test(JSON.stringify(other.taken)));
      });
    });
  }
});

suite('what a model thought between tags', () => {
  let room: ThreadRoom;
  setup(async () => {
    room = await openThreadRoom();
  });
  teardown(() => room.close());

  const answers: readonly (readonly [what: string, events: readonly Event[]])[] = [
    ['both tags', [T('<think>\nhm hm'), T('</th'), T('ink>\nYes.')]],
    ['the closing tag alone', [T('hm hm'), T('</think>\n\nYes.')]],
    ['the closing tag alone, in pieces', [...'hm hm\n</think>\n\nYes.'].map((char) => T(char))],
  ];
  for (const [what, events] of answers) {
    test(`is reasoning, and is not sent again (${what})`, async () => {
      const provider = await room.provider('ANY');
      provider.script([...events, STOP]);
      for (const question of ['One?', 'Two?']) await room.completes(provider, question);
      const [, thought, answer] = await room.items();
      assert.deepEqual([thought?.type === 'reasoning' && thought.text, answer?.type === 'message' && messageText(answer)], ['hm hm', 'Yes.']);
      assert.deepEqual(messages(provider).slice(1, 3), [{ role: 'user', content: 'One?' }, { role: 'assistant', content: 'Yes.' }]);
    });
  }
});

suite('what a model said is made valid', () => {
  let room: ThreadRoom;
  setup(async () => {
    room = await openThreadRoom();
  });
  teardown(() => room.close());

  /** Three questions to one provider whose model says this at first. */
  async function threeQuestions(name: ProviderName, ...said: readonly Event[]): Promise<Provider> {
    const provider = await room.provider(name);
    provider.script(said);
    for (const question of ['One?', 'Two?', 'Three?']) await room.completes(provider, question);
    return provider;
  }
  const results = async () => (await room.items()).flatMap((item) => (item.type === 'function_call_output' ? [item.output] : []));

  for (const said of ['t<|channel|>commentary', 't<|constrain|>json', 'functions.t', 'default_api:t', ' t\n', '"t"', 'functions.t:0']) {
    test(`the tool that is meant by ${JSON.stringify(said)} is run`, async () => {
      const provider = await threeQuestions('OAI-CHAT', K(0, 'x', said, '{}'), CALLED);
      assert.deepEqual(await results(), ['result']);
      assert.equal(sentCall(provider)?.function.name, 't');
      assert.equal(provider.refused.length, 0);
    });
  }

  test('a call without a name is told to have failed, under a valid name', async () => {
    const provider = await threeQuestions('OAI-CHAT', K(0, 'x', '', '{}'), CALLED);
    assert.match(messages(provider, 1).at(-1)?.content as string, /no tool/);
    assert.match(sentCall(provider)?.function.name ?? '', /^[a-zA-Z0-9_-]{1,64}$/);
    assert.equal(provider.refused.length, 0);
  });

  test('a long id is sent short, the same in call and result, and each time', async () => {
    const provider = await threeQuestions('OAI-CHAT', K(0, LONG_ID, 't', '{}'), CALLED);
    const ids = [1, 2, 3].map((index) => sentCall(provider, index)?.id ?? '');
    assert.equal(new Set(ids).size, 1);
    assert.ok(ids.every((id) => id.length <= 40));
    assert.ok((await room.items()).some((item) => item.type === 'function_call' && item.callId === LONG_ID), 'it is kept as it came');
    assert.equal(provider.refused.length, 0);
  });

  test('an id of our own has nine letters and digits', async () => {
    const provider = await threeQuestions('MISTRAL', K(0, null, 't', '{}'), CALLED);
    assert.match(sentCall(provider)?.id ?? '', /^[a-zA-Z0-9]{9}$/);
    assert.equal(provider.refused.length, 0);
  });

  test('a valid id stays as it is', async () => {
    const provider = await threeQuestions('OAI-CHAT', K(0, 'functions.t:0', 't', '{}'), CALLED);
    assert.equal(sentCall(provider)?.id, 'functions.t:0');
  });

  test('calls of several turns under one id are sent under one each', async () => {
    const provider = await room.provider('ANY');
    provider.script([K(0, 'call_0', 't', '{"n":1}'), CALLED], [K(0, 'call_0', 't', '{"n":2}'), CALLED]);
    await room.completes(provider, 'One?');
    const ids = messages(provider).flatMap(({ tool_calls = [] }) => tool_calls.map(({ id }) => id));
    assert.equal(ids[0], 'call_0');
    assert.equal(new Set(ids).size, 2);
  });

  for (const name of ['ANTHROPIC', 'ALTERNATE'] as const) {
    test(`blanks are not sent (${name})`, async () => {
      const provider = await threeQuestions(name, T('\n'), STOP);
      assert.deepEqual(messages(provider, 1).slice(1), [{ role: 'user', content: 'One?\n\nTwo?' }]);
      assert.equal(provider.refused.length, 0);
    });
  }

  test('a run that fails between a result and the next question fails alone', async () => {
    const provider = await room.provider('MISTRAL');
    provider.script([K(0, 'x', 't', '{}'), CALLED], { status: 400, body: { message: 'boom' } });
    assert.equal((await room.ask(provider, 'One?')).status, 'failed');
    for (const question of ['Two?', 'Three?']) await room.completes(provider, question);
    const roles = messages(provider).map(({ role }) => role);
    assert.deepEqual(roles.slice(1), ['user', 'assistant', 'tool', 'assistant', 'user', 'assistant', 'user']);
  });

  test('a thread with an id of 405 characters goes on at Responses', async () => {
    const [other, provider] = [await room.provider('ANY'), await room.provider('OAI-RESP')];
    other.script([K(0, 'i'.repeat(405), 't', '{}'), CALLED]);
    await room.completes(other, 'One?');
    await room.completes(provider, 'Two?');
    const ids = input(provider).flatMap(({ call_id }) => (call_id === undefined ? [] : [call_id]));
    assert.equal(ids.length, 2);
    assert.equal(new Set(ids).size, 1);
    assert.ok(ids.every((id) => id.length <= 64));
  });

  test('a turn that lacks what its provider needs is told in words', async () => {
    const [other, provider] = [await room.provider('ANY'), await room.provider('DEEPSEEK')];
    other.script([T('I look.'), K(0, 'x', 't', '{"n":1}'), CALLED]);
    await room.completes(other, 'One?');
    await room.completes(provider, 'Two?');
    assert.deepEqual(messages(provider).slice(1), [
      { role: 'user', content: 'One?' },
      { role: 'assistant', content: 'I look.\n\nI called t with {"n":1}.' },
      { role: 'user', content: 'Result of t:\nresult' },
      { role: 'assistant', content: 'ok' },
      { role: 'user', content: 'Two?' },
    ]);
  });
});
