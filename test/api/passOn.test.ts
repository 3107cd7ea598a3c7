import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import OpenAI from 'openai';
import { SOURCE_ASSETS } from '../../scripts/paths.ts';
import { localAccess } from '../../src/api/access.ts';
import { serve, type Serving } from '../../src/serve.ts';
import { listen, type Listening } from '../fixtures/modelServer/listen.ts';
import { memoryLog } from '../support/log.ts';
import { tempDir } from '../support/temp.ts';
import { startApi, TOKEN } from './support/api.ts';

const KEY = 'upstream-key';
/** In milliseconds: what a client has left is to end soon. */
const SOON = 1_000;

interface Received {
  readonly line: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}
type Answer = (response: ServerResponse, request: IncomingMessage) => void;

suite('API: what Docent does not serve goes on to the server of the models', () => {
  let server: Listening;
  let api: Serving;
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let received: Received[] = [];
  let answer: Answer;
  const json = (value: unknown): Answer => (response) => void response.setHeader('content-type', 'application/json').end(JSON.stringify(value));

  suiteSetup(async () => {
    server = await listen(async (request, response) => {
      received.push({ line: `${request.method} ${request.url}`, headers: request.headers, body: await buffer(request) });
      answer(response, request);
    }, 0);
    dir = await tempDir();
    answer = json({ object: 'list', data: [] });
    const upstream = { baseUrl: `${server.origin}/base/v1/`, apiKey: KEY, model: null };
    api = await serve({ port: 0, dataDir: dir.path, assets: SOURCE_ASSETS, upstream, version: '0', access: localAccess(TOKEN), unsandboxed: false, maskSecrets: false, log: memoryLog(), onRequest: () => {} });
  });
  suiteTeardown(async () => {
    await api.close();
    await server.close();
    await dir.remove();
  });
  setup(() => {
    received = [];
  });

  const ask = (path: string, init: RequestInit = {}) => fetch(api.url + path, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...init.headers } });
  const client = () => new OpenAI({ baseURL: api.url, apiKey: TOKEN, maxRetries: 0, organization: 'org-own' });

  test('Body and query arrive as they were sent, with the server’s key, and never with ours', async () => {
    answer = json({ ok: true });
    const body = '{"model" : "m",\n "messages":[], "x":1e2, "ü":"\\u00fc"}';
    const headers = { 'content-type': 'application/json', 'x-own': 'kept', 'x-token': `see ${TOKEN}`, 'api-key': 'another', cookie: 'a=b', 'openai-project': 'p' };
    const response = await ask('/chat/completions?a=1&b=%20%2F&b', { method: 'POST', body, headers });
    assert.deepEqual(await response.json(), { ok: true });
    const [got] = received;
    assert.equal(got?.line, 'POST /base/v1/chat/completions?a=1&b=%20%2F&b');
    assert.equal(got.body.toString(), body);
    assert.deepEqual([got.headers.authorization, got.headers['x-own'], got.headers['content-type']], [`Bearer ${KEY}`, 'kept', 'application/json']);
    assert.equal(got.headers.host, new URL(server.origin).host);
    for (const name of ['api-key', 'cookie', 'openai-project', 'x-token']) assert.equal(got.headers[name], undefined, name);
    assert.ok(!JSON.stringify(got.headers).includes(TOKEN));
  });

  test('Every path and method goes on, with its escapes, and a recording byte for byte', async () => {
    answer = json({});
    for (const [method, path] of [['POST', '/embeddings'], ['POST', '/completions'], ['GET', '/a%2Fb/%C3%BC'], ['DELETE', '/models/x'], ['PUT', '/any'], ['GET', '/images']] as const) {
      assert.equal((await ask(path, { method })).status, 200);
      assert.equal(received.at(-1)?.line, `${method} /base/v1${path}`);
    }
    const sound = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 256));
    const form = new FormData();
    form.set('file', new File([sound], 'a.wav'));
    await ask('/audio/transcriptions', { method: 'POST', body: form });
    const { headers, body } = received.at(-1) ?? {};
    assert.match(headers?.['content-type'] ?? '', /^multipart\/form-data; boundary=/);
    assert.ok(body?.includes(sound));
  });

  test('What is Docent’s own goes nowhere, nor does what leads out of the server’s path', async () => {
    for (const [method, path] of [['PATCH', '/threads/thread_1'], ['GET', '/assistants/asst_1/nothing'], ['POST', '/vector_stores/vs_1/x/y'], ['PUT', '/files'], ['GET', '/%61ssistants/a'], ['GET', '']] as const) {
      const response = await ask(path, { method, headers: { 'openai-beta': 'assistants=v2' } });
      assert.equal(response.status, 404, path);
      assert.match(((await response.json()) as { error: { message: string } }).error.message, /^Invalid URL/);
    }
    for (const path of ['/x/%2e%2e/%2E%2e/admin', '/x/../../admin']) {
      // `fetch` would take the dots out.
      const sent = request(`${api.url}`, { path: `/v1${path}`, headers: { authorization: `Bearer ${TOKEN}` } }).end();
      const [{ statusCode }] = (await once(sent, 'response')) as [IncomingMessage];
      assert.equal(statusCode, 404, path);
    }
    assert.deepEqual(received, []);
    assert.equal((await fetch(`${api.url}/chat/completions`, { method: 'POST' })).status, 401);
    assert.deepEqual(received, [], 'Without the token nothing is passed on.');
  });

  test('Each chunk comes back as it arrives', async () => {
    const parts: ServerResponse[] = [];
    answer = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_theirs', 'access-control-allow-origin': '*', 'set-cookie': 'a=b' });
      response.write('data: {"one":1}\n\n');
      parts.push(response);
    };
    const response = await ask('/chat/completions', { method: 'POST', body: '{"stream":true}' });
    assert.deepEqual([response.status, response.headers.get('content-type'), response.headers.get('x-request-id')], [200, 'text/event-stream', 'req_theirs']);
    assert.deepEqual([response.headers.get('access-control-allow-origin'), response.headers.get('set-cookie')], [null, null]);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.equal((await reader?.read())?.value, 'data: {"one":1}\n\n');
    parts[0]?.end('data: [DONE]\n\n');
    assert.equal((await reader?.read())?.value, 'data: [DONE]\n\n');
    assert.equal((await reader?.read())?.done, true);
  });

  test('What the server refuses is told as it says it', async () => {
    const error = { error: { message: 'Slow down', type: 'x', param: null, code: 'rate_limit_exceeded' } };
    answer = (response) => void response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '1' }).end(JSON.stringify(error));
    const response = await ask('/embeddings', { method: 'POST', body: '{}' });
    assert.deepEqual([response.status, response.headers.get('retry-after'), await response.json()], [429, '1', error]);
    await assert.rejects(client().embeddings.create({ model: 'e', input: 'x' }), { status: 429, code: 'rate_limit_exceeded' });
    assert.equal(received.at(-1)?.headers['openai-organization'], undefined);
  });

  test('An answer that is compressed all the same arrives whole', async () => {
    const zipped = gzipSync('{"zipped":true}');
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip', 'content-length': zipped.length };
    answer = (response) => void response.writeHead(200, headers).end(zipped);
    assert.deepEqual(await (await ask('/embeddings', { method: 'POST', body: '{}' })).json(), { zipped: true });
  });

  test('A client that leaves ends the request, in mid-stream and before the first byte', async () => {
    for (const begins of [true, false]) {
      const came = Promise.withResolvers<ServerResponse>();
      answer = (response) => {
        if (begins) response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
        came.resolve(response);
      };
      const leaving = new AbortController();
      const asked = ask('/chat/completions', { method: 'POST', body: '{"stream":true}', signal: leaving.signal });
      asked.catch(() => {});
      const upstream = await came.promise;
      if (begins) await (await asked).body?.getReader().read();
      const closed = once(upstream, 'close', { signal: AbortSignal.timeout(SOON) });
      leaving.abort();
      await closed;
    }
  });

  test('A server that sends elsewhere is not followed, one that breaks off or is not there is told', async () => {
    const error = async (response: Response) => [response.status, ((await response.json()) as { error: { code: string } }).error.code];
    answer = (response) => void response.writeHead(307, { location: 'http://192.0.2.1/v1/chat/completions' }).end();
    assert.deepEqual(await error(await ask('/chat/completions', { method: 'POST', body: '{}' })), [502, 'model_wrong_url']);
    answer = (response) => void response.destroy();
    assert.deepEqual(await error(await ask('/chat/completions', { method: 'POST', body: '{}' })), [502, 'model_connection_lost']);
  });

  test('Models are told of as the server does, also where it can tell of all at once alone', async () => {
    const model = { id: 'big/one', object: 'model', created: 7, owned_by: 'them', context_length: 4_096 };
    answer = (response, { url }) => {
      if (url === '/base/v1/models') json({ object: 'list', data: [model], more: 1 })(response, {} as IncomingMessage);
      else response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no route","type":"x","param":null,"code":"theirs"}}');
    };
    assert.deepEqual(await (await ask('/models')).json(), { object: 'list', data: [model], more: 1 });
    assert.deepEqual(await (await ask('/models/big/one')).json(), model);
    await assert.rejects(client().models.retrieve('other'), { status: 404, code: 'theirs' });
    answer = json({ ...model, own: true });
    assert.deepEqual(await (await ask('/models/any')).json(), { ...model, own: true });
  });

  test('Azure’s paths name the model, too, and a version that is Azure’s alone', async () => {
    answer = json({ ok: true });
    const origin = new URL(api.url).origin;
    for (const [query, expected] of [['?api-version=x', ''], ['?a=1&api-version=x', '?a=1'], ['?api-version=x&a=1', '?a=1'], ['', '']]) {
      await fetch(`${origin}/openai/deployments/m/chat/completions${query}`, { method: 'POST', body: '{"model":"m"}', headers: { 'api-key': TOKEN } });
      assert.equal(received.at(-1)?.line, `POST /base/v1/chat/completions${expected}`);
    }
  });
});

