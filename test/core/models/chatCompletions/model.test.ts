import assert from 'node:assert/strict';
import { errorInfo, isAbort } from '../../../../src/core/types/errors.ts';
import { startModelServer, type ModelServer } from '../../../fixtures/modelServer/modelServer.ts';
import type { Dialect } from '../../../fixtures/modelServer/script.ts';
import { memoryLog } from '../../../support/log.ts';
import { completionsAt } from '../adapters.ts';
import { ask, item, options, take, TOOLS, user } from '../turn.ts';

suite('chat completions', () => {
  let server: ModelServer;
  setup(async () => {
    server = await startModelServer();
  });
  teardown(() => server.close());

  const sentMessages = () => server.requests.at(-1)?.body.messages;

  test('the model, the instructions, the tools and the question are sent; a temperature only where one is set', async () => {
    await take(completionsAt(server.url), ask('say exactly: x', { tools: TOOLS }));
    const { messages, ...params } = server.requests[0]?.body ?? {};
    assert.deepEqual(messages, [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'say exactly: x' },
    ]);
    const tools = TOOLS.map(({ strict: _, ...definition }) => ({ type: 'function', function: definition }));
    assert.deepEqual(params, { model: 'stand-in', stream: true, stream_options: { include_usage: true }, tools });

    await take(completionsAt(server.url), ask('say exactly: x', { ...options({ temperature: 0 }), instructions: '' }));
    const { body } = server.requests[1] ?? {};
    assert.equal(body?.temperature, 0);
    assert.deepEqual(body?.messages, [{ role: 'user', content: 'say exactly: x' }]);
    assert.ok(!('tools' in (body ?? {})), 'no empty list of tools');
  });

  test('the key goes along where there is one, and no such header where there is none', async () => {
    await take(completionsAt(server.url, { apiKey: () => Promise.resolve(' sk-secret\n') }), ask('say exactly: x'));
    await take(completionsAt(server.url), ask('say exactly: x'));
    assert.deepEqual(
      server.requests.map(({ headers }) => headers.authorization),
      ['Bearer sk-secret', undefined],
    );
  });

  test('OpenAI’s settings in the environment go to no other server', async () => {
    const environment = process.env;
    const theirs = ['OPENAI_API_KEY', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID', 'OPENAI_ADMIN_KEY'];
    process.env = { ...environment, ...Object.fromEntries(theirs.map((name) => [name, 'from-the-environment'])) };
    try {
      await take(completionsAt(server.url), ask('say exactly: x'));
    } finally {
      process.env = environment;
    }
    assert.ok(!JSON.stringify(server.requests[0]?.headers).includes('from-the-environment'));
  });

  for (const dialect of ['openai', 'noIds', 'sameIndex', 'bare'] satisfies Dialect[]) {
    test(`two calls at once are told apart (${dialect})`, async () => {
      const calls = [
        { name: 'file_search', arguments: '{"query":"one two three"}' },
        { name: 'code_interpreter', arguments: '{"code":"print(1)"}' },
      ];
      server.script({ calls, dialect });
      const seen = await take(completionsAt(server.url), ask('x', { tools: TOOLS }));
      assert.deepEqual(
        seen.calls.map(({ name, arguments: args }) => ({ name, arguments: args })),
        calls,
      );
      assert.equal(new Set(seen.calls.map(({ callId }) => callId)).size, 2);
      assert.ok(seen.calls.every(({ callId }) => callId.startsWith('call_')));
      assert.equal(seen.reason, 'stop');
    });
  }

  for (const reasoningField of ['reasoning_content', 'reasoning', 'both'] as const) {
    test(`what a model thinks comes apart from what it says (${reasoningField})`, async () => {
      server.script({ reasoning: 'First I look.', reasoningField, text: 'Done.' });
      const { reasoning, text } = await take(completionsAt(server.url), ask('x'));
      assert.deepEqual({ reasoning, text }, { reasoning: 'First I look.', text: 'Done.' });
    });
  }

  test('a refusal is the answer', async () => {
    server.script({ refusal: 'I can’t help with that.' });
    const { text, reason } = await take(completionsAt(server.url), ask('x'));
    assert.deepEqual({ text, reason }, { text: 'I can’t help with that.', reason: 'stop' });
  });

  test('why an answer ends is said', async () => {
    const finishes = ['stop', 'tool_calls', 'length', 'content_filter'] as const;
    server.script(...finishes.map((finish) => ({ text: 'Well', finish })));
    const reasons: (string | null)[] = [];
    for (const _ of finishes) reasons.push((await take(completionsAt(server.url), ask('x'))).reason);
    assert.deepEqual(reasons, ['stop', 'stop', 'length', 'filter']);
  });

  test('a count that grows with every chunk is counted once', async () => {
    server.script({ text: 'a longer answer', usageInEachChunk: true });
    const { events } = await take(completionsAt(server.url), ask('x'));
    assert.equal(events.filter((event) => event.type === 'usage').length, 1);
  });

  test('an option that a server refuses is left out, for good and with a word in the log', async () => {
    await server.close();
    server = await startModelServer({ refuses: ['stream_options', 'temperature'] });
    const log = memoryLog();
    const model = completionsAt(server.url, { log });
    const seen = await take(model, ask('say exactly: still here', options({ temperature: 0.5 })));
    assert.deepEqual([seen.text, seen.usage, seen.reason], ['still here', null, 'stop']);
    await take(model, ask('say exactly: again', options({ temperature: 0.5 })));
    assert.equal(server.requests.length, 4, 'asked again twice in the first turn, never in the second');
    assert.ok(log.lines.includes('Stand-in does not take “stream_options”; it is asked without.'));
  });

  test('the options that are set are sent', async () => {
    const schema = { type: 'object', properties: {} };
    const responseFormat = { type: 'json_schema', name: 'answer', description: null, schema, strict: true } as const;
    const set = { topP: 0.5, reasoningEffort: 'low', parallelToolCalls: false, maxOutputTokens: 50, responseFormat };
    const request = ask('say exactly: x', { tools: TOOLS, ...options({ ...set, toolChoice: { name: 'file_search' } }) });
    await take(completionsAt(server.url), request);
    const { top_p, reasoning_effort, parallel_tool_calls, max_tokens, response_format, tool_choice } = server.requests[0]?.body ?? {};
    assert.deepEqual([top_p, reasoning_effort, parallel_tool_calls, max_tokens], [0.5, 'low', false, 50]);
    assert.deepEqual(response_format, { type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } });
    assert.deepEqual(tool_choice, { type: 'function', function: { name: 'file_search' } });
  });

  test('the limit of an answer is told by its new name where the old one is refused', async () => {
    await server.close();
    server = await startModelServer({ refuses: ['max_tokens'] });
    const { text } = await take(completionsAt(server.url), ask('say exactly: x', options({ maxOutputTokens: 50 })));
    const { body } = server.requests[1] ?? {};
    assert.deepEqual([text, body?.max_tokens, body?.max_completion_tokens], ['x', undefined, 50]);
  });

  test('of many models, some are named; of none, none', async () => {
    const told = async (models: readonly string[]) => {
      await server.close();
      server = await startModelServer({ models });
      return errorInfo((await take(completionsAt(server.url), ask('x'))).error).message.replace(server.url, 'ADDRESS');
    };
    const many = ['a', 'b', 'text-embed', 'c', 'd', 'e', 'f', 'g'];
    assert.equal(await told(many), 'ADDRESS has no model “stand-in”; it has a, b, c, d, e and 2 more.');
    assert.equal(await told([]), 'ADDRESS has no model “stand-in”; check its name.');
  });

  test('a thread is replayed as messages: calls of a turn in one, each with its result', async () => {
    const call = { callId: 'c1', error: null };
    await take(
      completionsAt(server.url),
      ask('', {
        items: [
          user('Where?'),
          item({ type: 'reasoning', text: 'hm' }),
          item({ type: 'message', role: 'assistant', content: [{ type: 'text', text: 'I look.', annotations: [] }] }),
          item({ ...call, type: 'function_call', name: 'weather', arguments: '{"city":"Bonn"}' }),
          item(
            { ...call, callId: 'c2', type: 'file_search_call', arguments: '{"query":', queries: [], results: null },
            { status: 'incomplete' },
          ),
          item({ type: 'function_call_output', callId: 'c1', output: 'rain' }),
          item({ type: 'message', role: 'assistant', content: [] }, { turn: 1, status: 'incomplete' }),
          user('say exactly: x'),
        ],
      }),
    );
    assert.deepEqual(sentMessages(), [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Where?' },
      {
        role: 'assistant',
        content: 'I look.',
        tool_calls: [
          { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"Bonn"}' } },
          { id: 'c2', type: 'function', function: { name: 'file_search', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c1', content: 'rain' },
      { role: 'tool', tool_call_id: 'c2', content: 'The call was stopped before its end.' },
      { role: 'user', content: 'say exactly: x' },
    ]);
  });

  test('what was found is read by the model, which cites it', async () => {
    const lines = { start: 1, end: 1 };
    const passage = { file: { id: 'f', path: 'my notes.md' }, lines, focus: lines, page: null, text: 'Eat well.', hash: '', score: 1 };
    const call = { callId: 'c', arguments: '{"query":"food"}', error: null, queries: ['food'] };
    const found = item({ ...call, type: 'file_search_call', results: [{ number: 7, ...passage }] });
    const { text } = await take(completionsAt(server.url), ask('', { items: [user('What about food?'), found] }));
    assert.equal(text, 'my notes.md says “Eat well.” 【7】.');
  });

  test('where its requests go', () => {
    assert.deepEqual(completionsAt('http://localhost:11434/v1').destination, { kind: 'local' });
    assert.deepEqual(completionsAt('https://api.example.com:8443/v1').destination, { kind: 'remote', host: 'api.example.com:8443', files: false });
    assert.deepEqual(completionsAt('nonsense').destination, { kind: 'remote', host: 'nonsense', files: false });
  });

  suite('stop', () => {
    test('before the server has answered at all', async () => {
      server.script({ nothing: 'wait' });
      const abort = new AbortController();
      const seen = take(completionsAt(server.url), ask('x'), abort.signal);
      while (server.requests.length === 0) await new Promise(setImmediate);
      abort.abort(new Error('for a reason of its own'));
      assert.ok(isAbort((await seen).error));
      assert.equal((await server.requests[0]?.ended)?.by, 'client');
    });

    test('while it waits for a server that takes no more requests', async () => {
      server.script({ status: 429, headers: { 'retry-after': '30' } });
      const abort = new AbortController();
      const seen = take(completionsAt(server.url), ask('x'), abort.signal);
      while (server.requests.length === 0) await new Promise(setImmediate);
      await server.requests[0]?.ended;
      abort.abort();
      assert.ok(isAbort((await seen).error));
      assert.equal(server.requests.length, 1);
    });

  });

  test('a server that thinks for long but says so is not given up', async () => {
    server.script({ thinkingMs: 1_000, text: 'At last.' });
    const { text, error } = await take(completionsAt(server.url, { silence: { first: 60_000, next: 500 } }), ask('x'));
    assert.deepEqual([text, error], ['At last.', null]);
  });

  test('an answer is whole although the connection stays open after it', async () => {
    server.script({ text: 'All said.', ending: 'open' });
    const { text, reason, error } = await take(completionsAt(server.url), ask('x'));
    assert.deepEqual([text, reason, error], ['All said.', 'stop', null]);
  });
});
