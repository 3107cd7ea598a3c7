import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createResponses } from '../../../../src/core/models/responses/model.ts';
import { isAbort } from '../../../../src/core/types/errors.ts';
import { textPart, type Envelope, type Item, type ItemBody } from '../../../../src/core/types/item.ts';
import { startOpenAI, type OpenAIServer } from '../../../fixtures/openai/openai.ts';
import { memoryLog } from '../../../support/log.ts';
import { tempDir } from '../../../support/temp.ts';
import { responsesAt } from '../adapters.ts';
import { ask, item, options, see, take, TOOLS, user, type TurnSeen } from '../turn.ts';

suite('responses', () => {
  let server: OpenAIServer;
  setup(async () => {
    server = await startOpenAI({ models: ['stand-in', 'other'] });
  });
  teardown(() => server.close());

  const sent = (index = -1) => server.requests.at(index)?.body;

  suite('the request', () => {
    test('leaves nothing behind, has what changes least first, and no option that nobody set', async () => {
      await take(responsesAt(server.url), ask('say exactly: x', { tools: TOOLS }));
      const { input, ...params } = sent() ?? {};
      assert.deepEqual(input, [{ type: 'message', role: 'user', content: 'say exactly: x' }]);
      assert.deepEqual(params, {
        model: 'stand-in',
        instructions: 'Be brief.',
        stream: true,
        store: false,
        tools: TOOLS.map((tool) => ({ type: 'function', ...tool, strict: false })),
        include: ['reasoning.encrypted_content'],
        reasoning: { summary: 'auto' },
        prompt_cache_key: 'a',
        stream_options: { include_obfuscation: false },
      });
    });

    test('has the options that are set', async () => {
      const schema = { type: 'object', properties: {}, additionalProperties: false };
      const responseFormat = { type: 'json_schema', name: 'answer', description: 'An answer.', schema, strict: true } as const;
      const set = { temperature: 0, topP: 0.5, reasoningEffort: 'none', parallelToolCalls: false, maxOutputTokens: 1, responseFormat };
      const tools = [{ ...TOOLS[0], name: 'f', description: '', parameters: schema, strict: true }];
      const request = ask('say exactly: x', { tools, ...options({ ...set, toolChoice: { name: 'f' } }) });
      assert.equal((await take(responsesAt(server.url, { model: 'gpt-6-luna' }), request)).error, null);
      const { temperature, top_p, reasoning, parallel_tool_calls, max_output_tokens, text, tool_choice, tools: sentTools } = sent() ?? {};
      assert.deepEqual([temperature, top_p, reasoning], [0, 0.5, { summary: 'auto', effort: 'none' }]);
      assert.deepEqual([parallel_tool_calls, max_output_tokens], [false, 16], 'the API takes no less than 16');
      assert.deepEqual(text?.format, { type: 'json_schema', name: 'answer', description: 'An answer.', schema, strict: true });
      assert.deepEqual(tool_choice, { type: 'function', name: 'f' });
      assert.deepEqual(sentTools, [{ type: 'function', name: 'f', description: '', parameters: schema, strict: true }]);
    });

    test('goes without temperature and top_p where the model reasons: asked twice more once, with a word in the log', async () => {
      const log = memoryLog();
      const model = responsesAt(server.url, { model: 'gpt-6.1-sol', log });
      const request = ask('say exactly: still here', options({ temperature: 0.5, topP: 0.5 }));
      assert.equal((await take(model, request)).text, 'still here');
      assert.equal((await take(model, request)).text, 'still here');
      assert.equal(server.requests.length, 4);
      assert.ok(log.lines.includes('Stand-in does not take “temperature”; it is asked without.'));
    });

    test('goes without what another server does not know', async () => {
      await server.close();
      server = await startOpenAI({ refuses: ['include', 'reasoning', 'prompt_cache_key', 'stream_options', 'parallel_tool_calls'] });
      const request = ask('say exactly: x', { tools: TOOLS, ...options({ reasoningEffort: 'low', parallelToolCalls: false }) });
      assert.equal((await take(responsesAt(server.url), request)).text, 'x');
      assert.deepEqual(Object.keys(sent() ?? {}).sort(), ['input', 'instructions', 'model', 'store', 'stream', 'tools']);
    });

    test('has calls made at once one after the other, then their outputs', async () => {
      const call = { error: null, type: 'function_call', name: 'weather', arguments: '{}' } as const;
      const items = [
        user('Where?'),
        item({ ...call, callId: 'c1' }),
        item({ type: 'function_call_output', callId: 'c1', output: 'rain' }),
        item({ ...call, callId: 'c2' }),
        item({ type: 'function_call_output', callId: 'c2', output: 'sun' }),
        item({ ...call, callId: 'c3' }, { turn: 1 }),
        item({ type: 'function_call_output', callId: 'c3', output: 'fog' }, { turn: 1 }),
      ];
      await take(responsesAt(server.url), ask('', { items }));
      const input = Array.isArray(sent()?.input) ? sent()?.input : [];
      assert.deepEqual(
        (input as { call_id?: string; output?: string }[]).map(({ call_id, output }) => output ?? call_id),
        [undefined, 'c1', 'c2', 'rain', 'sun', 'c3', 'fog'],
      );
    });

    test('shows images, as far as they are still there', async () => {
      const dir = await tempDir();
      const place = path.join(dir.path, 'a.png');
      await writeFile(place, 'png');
      const file = { id: 'f', name: 'a.png', mime: 'image/png', bytes: 3 };
      const image = (source: object) => ({ type: 'image', detail: 'low', source }) as never;
      const question = user('See?', image({ kind: 'file', file, path: place }), image({ kind: 'file', file, path: `${place}.gone` }));
      await take(responsesAt(server.url), ask('', { items: [question] }));
      await dir.remove();
      assert.deepEqual((sent()?.input as { content: unknown }[] | undefined)?.[0]?.content, [
        { type: 'input_text', text: 'See?\n\n[image: a.png]\n\n[image: a.png]' },
        { type: 'input_image', detail: 'low', image_url: 'data:image/png;base64,cG5n' },
      ]);
    });
  });

  suite('reasoning', () => {
    const thought = { reasoning: 'First I look.', calls: [{ name: 'weather', arguments: '{}' }] };

    /** The turn as the run loop keeps it. */
    function kept({ events, calls }: TurnSeen): Item[] {
      const done = events.find((event) => event.type === 'reasoning.done');
      const call = calls[0] ?? assert.fail('no call');
      const at = (body: ItemBody, envelope: Partial<Envelope> = {}) => item(body, envelope);
      return [
        user('Where?'),
        at({ type: 'reasoning', text: 'First I look.' }, { provider: done?.provider ?? assert.fail('no seal') }),
        at({ ...call, type: 'function_call', error: null }),
        at({ type: 'function_call_output', callId: call.callId, output: 'rain' }),
      ];
    }
    const inputTypes = () => (sent()?.input as { type: string }[]).map(({ type }) => type);

    test('comes sealed, is shown, and goes back right before the call it led to', async () => {
      const model = responsesAt(server.url);
      server.script(thought);
      const items = kept(await take(model, ask('Where?')));
      const { text, error } = await take(model, ask('', { items }));
      assert.deepEqual([text, error], ['The tool gave: rain', null]);
      assert.deepEqual(inputTypes(), ['message', 'reasoning', 'function_call', 'function_call_output']);
    });

    test('of another model, or of one that was stopped before it led to anything, stays here', async () => {
      server.script(thought);
      const items = kept(await take(responsesAt(server.url), ask('Where?')));
      const other = createResponses({
        id: 'other',
        label: 'Other',
        baseUrl: server.url,
        model: 'other',
        interpreter: 'local',
        log: memoryLog(),
        apiKey: async () => undefined,
      });
      assert.equal((await take(other, ask('', { items }))).error, null);
      assert.deepEqual(inputTypes(), ['message', 'function_call', 'function_call_output']);
      const stopped = [...items.slice(0, 2), item({ type: 'message', role: 'assistant', content: [] }), user('And now?')];
      assert.equal((await take(responsesAt(server.url), ask('', { items: stopped }))).error, null);
      assert.deepEqual(inputTypes(), ['message', 'message']);
      const answered = item({ type: 'message', role: 'assistant', content: [textPart('Here.')] }, { runId: 'run2' });
      const later = [...items.slice(0, 2), answered, user('And now?')];
      assert.equal((await take(responsesAt(server.url), ask('', { items: later }))).error, null);
      assert.deepEqual(inputTypes(), ['message', 'message', 'message'], 'it led to nothing of another run');
    });

    test('whose seal the provider can’t open any more is left out', async () => {
      const log = memoryLog();
      const model = responsesAt(server.url, { log });
      server.script(thought);
      const items = kept(await take(model, ask('Where?'))).map((each): Item =>
        each.type === 'reasoning' ? { ...each, provider: { ...each.provider, encrypted: 'gAAAAbroken' } } : each,
      );
      const { text, error } = await take(model, ask('', { items }));
      assert.deepEqual([text, error], ['The tool gave: rain', null]);
      assert.ok(log.lines.includes('Stand-in can’t read its earlier reasoning; it is asked without.'));
    });
  });

  test('a remark on the way is sent back as one, to the model that made it', async () => {
    server.script({ text: 'I look.', phase: 'commentary', calls: [{ name: 'weather', arguments: '{}' }] });
    const { events } = await take(responsesAt(server.url), ask('Where?'));
    const provider = events.find((event) => event.type === 'text.done')?.provider ?? assert.fail('no phase');
    const items = [user('Where?'), item({ type: 'message', role: 'assistant', content: [textPart('I look.')] }, { provider }), user('So?')];
    const phases = async (model: string) => {
      await take(responsesAt(server.url, { id: model }), ask('', { items }));
      return (sent()?.input as { phase?: string }[]).map(({ phase }) => phase);
    };
    assert.deepEqual(await phases('m'), [undefined, 'commentary', undefined]);
    assert.deepEqual(await phases('other'), [undefined, undefined, undefined]);
  });

  suite('the answer', () => {
    test('is read past all that nobody knows yet', async () => {
      server.script({ reasoning: 'Hm.', text: 'Here it is.', calls: [{ name: 'f', arguments: '{"a":1}' }], noise: true });
      const seen = await take(responsesAt(server.url), ask('x'));
      assert.deepEqual([seen.reasoning, seen.text, seen.calls.length, seen.error], ['Hm.', 'Here it is.', 1, null]);
    });

    test('may be a refusal', async () => {
      server.script({ refusal: 'I can’t help with that.' });
      const { text, reason } = await take(responsesAt(server.url), ask('x'));
      assert.deepEqual([text, reason], ['I can’t help with that.', 'stop']);
    });

    test('is over with its last event, although the connection stays open', async () => {
      server.script({ text: 'All said.', ending: 'open' });
      const { text, reason, error } = await take(responsesAt(server.url), ask('x'));
      assert.deepEqual([text, reason, error], ['All said.', 'stop', null]);
      assert.equal((await server.requests[0]?.ended)?.by, 'client', 'the connection was closed');
    });

    test('is waited for as long as the server says that it works', async () => {
      server.script({ thinkingMs: 700, text: 'At last.' });
      const { text, error } = await take(responsesAt(server.url, { silence: { first: 60_000, next: 300 } }), ask('x'));
      assert.deepEqual([text, error], ['At last.', null]);
    });
  });

  suite('what passes is waited for', () => {
    const busy = (headers: Record<string, string>) => ({ status: 429, body: { error: { message: 'Slow.', code: 'slow_down' } }, headers });

    test('and the wait is told, with its end', async () => {
      server.script(busy({ 'retry-after-ms': '30' }));
      const before = Date.now();
      const { events, text } = await take(responsesAt(server.url), ask('say exactly: x'));
      assert.equal(text, 'x');
      const [waiting] = events;
      assert.ok(waiting?.type === 'waiting');
      assert.equal(waiting.waiting.message, `${server.url} takes no more requests for now; trying again`);
      assert.ok((waiting.waiting.until ?? 0) >= before + 30);
    });

    test('until it is stopped', async () => {
      server.script(busy({ 'retry-after': '50' }));
      const abort = new AbortController();
      const answer = responsesAt(server.url).respond(ask('x'), abort.signal);
      const { error } = await see(answer, ({ waited }) => waited.length > 0 && abort.abort());
      assert.ok(isAbort(error));
      assert.equal(server.requests.length, 1);
    });
  });
});