suite('API: passing on, with a model and without', () => {
  test('A chat is streamed through the SDK', async () => {
    const api = await startApi();
    // The SDK's own client: the tests' one looks for events of the Assistants API.
    const client = new OpenAI({ baseURL: api.url, apiKey: TOKEN, maxRetries: 0 });
    const texts: string[] = [];
    const messages = [{ role: 'user' as const, content: 'Say exactly: passed on' }];
    for await (const { choices } of await client.chat.completions.create({ model: 'stand-in', messages, stream: true })) texts.push(choices[0]?.delta.content ?? '');
    assert.equal(texts.join(''), 'passed on');
    assert.equal(api.model.requests.at(-1)?.headers.authorization, 'Bearer upstream-key');
    await api.close();
  });

  test('Without a server of models one sentence says how to have one', async () => {
    const api = await startApi({ upstream: 'none' });
    for (const [method, path] of [['POST', '/chat/completions'], ['POST', '/embeddings'], ['GET', '/nothing']] as const) {
      const response = await api.request(method, path, method === 'POST' ? {} : undefined);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      assert.deepEqual([response.status, error.code], [404, 'no_upstream']);
      assert.match(error.message, /--upstream/);
    }
    assert.deepEqual((await api.client.models.list()).data.map(({ id }) => id), ['search-only']);
    await api.close();
  });
});
