import assert from 'node:assert/strict';
import { listModels } from '../../../src/core/models/listModels.ts';
import { serversOf, type Server } from '../../../src/core/models/servers.ts';
import { testKey } from '../../../src/core/models/testKey.ts';
import { startModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { startOpenAI } from '../../fixtures/openai/openai.ts';
import { memoryLog } from '../../support/log.ts';
import { jsonServer } from './jsonServer.ts';

const KEY = 'sk-proj-a8Kx2mQ9vLw4Tz7RbN1cYp5Jd3Hf6SgE0uWi';

/** A server as the settings name it. */
function server(name: string, baseUrl: string): Server {
  return serversOf({ id: '', servers: { [name]: baseUrl }, azureEndpoint: '', prices: {}, interpreter: 'local' }).find((server) => server.name === name) ?? assert.fail();
}

function options(key?: string, log = memoryLog()) {
  return { key, timeoutMs: 10_000, log };
}

suite('the models of a server', () => {
  test('of OpenAI are those for a chat, with the day on which they go', async () => {
    const openai = await startOpenAI();
    const { models } = await listModels(server('openai', openai.url), options());
    assert.deepEqual(models.map(({ name }) => name), ['gpt-6.1-terra', 'gpt-6.1-sol', 'gpt-6-luna', 'gpt-4o']);
    assert.deepEqual(models.at(-1)?.shutdown, { date: '2027-01-14', successor: 'gpt-6-luna' });
    assert.equal(models[0]?.contextTokens, 1_050_000);
    await openai.close();
  });

  test('of OpenAI that the catalog does not know go on the day that OpenAI names, and what serves another end is left out', async () => {
    const ids = ['gpt-7', 'gpt-7-audio', 'gpt-realtime-3', 'o9', 'gpt-image-3', 'whisper-1', 'gpt-7-search-api', 'tts-1', 'omni-moderation'];
    const openai = await jsonServer({ '/v1/models': { data: ids.map((id) => ({ id, shutdown_date: id === 'o9' ? '2028-05-01' : null })) } });
    const { models } = await listModels(server('openai', `${openai.origin}/v1`), options());
    assert.deepEqual(models, [
      { name: 'gpt-7', contextTokens: null, shutdown: null },
      { name: 'o9', contextTokens: null, shutdown: { date: '2028-05-01' } },
    ]);
    await openai.close();
  });

  test('elsewhere are all that are no embeddings, with the size that the server tells', async () => {
    const data = [
      { id: 'qwen3:8b' },
      { id: 'nomic-embed-text:latest' },
      { id: 'router/model', context_length: 131_072 },
      { id: 'llama', meta: { n_ctx_train: 8_192 } },
      { id: 'odd', context_length: 'many', meta: null },
    ];
    const lab = await jsonServer({ '/v1/models': { data } });
    assert.deepEqual(
      (await listModels(server('lab', `${lab.origin}/v1`), options())).models.map(({ name, contextTokens }) => [name, contextTokens]),
      [['qwen3:8b', null], ['router/model', 131_072], ['llama', 8_192], ['odd', null]],
    );
    await lab.close();
  });

  test('may be none, which some servers tell by null', async () => {
    const empty = await jsonServer({ '/v1/models': { object: 'list', data: null } });
    assert.deepEqual((await listModels(server('ollama', `${empty.origin}/v1`), options())).models, []);
    await empty.close();
  });
});

suite('a key', () => {
  test('that the server takes', async () => {
    const locked = await startModelServer({ apiKey: KEY });
    assert.equal(await testKey(server('lab', locked.url), options(KEY)), 'lab takes the key.');
    await locked.close();
  });

  test('that it does not take, and repeats, is in no sentence and no log', async () => {
    const lab = await startModelServer({ apiKey: 'sk-other' });
    const log = memoryLog();
    await assert.rejects(testKey(server('lab', lab.url), options(KEY, log)), {
      code: 'model_unauthorized',
      action: 'setApiKey',
      message: `${lab.url} does not accept the API key; set another one.`,
    });
    assert.ok(log.lines.length > 0);
    assert.ok(!log.lines.join().includes(KEY));
    await lab.close();
  });

  test('that can’t be told, since the list is open to everyone', async () => {
    const open = await startModelServer();
    assert.match(await testKey(server('lab', open.url), options(KEY)), /^lab lists its models without a key, too: /);
    await open.close();
  });
});
