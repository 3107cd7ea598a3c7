import assert from 'node:assert/strict';
import { createModels, type ModelsOptions } from '../../../src/core/models/models.ts';
import { askedModel } from '../../../src/core/runs/askedModel.ts';
import type { Front } from '../../../src/core/runs/front.ts';
import type { ModelSettings } from '../../../src/core/models/servers.ts';
import { EDITOR_ADVICE } from '../../../src/editor/advice.ts';
import { errorInfo } from '../../../src/core/types/errors.ts';
import { listen } from '../../fixtures/modelServer/listen.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { startOpenAI } from '../../fixtures/openai/openai.ts';
import { memoryLog } from '../../support/log.ts';
import { scriptedModel } from '../../support/scriptedModel.ts';
import { ask, item, take, TOOLS, user } from './turn.ts';
import { jsonServer } from './jsonServer.ts';

const RANDOM = 'a8Kx2mQ9vLw4Tz7RbN1cYp5Jd3Hf6SgE0uWi';
const NONE: ModelSettings = { id: '', servers: {}, azureEndpoint: '', prices: {}, interpreter: 'local' };
const never = new AbortController().signal;

/** The models of these settings, which a test may change. */
function modelsOf(settings: Partial<ModelSettings>, options: Partial<ModelsOptions> = {}) {
  const set = { ...NONE, ...settings };
  const models = createModels({ settings: () => set, apiKey: async () => undefined, vscodeModel: null, log: memoryLog(), ...options });
  return { set, models: (id: string | null) => models(id, EDITOR_ADVICE) };
}

