import assert from 'node:assert/strict';
import type { ModelEvent } from '../../../../src/core/models/model.ts';
import { withTextCalls } from '../../../../src/core/models/chatCompletions/textCalls.ts';
import { startModelServer, type ModelServer } from '../../../fixtures/modelServer/modelServer.ts';
import { memoryLog } from '../../../support/log.ts';
import { completionsAt } from '../adapters.ts';
import { ask, item, options, see, take, TOOLS, user } from '../turn.ts';

const CALL = '```json\n{"name": "file_search", "arguments": {"query": "food"}}\n```';
const called = [{ name: 'file_search', arguments: '{"query":"food"}' }];

suite('calls in words', () => {
  suite('a model that can’t call tools', () => {
    let server: ModelServer;
    setup(async () => {
      server = await startModelServer();
    });
    teardown(() => server.close());

    const said = ['does not support tools', 'tools param requires --jinja flag', '"auto" tool choice requires --enable-auto-tool-choice'];
    for (const words of said) {
      test(`is told of them in words: ${words}`, async () => {
        const log = memoryLog();
        const model = completionsAt(server.url, { log });
        server.script({ status: words.includes('jinja') ? 500 : 400, body: { error: { message: words } } }, { text: `I look.\n\n${CALL}` });
        const seen = await take(model, ask('What about food?', { tools: TOOLS }));
        assert.deepEqual([seen.text, seen.reason, seen.error], ['I look.\n\n', 'stop', null]);
        assert.deepEqual(seen.calls.map(({ callId: _, ...call }) => call), called);
        assert.ok(log.lines.includes('Stand-in can’t call tools; it is told of them in words.'));
        const { messages, tools } = server.requests[1]?.body ?? {};
        assert.equal(tools, undefined);
        const system = String(messages?.[0]?.content);
        assert.match(system, /^Be brief\.\n\nYou can call tools\./);
        for (const { name, description } of TOOLS) assert.ok(system.includes(`- ${name}: ${description} Arguments: {"type":"object"`));
        await take(model, ask('say exactly: x', { tools: TOOLS }));
        assert.equal(server.requests.length, 3, 'and is not asked the other way again');
      });
    }

    test('reads its own calls as it wrote them, and their results as said by the user', async () => {
      const model = completionsAt(server.url);
      server.script({ status: 400, body: { error: { message: 'does not support tools' } } }, { text: 'Rain.' });
      const items = [
        user('Weather?'),
        item({ type: 'message', role: 'assistant', content: [{ type: 'text', text: 'I look.', annotations: [] }] }),
        item({ type: 'function_call', callId: 'c', name: 'weather', arguments: '{"city":"Bonn"}', error: null }),
        item({ type: 'function_call_output', callId: 'c', output: 'rain' }),
        user('And?'),
      ];
      const { text } = await take(model, ask('', { items, tools: TOOLS, ...options({ toolChoice: 'none' }) }));
      assert.equal(text, 'Rain.');
      assert.deepEqual(server.requests[1]?.body.messages, [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Weather?' },
        { role: 'assistant', content: 'I look.\n\n```json\n{"name":"weather","arguments":{"city":"Bonn"}}\n```' },
        { role: 'user', content: 'Result of weather:\nrain\n\nAnd?' },
      ]);
    });

    test('that must call one is told so', async () => {
      const model = completionsAt(server.url);
      server.script({ status: 400, body: { error: { message: 'does not support tools' } } }, { text: CALL });
      await take(model, ask('x', { tools: TOOLS, ...options({ toolChoice: { name: 'file_search' } }) }));
      assert.match(String(server.requests[1]?.body.messages[0]?.content), /You must call file_search now\.$/);
    });

    test('that invents the result of its call is not listened to', async () => {
      const model = completionsAt(server.url);
      server.script({ status: 400, body: { error: { message: 'does not support tools' } } }, { text: `${CALL}\nResult: all is well` });
      server.hold('end');
      const seen = await take(model, ask('x', { tools: TOOLS }));
      assert.deepEqual([seen.text, seen.calls.length, seen.reason, seen.error], ['', 1, 'stop', null]);
      assert.equal((await server.requests[1]?.ended)?.by, 'client');
    });
  });

  /** What is read of an answer that comes in pieces of one size. */
  async function read(text: string, size: number) {
    async function* answer(): AsyncGenerator<ModelEvent> {
      for (let at = 0; at < text.length; at += size) yield { type: 'text', delta: text.slice(at, at + size) };
      yield { type: 'end', reason: 'stop' };
    }
    const { text: spoken, calls, reason } = await see(withTextCalls(answer(), TOOLS));
    return { spoken, calls: calls.map(({ callId: _, ...call }) => call), reason };
  }

  const answers: readonly (readonly [string, string, string, typeof called])[] = [
    ['no block', 'Just `text`.\n``not a block``\n', 'Just `text`.\n``not a block``\n', []],
    ['a call', CALL, '', called],
    ['a call after words', `Well.\n${CALL}\n`, 'Well.\n', called],
    ['a call without its last fence', CALL.slice(0, -4), '', called],
    ['a call over several lines', '```\n{\n  "name": "file_search",\n  "arguments": {"query": "food"}\n}\n```', '', called],
    ['two calls', `${CALL}\n\n${CALL}`, '', [...called, ...called]],
    ['JSON that is no call', '```json\n{"a": 1}\n```\nSee?', '```json\n{"a": 1}\n```\nSee?', []],
    ['a call of no tool', '```json\n{"name": "x", "arguments": {}}\n```', '```json\n{"name": "x", "arguments": {}}\n```', []],
    ['code with a call in it', '~~~\n```js\nx = 1\n```\n', '~~~\n```js\nx = 1\n```\n', []],
    ['code, then a call', `\`\`\`js\nx = 1\n\`\`\`\n${CALL}`, '```js\nx = 1\n```\n', called],
  ];
  for (const [name, text, spoken, calls] of answers) {
    test(`${name}, however it is cut`, async () => {
      for (let size = 1; size <= text.length; size++) {
        assert.deepEqual(await read(text, size), { spoken, calls, reason: 'stop' }, `in pieces of ${size}`);
      }
    });
  }

  test('words are not held back', async () => {
    async function* answer(): AsyncGenerator<ModelEvent> {
      yield { type: 'text', delta: 'Hel' };
    }
    const first = await withTextCalls(answer(), TOOLS).next();
    assert.deepEqual(first.value, { type: 'text', delta: 'Hel' });
  });
});
