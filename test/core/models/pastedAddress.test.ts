import assert from 'node:assert/strict';
import { createModels } from '../../../src/core/models/models.ts';
import { listModels } from '../../../src/core/models/listModels.ts';
import { serversOf } from '../../../src/core/models/servers.ts';
import { createUpstream } from '../../../src/core/models/upstream.ts';
import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { memoryLog } from '../../support/log.ts';
import { jsonServer } from './jsonServer.ts';
import { ask, take } from './turn.ts';

suite('an address as people paste it', () => {
  let server: ModelServer;
  setup(async () => {
    server = await startModelServer();
  });
  teardown(() => server.close());

  for (const [name, pasted] of [
    ['without /v1', (url: string) => url.replace('/v1', '')],
    ['with the route of a request', (url: string) => `${url}/chat/completions`],
    ['with a slash', (url: string) => `${url}/`],
  ] as const) {
    test(`${name} works: its models are listed and answer`, async () => {
      const address = pasted(server.url);
      const settings = { id: '', servers: { lab: { url: address, api: 'chatCompletions' as const } }, azureEndpoint: '', prices: {}, interpreter: 'local' as const };
      const parts = { apiKey: async () => 'Bearer sk-abc', vscodeModel: null, log: memoryLog() };
      const model = createModels({ settings: () => settings, ...parts })('lab/stand-in', EDITOR_ADVICE);
      for (const said of ['Hi', 'Hi again']) assert.equal((await take(model, ask(`Say exactly: ${said}`))).text, said);
      const lab = serversOf(settings).find((each) => each.name === 'lab') ?? assert.fail();
      const { models: listed } = await listModels(lab, { key: undefined, timeoutMs: 5_000, log: memoryLog() });
      assert.ok(listed.some((each) => each.name === 'stand-in'));
      const upstream = await createUpstream({ baseUrl: address, apiKey: undefined, fallback: null, log: memoryLog() });
      assert.ok((await upstream.names()).includes('stand-in'));
    });
  }

  test('lists tell prices, by the million tokens', async () => {
    const pricing = { prompt: '0.000001', completion: '0.000005', input_cache_read: '0.0000001' };
    const gateway = await jsonServer({ '/v1/models': [{ id: 'a/b', pricing }, { id: 'a/c', pricing: { prompt: '-1', completion: '-1' } }] });
    const lab = { name: 'lab', label: 'lab', baseUrl: `${gateway.origin}/v1`, api: 'auto', keyHeader: 'authorization' } as const;
    const { models: listed } = await listModels(lab, { key: undefined, timeoutMs: 5_000, log: memoryLog() });
    assert.deepEqual(listed.map(({ price }) => price && [price.input, price.output].map(Math.round)), [[1, 5], undefined]);
    await gateway.close();
  });
});
