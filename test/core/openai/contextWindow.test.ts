import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { createContextWindow, windowIn } from '../../../src/core/openai/contextWindow.ts';
import { listen, type Listening } from '../../fixtures/modelServer/listen.ts';

type Answers = Readonly<Record<string, unknown>>;
const NEVER = new AbortController().signal;

suite('the context window of a server’s model', () => {
  let server: Listening | undefined;
  const asked: string[] = [];
  teardown(async () => {
    asked.length = 0;
    await server?.close();
  });

  /** A server that answers these paths as JSON and nothing else. */
  async function serve(answers: Answers): Promise<URL> {
    server = await listen((request, response) => {
      void text(request).then((body) => {
        const route = `${request.method} ${request.url}${body && ` ${body}`}`;
        asked.push(route);
        const answer = answers[route];
        response.writeHead(answer === undefined ? 404 : 200).end(answer === undefined ? 'not found' : JSON.stringify(answer));
      });
    }, 0);
    return new URL(`${server.origin}/v1`);
  }

  const SHOW = 'POST /api/show {"model":"qwen3"}';
  const about = (parameters: string) => ({ parameters, model_info: { 'qwen3.context_length': 40_960 } });
  const cases: readonly (readonly [string, Answers, number | null])[] = [
    ['Ollama, loaded', { 'GET /api/ps': { models: [{ name: 'other', context_length: 1 }, { name: 'qwen3:latest', context_length: 8_192 }] }, [SHOW]: about('') }, 8_192],
    ['Ollama, set in the model file', { 'GET /api/ps': { models: [] }, [SHOW]: about('stop "<|im_end|>"\nnum_ctx                        16384') }, 16_384],
    ['Ollama, as it loads a model by itself', { 'GET /api/ps': { models: [] }, [SHOW]: about('temperature 0.6') }, 4_096],
    ['Ollama, which does not have the model', { 'GET /api/ps': { models: [] } }, null],
    ['llama.cpp', { 'GET /props': { default_generation_settings: { n_ctx: 12_288 } } }, 12_288],
    ['LM Studio, loaded', { 'GET /api/v0/models/qwen3': { state: 'loaded', loaded_context_length: 6_000, max_context_length: 131_072 } }, 6_000],
    ['LM Studio, not loaded', { 'GET /api/v0/models/qwen3': { state: 'not-loaded', max_context_length: 131_072 } }, null],
    ['vLLM', { 'GET /v1/models': { data: [{ id: 'other', max_model_len: 1 }, { id: 'qwen3', max_model_len: 32_768 }] } }, 32_768],
    ['a gateway', { 'GET /v1/models': { data: [{ id: 'qwen3', context_length: 200_000 }] } }, 200_000],
    ['a server that does not tell', { 'GET /v1/models': { data: [{ id: 'qwen3' }] } }, null],
  ];
  for (const [name, answers, tokens] of cases) {
    test(`is told by ${name}`, async () => {
      assert.equal(await createContextWindow('qwen3').tokens(await serve(answers), null, NEVER), tokens);
    });
  }

  test('comes with whether the model sees images, which is waited for', async () => {
    const url = await serve({ 'GET /api/v0/models/qwen3': { type: 'vlm', loaded_context_length: 6_000 }, 'GET /v1/models': { data: [{ id: 'qwen3' }] } });
    const window = createContextWindow('qwen3');
    assert.equal(await window.images(url, null, NEVER), true);
    const once = asked.length;
    assert.deepEqual([await window.tokens(url, null, NEVER), await window.images(url, null, NEVER), asked.length], [6_000, true, once]);
    await server?.close();
    assert.equal(await createContextWindow('qwen3').images(await serve({ 'GET /v1/models': { data: [{ id: 'qwen3' }] } }), null, NEVER), null);
  });

  test('is asked once and remembered, also of a server that does not tell', async () => {
    for (const [answers, tokens] of [[{ 'GET /props': { default_generation_settings: { n_ctx: 12_288 } } }, 12_288], [{}, null]] as const) {
      const url = await serve(answers);
      const window = createContextWindow('qwen3');
      assert.equal(await window.tokens(url, null, NEVER), tokens);
      const once = asked.length;
      for (let turn = 0; turn < 3; turn++) assert.equal(await window.tokens(url, null, NEVER), tokens);
      assert.equal(asked.length, once);
      await server?.close();
    }
  });

  test('is not waited for long: what comes late is known to the next question, and nothing is asked twice', async () => {
    const late = Promise.withResolvers<void>();
    server = await listen((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      if (request.url !== '/v1/models') return response.writeHead(404).end();
      return late.promise.then(() => response.end('{"data": [{"id": "qwen3", "context_length": 9000}]}'));
    }, 0);
    const url = new URL(`${server.origin}/v1`);
    const window = createContextWindow('qwen3');
    const before = performance.now();
    assert.equal(await window.tokens(url, null, NEVER), null);
    assert.ok(performance.now() - before < 1_300, `${performance.now() - before}`);
    const again = performance.now();
    assert.equal(await window.tokens(url, null, NEVER), null);
    assert.ok(performance.now() - again < 100, 'it is waited for once');
    late.resolve();
    while ((await window.tokens(url, null, NEVER)) === null) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await window.tokens(url, null, NEVER), 9_000);
    assert.equal(asked.length, 4, asked.join(', '));
  });

  test('is unknown while the server can’t be reached, and asked for later', async () => {
    const url = await serve({ 'GET /props': { default_generation_settings: { n_ctx: 12_288 } } });
    await server?.close();
    const window = createContextWindow('qwen3');
    assert.equal(await window.tokens(url, null, NEVER), null);
    server = await listen((_, response) => response.end('{"default_generation_settings": {"n_ctx": 512}}'), Number(url.port));
    assert.equal(await window.tokens(url, null, NEVER), 512);
  });

  test('stops being asked for when the run is stopped', async () => {
    server = await listen(() => {}, 0);
    const stop = new AbortController();
    const tokens = createContextWindow('qwen3').tokens(new URL(`${server.origin}/v1`), null, stop.signal);
    stop.abort();
    await assert.rejects(tokens, { name: 'AbortError' });
  });

  test('is learnt from the words of a refusal', () => {
    const words: readonly (readonly [string, number | null])[] = [
      ['This model’s maximum context length is 8192 tokens. However, your messages resulted in 9021 tokens.', 8_192],
      ['request (13392 tokens) exceeds the available context size (4096 tokens), try increasing it', 4_096],
      ['Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens', 4_096],
      ['prompt is too long: 210000 tokens > 200000 maximum', 200_000],
      ['The input exceeds the context window of this model.', null],
    ];
    for (const [said, tokens] of words) assert.equal(windowIn(said), tokens, said);
  });
});
