import assert from 'node:assert/strict';
import { createAtServer } from '../../../../src/core/models/atServer.ts';
import { createLessons, lessonKey, shortMemory, type Memory } from '../../../../src/core/models/lessons.ts';
import { serverAt } from '../../../../src/core/models/servers.ts';
import { errorInfo } from '../../../../src/core/types/errors.ts';
import type { Event } from '../../../fixtures/providers/chunks.ts';
import { startOllama, done, says, type Ollama, type OllamaOptions } from '../../../fixtures/providers/ollama/ollama.ts';
import { memoryLog } from '../../../support/log.ts';
import { ask, calledThread, options, take, TOOLS, user } from '../turn.ts';

/** As a model counts, about so many tokens. */
const text = (tokens: number) => 'word '.repeat((tokens * 4) / 5);

const IMAGE = { type: 'image', detail: 'auto', source: { kind: 'url', url: 'data:image/png;base64,iVBORw0=' } } as const;

suite('a model by Ollama’s own API', () => {
  let server: Ollama;
  const start = async (set: OllamaOptions = {}) => (server = await startOllama(set));
  teardown(() => server.close());

  const modelAt = (memory: Memory = shortMemory()) =>
    createAtServer(serverAt(server.url), { id: 'ollama/s', model: 's', apiKey: async () => undefined, log: memoryLog(), interpreter: 'local', price: null, memory });
  const windows = () => server.taken.map(({ body }) => (body as { options?: { num_ctx?: number } }).options?.num_ctx);
  const sent = (index = -1) => server.taken.at(index)?.body as unknown as Record<string, unknown>;

  suite('the window', () => {
    test('is as large as the request needs, and grows with it; nothing is ever cut', async () => {
      await start({ isOld: true });
      const model = modelAt();
      for (const tokens of [20, 5_000, 9_000, 400]) assert.equal((await take(model, ask(text(tokens)))).text, 'ok');
      assert.deepEqual(windows(), [4_096, 8_192, 12_288, 12_288], 'a model that is loaded with enough is not loaded anew');
      assert.deepEqual([server.loads, server.truncated], [[4_096, 8_192, 12_288], 0]);
    });

    test('is told with what the turn took', async () => {
      await start();
      const { usage } = await take(modelAt(), ask(text(5_000)));
      assert.equal(usage?.window, 8_192);
    });

    test('of a model that is loaded with a larger one stays', async () => {
      await start({ trained: 131_072, loaded: 65_536 });
      await take(modelAt(), ask('Hello'));
      assert.deepEqual([windows(), server.loads], [[65_536], []]);
    });

    test('is the user’s where it is set for the model', async () => {
      await start({ set: 6_000 });
      const model = modelAt();
      assert.equal(await model.contextTokens(new AbortController().signal), 6_000);
      await take(model, ask('Hello'));
      assert.deepEqual(windows(), [6_000]);
    });

    test('is no larger than the model was made for', async () => {
      await start({ trained: 8_192 });
      const model = modelAt();
      assert.equal(await model.contextTokens(new AbortController().signal), 8_192);
      await take(model, ask(text(7_000)));
      assert.deepEqual(windows(), [8_192]);
    });

    test('is what the machine has memory for: asked for once, remembered after a restart', async () => {
      await start({ memory: 8_192 });
      const memory = shortMemory();
      const first = await take(modelAt(memory), ask(text(7_500)));
      assert.deepEqual([first.text, windows(), server.refused.length], ['ok', [8_192], 1]);
      assert.equal(await modelAt(memory).contextTokens(new AbortController().signal), 8_192);
    });

    test('without memory for any is a failure with a sentence, at once', async () => {
      await start({ memory: 1_000 });
      const { error } = await take(modelAt(), ask('Hello'));
      assert.match(errorInfo(error).message, /^There is not enough memory for “s” where http:\S+ runs; close other programs there, or choose a smaller model\.$/);
      assert.equal(server.refused.length, 1, 'no waiting helps');
    });

    test('is larger where the server counts more than was thought, from then on', async () => {
      await start();
      const model = modelAt();
      const request = ask('a               '.repeat(55_000 / 16));
      assert.equal((await take(model, request)).text, 'ok');
      assert.deepEqual([windows(), server.refused.length], [[16_384], 1]);
      await take(model, ask('a               '.repeat(70_000 / 16)));
      assert.deepEqual([windows().at(-1), server.refused.length], [24_576, 1]);
    });
  });

  suite('the request', () => {
    test('asks for the model to be kept, unless the user keeps it longer', async () => {
      await start();
      await take(modelAt(), ask('Hello'));
      assert.equal(sent()['keep_alive'], '30m');
      await server.close();
      await start({ loaded: 4_096, keptMs: 24 * 60 * 60_000 });
      await take(modelAt(), ask('Hello'));
      assert.ok(!('keep_alive' in sent()));
    });

    test('has options, tools and thinking as Ollama takes them', async () => {
      await start();
      const schema = { type: 'object', properties: {} };
      const format = { type: 'json_schema', name: 'x', description: null, schema, strict: true } as const;
      const more = options({ temperature: 0.5, topP: 0.9, maxOutputTokens: 100, reasoningEffort: 'low', responseFormat: format });
      await take(modelAt(), ask('Hello', { tools: TOOLS, ...more }));
      assert.deepEqual(sent()['options'], { num_ctx: 4_096, temperature: 0.5, top_p: 0.9, num_predict: 100 });
      assert.deepEqual([sent()['format'], sent()['think'], (sent()['tools'] as unknown[]).length], [schema, true, 2]);
    });

    test('has a call with its arguments as an object, and its result by name', async () => {
      await start();
      await take(modelAt(), ask('', { items: calledThread(), tools: TOOLS }));
      const [, , call, result] = sent()['messages'] as readonly Record<string, unknown>[];
      assert.deepEqual(call?.['tool_calls'], [{ id: 'c1', function: { name: 'weather', arguments: { city: 'Bonn' } } }]);
      assert.deepEqual(result, { role: 'tool', content: 'rain', tool_name: 'weather', tool_call_id: 'c1' });
    });

    test('shows images by their bytes', async () => {
      await start();
      await take(modelAt(), ask('', { items: [user('What is this?', IMAGE)] }));
      assert.deepEqual((sent()['messages'] as readonly Record<string, unknown>[])[1]?.['images'], ['iVBORw0=']);
    });

    test('shows images also to a model that calls no tools', async () => {
      await start({ capabilities: ['completion', 'vision'] });
      const model = modelAt();
      assert.equal(await model.seesImages?.(new AbortController().signal), true);
      await take(model, ask('', { items: [user('What is this?', IMAGE)], tools: TOOLS }));
      assert.deepEqual((sent()['messages'] as readonly Record<string, unknown>[])[1]?.['images'], ['iVBORw0=']);
    });

    test('tells a model that sees none of an image by its name, so that nothing is refused', async () => {
      await start({ capabilities: ['completion', 'tools'] });
      const model = modelAt();
      assert.equal(await model.seesImages?.(new AbortController().signal), false);
      assert.equal((await take(model, ask('', { items: [user('What is this?', IMAGE)] }))).text, 'ok');
      const [, message] = sent()['messages'] as readonly Record<string, unknown>[];
      assert.match(String(message?.['content']), /What is this\?\s+\[image: .+, which you can’t see\]/);
      assert.ok(message && !('images' in message));
    });

    test('tells of tools in words where the model calls none, without being refused first', async () => {
      await start({ capabilities: ['completion'] });
      server.script([says({ content: '```json\n{"name":"file_search","arguments":{"query":"a"}}\n```' })]);
      const { calls } = await take(modelAt(), ask('Where?', { tools: TOOLS, ...options({ reasoningEffort: 'high' }) }));
      assert.deepEqual([calls.map(({ name }) => name), server.refused.length, 'tools' in sent(), 'think' in sent()], [['file_search'], 0, false, false]);
    });
  });

  suite('the answer', () => {
    test('is thoughts, text and calls, each apart, with what it took', async () => {
      await start();
      const call = (query: string) => ({ function: { index: 0, name: 'file_search', arguments: { query } } });
      server.script([says({ thinking: 'hm ' }), says({ thinking: 'hm' }), says({ content: 'I ' }), says({ content: 'look.' }), says({ tool_calls: [call('a')] }), says({ tool_calls: [call('b')] }), done({ prompt_eval_count: 70, eval_count: 30 })]);
      const { reasoning, text: said, calls, usage, reason } = await take(modelAt(), ask('Where?', { tools: TOOLS }));
      assert.deepEqual([reasoning, said, reason, usage?.inputTokens, usage?.outputTokens], ['hm hm', 'I look.', 'stop', 70, 30]);
      assert.deepEqual(calls.map((each) => each.arguments), ['{"query":"a"}', '{"query":"b"}']);
      assert.equal(new Set(calls.map(({ callId }) => callId)).size, 2);
    });

    test('that is cut at its limit says so', async () => {
      await start();
      server.script([says({ content: 'Ye' }), done({ done_reason: 'length' })]);
      assert.equal((await take(modelAt(), ask('x'))).reason, 'length');
    });

    const FAILURES: readonly (readonly [what: string, lines: readonly Event[], message: RegExp])[] = [
      ['fails in the middle', [says({ content: 'Ye' }), { error: 'llama runner process has terminated' }], /failed: llama runner process has terminated; try again/],
      ['just ends', [says({ content: 'Ye' }), { ...says({}), done: false, error: undefined }], /ended too early/],
    ];
    for (const [what, lines, message] of FAILURES) {
      test(`that ${what} is a failure; what had come stays`, async () => {
        await start();
        server.script(lines);
        const { text: said, error } = await take(modelAt(), ask('x'));
        assert.equal(said, 'Ye');
        assert.match(errorInfo(error).message, message);
      });
    }

    test('that names no such model says which there are', async () => {
      await start();
      const model = createAtServer(serverAt(server.url), { id: 'ollama/x', model: 'x', apiKey: async () => undefined, log: memoryLog(), interpreter: 'local', price: null });
      assert.match(errorInfo((await take(model, ask('Hello'))).error).message, /has no model “x”; it has s\./);
    });

    test('is waited for with a sentence while the model is loaded', async () => {
      const loading = Promise.withResolvers<void>();
      await start({ loading: loading.promise });
      const events: string[] = [];
      for await (const event of modelAt().respond(ask(text(5_000)), new AbortController().signal)) {
        events.push(event.type === 'waiting' ? event.waiting.message : event.type);
        if (event.type === 'waiting') loading.resolve();
      }
      assert.deepEqual(events.filter((event) => !['begun', 'usage', 'end'].includes(event)), ['Loading s with a window of 8,192 tokens', 'text']);
    });
  });

  suite('is found out', () => {
    test('by the first question, and is not asked about again', async () => {
      await start();
      const model = modelAt();
      const question = async () => {
        await model.contextTokens(new AbortController().signal);
        await take(model, ask('Hello'));
      };
      await question();
      const first = { ...server.probes };
      for (let turn = 1; turn < 4; turn++) await question();
      assert.deepEqual(server.probes, { ...first, '/api/chat': 4 });
      assert.ok(!('/v1/responses' in server.probes));
    });

    test('and OpenAI’s API is asked where a server has that one alone', async () => {
      await start({ hasChat: false });
      const memory = shortMemory();
      // It was another version when it was asked last.
      createLessons(memory, lessonKey(serverAt(server.url), 's')).learn({ api: 'ollama' });
      for (const model of [modelAt(memory), modelAt(memory)]) assert.equal((await take(model, ask('Hello'))).text, 'ok');
      assert.deepEqual([server.probes['/api/chat'], server.probes['/v1/responses']], [1, 1], 'which is remembered');
    });
  });
});
