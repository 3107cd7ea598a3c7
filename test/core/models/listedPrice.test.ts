import assert from 'node:assert/strict';
import { createModels } from '../../../src/core/models/models.ts';
import { askedModel } from '../../../src/core/runs/askedModel.ts';
import { listedPrice } from '../../../src/core/openai/listedPrice.ts';
import { usageOf } from '../../../src/core/types/run.ts';
import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import { listen, type Listening } from '../../fixtures/modelServer/listen.ts';
import { memoryLog } from '../../support/log.ts';
import { openRunsRoom, type RunsRoom } from '../runs/runsRoom.ts';

suite('the price that a server’s list tells', () => {
  const FORMS: readonly (readonly [what: string, entry: object, price: object | null])[] = [
    ['OpenRouter’s', { pricing: { prompt: '0.000001', completion: '0.000005', input_cache_read: '0.0000001' } }, { input: 1, cached: 0.1, output: 5 }],
    ['a free one', { pricing: { prompt: '0', completion: '0' } }, { input: 0, cached: 0, output: 0 }],
    ['for a million', { pricing: { hourly: 0, input: 0.2, output: 0.6 } }, { input: 0.2, cached: 0.2, output: 0.6 }],
    ['a gateway’s', { pricing: { input: '0.000003', output: '0.000015' } }, { input: 3, cached: 3, output: 15 }],
    ['LiteLLM’s', { input_cost_per_token: 0.000002, output_cost_per_token: 0.000008 }, { input: 2, cached: 2, output: 8 }],
    ['none', { pricing: { prompt: '-1', completion: '-1' } }, null],
    ['a half one', { pricing: { prompt: '0.000001' } }, null],
    ['nothing', { pricing: null }, null],
  ];
  for (const [what, entry, price] of FORMS) {
    test(`is read: ${what}`, () => {
      const read = listedPrice(entry);
      const rounded = read && Object.fromEntries(Object.entries(read).map(([name, value]) => [name, Number(value.toFixed(6))]));
      assert.deepEqual(rounded, price);
    });
  }

  suite('makes the cost of an answer', () => {
    let room: RunsRoom;
    let server: Listening;
    let lists = 0;
    setup(async () => {
      lists = 0;
      room = await openRunsRoom();
      server = await listen((request, response) => {
        if (request.url === '/v1/models') {
          lists++;
          response.end(JSON.stringify({ data: [{ id: 'org/s', pricing: { prompt: '0.000001', completion: '0.000005' } }] }));
        } else if (request.url === '/v1/chat/completions') {
          const chunk = { choices: [{ index: 0, delta: { content: 'ok' }, finish_reason: 'stop' }], usage: { prompt_tokens: 1_000_000, completion_tokens: 100_000 } };
          request.resume().on('end', () => response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`));
        } else response.writeHead(404).end();
      }, 0);
    });
    teardown(async () => {
      await server.close();
      await room.close();
    });

    /** @param host by which the server is, or is not, on this machine */
    async function cost(host: string, prices = {}): Promise<number | null> {
      const url = `${server.origin.replace('127.0.0.1', host)}/v1`;
      const settings = { id: '', servers: { lab: { url, api: 'chatCompletions' } }, azureEndpoint: '', prices, interpreter: 'local' } as const;
      const models = createModels({ settings: () => settings, apiKey: async () => undefined, vscodeModel: null, log: memoryLog() });
      const model = await askedModel({ secrets: 'masked', model: (id) => models(id, EDITOR_ADVICE) }, 'lab/org/s').model(new AbortController().signal);
      const { runs, ask } = await room.runsWith(model, [], {}, { consents: { known: () => 'always', ask: async () => 'always' } });
      await ask('Hello?');
      const run = await ask('And now?');
      await runs.close();
      return usageOf(run).cost;
    }

    test('in the very turn in which it is asked for, once', async () => {
      assert.equal(await cost('0.0.0.0'), 1.5);
      assert.equal(lists, 1);
    });

    test('unless the user has set another', async () => {
      assert.equal(await cost('0.0.0.0', { 'lab/org/s': { input: 2, output: 10 } }), 3);
      assert.equal(lists, 0);
    });

    test('of a model on this machine is nothing, and nobody asks', async () => {
      assert.equal(await cost('127.0.0.1'), 0);
      assert.equal(lists, 0);
    });
  });
});