suite('models', () => {
  let server: ModelServer;
  suiteSetup(async () => {
    server = await startModelServer({ models: ['stand-in', 'org/big:8b'] });
  });
  suiteTeardown(() => server.close());

  test('nothing set up is search only, which sends nothing', () => {
    const { models } = modelsOf({});
    assert.equal(models(null).label, 'Search only');
    assert.equal(models(null).isLanguageModel, false);
    assert.equal(modelsOf({ id: 'lab/x' }).models('search-only').label, 'Search only');
  });

  test('an id names a server and the model there, which may have slashes', async () => {
    const { models } = modelsOf({ id: 'lab/org/big:8b', servers: { lab: server.url } });
    const seen = await take(models(null), ask('Say exactly: Hello.'));
    assert.equal(seen.text, 'Hello.');
    assert.equal(server.requests.at(-1)?.body.model, 'org/big:8b');
    assert.deepEqual(models(null).destination, { kind: 'local' });
  });

  test('an assistant’s own model goes before the one that is set up', () => {
    const { models } = modelsOf({ id: 'lab/one', servers: { lab: server.url } });
    assert.equal(models('lab/two').label, 'two');
  });

  test('a model stays the same until its settings change', () => {
    const { models, set } = modelsOf({ servers: { lab: server.url } });
    const before = models('lab/stand-in');
    assert.equal(models('lab/other') === before, false);
    assert.equal(models('lab/stand-in'), before);
    Object.assign(set, { servers: { lab: `${server.url}/moved` } });
    assert.notEqual(models('lab/stand-in'), before);
  });

  suite('that are set up by half say what is missing', () => {
    const cases: readonly (readonly [what: string, id: string, sentence: RegExp])[] = [
      ['no such server', 'lab/x', /^“lab\/x” is on a server “lab” that docent\.model\.servers does not have; add it or choose another model\.$/],
      ['no server', 'gpt-6.1-terra', /^“gpt-6\.1-terra” is no model’s id, which looks like openai\/gpt-6\.1-terra; choose a model\.$/],
      ['Azure without its endpoint', 'azure/x', /^Set docent\.model\.azureEndpoint/],
      ['VS Code’s without a vendor', 'vscode/x', /^“vscode\/x” names no vendor: ids of VS Code’s models look like vscode\/copilot\//],
      ['VS Code’s without VS Code', 'vscode/copilot/x', /^VS Code’s language models answer in VS Code alone/],
    ];
    for (const [what, id, sentence] of cases) {
      test(what, async () => {
        const { error } = await take(modelsOf({}).models(id), ask('Hello?'));
        assert.ok(error instanceof Error);
        assert.match(error.message, sentence);
      });
    }

    test('a key in the place of an id or of an address is not repeated', async () => {
      const key = `sk-proj-${RANDOM}`;
      for (const settings of [{ id: key }, { id: `${key}/x` }, { id: 'lab/x', servers: { lab: key } }, { id: 'azure/x', azureEndpoint: key }]) {
        const model = modelsOf(settings).models(null);
        const { error } = await take(model, ask('Hello?'));
        assert.ok(error instanceof Error);
        for (const said of [model.label, error.message, JSON.stringify(model.destination)]) assert.ok(!said.includes(RANDOM), said);
      }
    });
  });

  suite('of OpenAI', () => {
    test('have their size and price from the catalog, dated names, too', async () => {
      const { models } = modelsOf({});
      for (const id of ['openai/gpt-6.1-terra', 'openai/gpt-6.1-terra-2026-10-26']) {
        const model = models(id);
        assert.deepEqual(model.price, { input: 1, cached: 0.05, output: 5 });
        assert.equal(await model.contextTokens(never), 1_050_000);
        assert.deepEqual(model.destination, { kind: 'remote', host: 'api.openai.com', files: false });
      }
      assert.equal(models('openai/gpt-7').price, null);
    });

    test('are asked by Responses, at another address where the user says so', async () => {
      const openai = await startOpenAI();
      const { models } = modelsOf({ servers: { openai: openai.url } });
      assert.equal((await take(models('openai/gpt-6.1-terra'), ask('Say exactly: From the proxy.'))).text, 'From the proxy.');
      await openai.close();
    });

    test('run code in a container where the settings say so', async () => {
      const openai = await startOpenAI();
      const { models, set } = modelsOf({ servers: { openai: openai.url } });
      const toolsSent = async () => {
        await take(models('openai/gpt-6.1-terra'), ask('Say exactly: Hello.', { tools: TOOLS }));
        return openai.requests.at(-1)?.body.tools?.map(({ type }) => type);
      };
      assert.deepEqual(await toolsSent(), ['function', 'function']);
      Object.assign(set, { interpreter: 'openai' });
      assert.deepEqual(await toolsSent(), ['function', 'code_interpreter']);
      await openai.close();
    });

    test('get files only where code runs there', () => {
      const { models, set } = modelsOf({ interpreter: 'openai', azureEndpoint: 'https://x.openai.azure.com' });
      const filesOf = (id: string) => (({ destination }) => destination.kind === 'remote' && destination.files)(models(id));
      assert.deepEqual([filesOf('openai/gpt-6.1-terra'), filesOf('azure/gpt-6.1-terra')], [true, false]);
      Object.assign(set, { interpreter: 'local' });
      assert.equal(filesOf('openai/gpt-6.1-terra'), false);
    });

    test('a price of the user’s goes before the catalog’s; without one for cached tokens they cost what others do', () => {
      const { models, set } = modelsOf({ prices: { 'openai/gpt-6.1-terra': { input: 3, output: 9 }, 'lab/x': { input: 1, cached: 0, output: 2 } } });
      Object.assign(set, { servers: { lab: server.url } });
      assert.deepEqual(models('openai/gpt-6.1-terra').price, { input: 3, cached: 3, output: 9 });
      assert.deepEqual(models('lab/x').price, { input: 1, cached: 0, output: 2 });
      assert.deepEqual(models('lab/y').price, { input: 0, cached: 0, output: 0 }, 'on this machine');
      Object.assign(set, { servers: { lab: 'https://lab.example.com/v1' } });
      assert.equal(models('lab/y').price, null);
    });
  });

  suite('of Azure', () => {
    for (const [what, key, header, value] of [
      ['a key in a header of its own', 'a1b2c3', 'api-key', 'a1b2c3'],
      ['a token of the directory as others do', 'eyJhbGciOiJub25lIn0.e30.x', 'authorization', 'Bearer eyJhbGciOiJub25lIn0.e30.x'],
    ] as const) {
      test(`get ${what}, below the resource’s address`, async () => {
        const azure = await jsonServer({});
        const { models } = modelsOf({ azureEndpoint: azure.origin }, { apiKey: async (url) => (url === `${azure.origin}/openai/v1` ? key : 'wrong') });
        await take(models('azure/my-terra'), ask('Hello?'));
        const { headers, url } = azure.requests[0] ?? assert.fail();
        assert.match(url, /^\/openai\/v1\//);
        assert.equal(headers[header], value);
        assert.equal(headers[header === 'api-key' ? 'authorization' : 'api-key'], undefined);
        await azure.close();
      });
    }
  });

  test('of VS Code are given by the editor', () => {
    const model = scriptedModel();
    const { models } = modelsOf({ id: 'vscode/copilot/gpt' }, { vscodeModel: (id) => (id === 'vscode/copilot/gpt' ? model : assert.fail()) });
    assert.equal(models(null), model);
  });

  suite('keep secrets', () => {
    const kept = (model: Front['model'], id: string) => askedModel({ secrets: 'masked', model }, id).model(new AbortController().signal);
    const token = `ghp_${RANDOM}`;
    const request = ask('', {
      instructions: `The key is ${token}.`,
      items: [
        user(`Is ${token} still valid?`, { type: 'selection', path: 'a.ts', language: 'ts', lines: { start: 1, end: 2 }, text: `x\nkey = "${token}"` }),
        item({
          type: 'code_interpreter_call',
          callId: 'call_1',
          arguments: `{"code":"print('${token}')"}`,
          code: '',
          error: null,
          outputs: [{ type: 'logs', stream: 'stdout', text: token }, { type: 'table', title: '', columns: ['t'], rows: [[token]], totalRows: 1 }],
        }),
        item({ type: 'message', role: 'user', content: [{ type: 'text', text: 'Say exactly: Well kept.', annotations: [] }] }, { runId: null }),
      ],
    });

    test('what goes to another machine has a mark in their place', async () => {
      // Loopback by an address that does not say so.
      const { models } = modelsOf({ servers: { lab: server.url.replace('127.0.0.1', '0.0.0.0') } });
      assert.equal((await take(await kept(models, 'lab/stand-in'), request)).text, 'Well kept.');
      const sent = JSON.stringify(server.requests.at(-1)?.body);
      assert.ok(!sent.includes(RANDOM), sent);
      assert.equal(sent.split('[secret left out]').length, 7);
    });

    test('so has what Ollama passes on to its own servers, though it is asked on this machine', async () => {
      const { models } = modelsOf({ servers: { ollama: server.url } });
      for (const name of ['stand-in:120b-cloud', 'stand-in:cloud']) {
        const model = await kept(models, `ollama/${name}`);
        assert.deepEqual(model.destination, { kind: 'remote', host: 'ollama.com', files: false });
        await take(model, request);
        assert.ok(!JSON.stringify(server.requests.at(-1)?.body).includes(RANDOM));
      }
      for (const name of ['cloud', 'cloud:8b', 'stand-in-cloud', 'stand-in:8b']) {
        assert.deepEqual(models(`ollama/${name}`).destination, { kind: 'local' }, name);
      }
    });

    test('so has what Ollama passes on under a name of the user’s own, as it says itself', async () => {
      const ollama = await jsonServer({ '/api/show': { remote_host: 'https://ollama.com:443', remote_model: 'gpt-oss:120b' } });
      const { models } = modelsOf({ servers: { ollama: `${ollama.origin}/v1` } });
      assert.deepEqual((await kept(models, 'ollama/mine')).destination, { kind: 'remote', host: 'ollama.com', files: false });
      assert.equal((await kept(models, 'ollama/mine')).price, null, 'It may cost something');
      await ollama.close();
      const { models: local } = modelsOf({ servers: { ollama: server.url } });
      assert.deepEqual((await kept(local, 'ollama/mine')).destination, { kind: 'local' });
    });

    test('so has what goes to a server that the user has marked as remote', async () => {
      const { models } = modelsOf({ servers: { lab: { url: server.url, remote: true } } });
      const model = await kept(models, 'lab/stand-in');
      assert.deepEqual(model.destination, { kind: 'remote', host: new URL(server.url).host, files: false });
      await take(model, request);
      assert.ok(!JSON.stringify(server.requests.at(-1)?.body).includes(RANDOM));
    });

    test('on this machine a model reads all', async () => {
      const { models } = modelsOf({ servers: { lab: server.url } });
      await take(await kept(models, 'lab/stand-in'), request);
      assert.equal(JSON.stringify(server.requests.at(-1)?.body).split(token).length, 7);
    });
  });

  test('requests go through the global fetch of the moment, in which VS Code puts its proxy and certificates', async () => {
    const { models } = modelsOf({ servers: { lab: { url: server.url, api: 'chatCompletions' } } });
    const went = await fetched(() => take(models('lab/stand-in'), ask('Say exactly: Hello.')));
    assert.deepEqual(went, [`${server.url}/chat/completions`]);
  });

  suite('wait as long as the user has set', () => {
    const BEGUN = {
      ollama: { message: { role: 'assistant', content: 'a' }, done: false },
      chatCompletions: { choices: [{ delta: { content: 'a' } }] },
      responses: { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'a' },
    };
    for (const api of ['chatCompletions', 'responses', 'ollama'] as const) {
      test(`asked by ${api}, for the first byte and in a silence; the sentence names the setting`, async () => {
        const begun = JSON.stringify(BEGUN[api]);
        const silent = await listen((request, response) => {
          if (request.headers.authorization === 'Bearer begins') response.writeHead(200).write(api === 'ollama' ? `${begun}\n` : `data: ${begun}\n\n`);
        }, 0);
        const settings: ModelSettings = { ...NONE, servers: { lab: { url: `${silent.origin}/v1`, api } }, waiting: { first: 0.3, next: 0.2 } };
        const failure = async (key?: string) => {
          const models = createModels({ settings: () => settings, apiKey: async () => key, vscodeModel: null, log: memoryLog() });
          return errorInfo((await take(models('lab/m', EDITOR_ADVICE), ask('Hello?'))).error).message;
        };
        assert.equal(await failure(), `${silent.origin}/v1 has sent nothing for 0.3 seconds; try again, choose a smaller model, or let it take longer by docent.model.firstByteTimeout.`);
        assert.match(await failure('begins'), /has sent nothing for 0\.2 seconds; .*docent\.model\.silenceTimeout\.$/);
        await silent.close();
      });
    }
  });

  suite('on a server that nobody knows', () => {
    test('are asked by Responses where it has them', async () => {
      const openai = await startOpenAI({ models: ['stand-in'] });
      const { models } = modelsOf({ servers: { lab: openai.url } });
      assert.equal((await take(models('lab/stand-in'), ask('Say exactly: Hello.'))).text, 'Hello.');
      assert.equal(openai.requests.length, 1);
      await openai.close();
    });

    test('else by Chat Completions, which is found out once', async () => {
      const { models } = modelsOf({ servers: { lab: server.url } });
      const turn = async () => assert.equal((await take(models('lab/stand-in'), ask('Say exactly: Hello.'))).text, 'Hello.');
      const isOllama = server.url.replace('/v1', '/api/show');
      assert.deepEqual(await fetched(turn), [isOllama, `${server.url}/responses`, `${server.url}/chat/completions`]);
      assert.deepEqual(await fetched(turn), [`${server.url}/chat/completions`]);
    });

    test('say that it is none where it has neither, each time anew', async () => {
      const { models } = modelsOf({ servers: { lab: `${server.url}/wrong` } });
      for (let time = 0; time < 2; time++) {
        const went = await fetched(async () => {
          const { error } = await take(models('lab/stand-in'), ask('Hello?'));
          assert.ok(error instanceof Error);
          assert.match(error.message, /is not an OpenAI-compatible server/);
        });
        assert.deepEqual(went.filter((url) => !url.endsWith('/api/show')), [`${server.url}/wrong/responses`, `${server.url}/wrong/chat/completions`]);
      }
    });
  });
});

/** The addresses to which requests went meanwhile. */
async function fetched(work: () => Promise<unknown>): Promise<readonly string[]> {
  const original = globalThis.fetch;
  const went: string[] = [];
  globalThis.fetch = (input, init) => {
    went.push(String(input));
    return original(input, init);
  };
  try {
    await work();
  } finally {
    globalThis.fetch = original;
  }
  return went;
}
