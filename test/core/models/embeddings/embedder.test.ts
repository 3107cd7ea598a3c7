import assert from 'node:assert/strict';
import { createEmbedder } from '../../../../src/core/models/embeddings/embedder.ts';
import { serverAt } from '../../../../src/core/models/servers.ts';
import { startEmbeddingServer, type EmbeddingServer, type EmbeddingServerOptions } from '../../../fixtures/embeddings/embeddingServer.ts';
import { memoryLog } from '../../../support/log.ts';

suite('an embedding model', () => {
  let server: EmbeddingServer;
  teardown(() => server.close());

  async function open(options: EmbeddingServerOptions = {}, model = 'embed-a', key?: string) {
    server = await startEmbeddingServer(options);
    return createEmbedder(serverAt(server.url), { id: `test/${model}`, model, apiKey: async () => key, log: memoryLog() });
  }
  const signal = new AbortController().signal;

  for (const isOllama of [false, true]) {
    suite(isOllama ? 'at Ollama' : 'at a server with OpenAI’s API', () => {
      test('gives a vector for each text, in their order', async () => {
        const embedder = await open({ isOllama });
        const { vectors: [apple, pear], tokens } = await embedder.embed(['apple', 'pear tree'], 'passage', signal);
        assert.deepEqual([apple?.length, tokens], [64, 3]);
        assert.deepEqual((await embedder.embed(['apple'], 'passage', signal)).vectors, [apple]);
        assert.deepEqual((await embedder.embed(['pear tree'], 'passage', signal)).vectors, [pear]);
        assert.ok(server.paths.includes(isOllama ? '/api/embed' : '/v1/embeddings'), server.paths.join());
      });

      test('a model that is not there is named, with what is there', async () => {
        const embedder = await open({ isOllama }, 'missing');
        await assert.rejects(embedder.embed(['a'], 'passage', signal), { code: 'model_not_found', message: /has no model “missing”/ });
      });

      test('of a text that is too long the beginning counts', async () => {
        const embedder = await open({ isOllama, mostWords: 50 });
        const { vectors } = await embedder.embed(['short', 'long words '.repeat(100), 'end'], 'passage', signal);
        assert.equal(vectors.length, 3);
        assert.deepEqual(vectors[2], (await embedder.embed(['end'], 'passage', signal)).vectors[0]);
      });

      test('more texts than a request takes go in several', async () => {
        const embedder = await open({ isOllama, mostInputs: 3 });
        const texts = Array.from({ length: 10 }, (_, index) => `text${index}`);
        assert.equal((await embedder.embed(texts, 'passage', signal)).vectors.length, 10);
        const refusals = server.refused.length;
        assert.equal((await embedder.embed(texts, 'passage', signal)).vectors.length, 10);
        assert.equal(server.refused.length, refusals, 'asks as many at once as were refused before');
      });

      test('a rate limit is waited for', async () => {
        const embedder = await open({ isOllama });
        server.script({ status: 429, body: { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } }, headers: { 'retry-after-ms': '1' } });
        assert.equal((await embedder.embed(['a'], 'question', signal)).vectors.length, 1);
      });
    });
  }

  test('a wrong key is told in a sentence', async () => {
    const embedder = await open({ apiKey: ['k', '1'].join('') }, 'embed-a', 'other');
    await assert.rejects(embedder.embed(['a'], 'passage', signal), { code: 'model_unauthorized', message: /does not accept the API key/ });
  });

  test('a server that is gone is told in a sentence', async () => {
    const embedder = await open();
    await server.close();
    const gone = assert.rejects(embedder.embed(['a'], 'passage', signal), { code: 'model_unreachable' });
    await gone;
    server = await startEmbeddingServer();
  });

  test('an answer without the vectors is refused', async () => {
    const embedder = await open();
    server.script({ status: 200, body: { data: [{ index: 0, embedding: [] }] } });
    await assert.rejects(embedder.embed(['a'], 'passage', signal), { code: 'model_bad_answer' });
  });

  test('stops when it is told to', async () => {
    const embedder = await open();
    const release = server.hold();
    const stop = new AbortController();
    const asked = embedder.embed(['a'], 'passage', stop.signal);
    stop.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    release();
  });

  test('a model whose makers want it is told what a text is for', async () => {
    const embedder = await open({ models: ['nomic-embed-text'] }, 'nomic-embed-text');
    await embedder.embed(['a'], 'passage', signal);
    await embedder.embed(['a'], 'question', signal);
    assert.deepEqual(server.answered, [['search_document: a'], ['search_query: a']]);
  });
});
