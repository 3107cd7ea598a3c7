import assert from 'node:assert/strict';
import { startApi, TOKEN, type Api } from './support/api.ts';

suite('API: what every answer has', () => {
  let api: Api;
  suiteSetup(async () => {
    api = await startApi();
  });
  suiteTeardown(() => api.close());

  async function refusal(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
    const response = await api.request(method, path, body, headers);
    const { error } = (await response.json()) as { error: { message: string; type: string; param: string | null; code: string | null } };
    return { status: response.status, ...error };
  }

  test('Unknown routes and methods', async () => {
    const expected = { status: 404, type: 'invalid_request_error', param: null, code: null };
    assert.deepEqual(await refusal('GET', '/assistants/asst_1/nothing'), { ...expected, message: 'Invalid URL (GET /v1/assistants/asst_1/nothing)' });
    assert.deepEqual(await refusal('PATCH', '/threads/thread_1'), { ...expected, message: 'Invalid URL (PATCH /v1/threads/thread_1)' });
  });

  test('The token', async () => {
    for (const [authorization, code] of [['Bearer wrong', 'invalid_api_key'], [`Bearer ${TOKEN}x`, 'invalid_api_key'], [TOKEN, 'invalid_api_key']] as const) {
      const { status, ...error } = await refusal('GET', '/models', undefined, { authorization });
      assert.equal(status, 401);
      assert.equal(error.code, code);
      assert.ok(!error.message.includes(authorization), 'A key is not repeated.');
    }
    assert.equal((await fetch(`${api.url}/models`)).status, 401);
  });

  test('The header of the Assistants API is wanted on its routes alone', async () => {
    for (const path of ['/assistants', '/assistants/asst_1', '/threads/thread_1', '/threads/thread_1/runs']) {
      const { status, code } = await refusal('GET', path, undefined, { 'openai-beta': 'assistants=v1' });
      assert.deepEqual([status, code], [400, 'invalid_beta'], path);
    }
    assert.equal((await api.request('GET', '/models', undefined, { 'openai-beta': '' })).status, 200);
  });

  test('Web pages and other names of this machine are refused', async () => {
    assert.equal((await refusal('GET', '/models', undefined, { origin: 'https://example.com' })).code, 'forbidden_origin');
    assert.equal((await refusal('GET', '/models', undefined, { origin: 'null' })).code, 'forbidden_origin');
    assert.equal((await api.request('GET', '/models', undefined, { origin: new URL(api.url).origin })).status, 200);
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(api.url);
      request({ host: '127.0.0.1', port, path: '/v1/models', headers: { host: 'evil.example', authorization: `Bearer ${TOKEN}` } }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end();
    });
    assert.equal(status, 403);
  });

  test('A body that is no JSON, or too large', async () => {
    assert.equal((await refusal('POST', '/assistants', '{"model":')).status, 400);
    assert.equal((await refusal('POST', '/assistants', JSON.stringify({ model: 'x'.repeat(17 * 1024 * 1024) }))).status, 413);
  });

  test('A body with a long text in it', async () => {
    assert.equal((await refusal('POST', '/assistants', JSON.stringify({ model: 'x'.repeat(15 * 1024 * 1024) }))).code, 'string_above_max_length');
    const url = `data:image/png;base64,${'A'.repeat(12 * 1024 * 1024)}`;
    const messages = [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }];
    assert.equal((await api.request('POST', '/threads', { messages })).status, 200);
  });

  test('Each request is told to whoever keeps the log', async () => {
    await api.request('GET', '/models');
    const { method, path, status } = api.requests.at(-1) ?? {};
    assert.deepEqual({ method, path, status }, { method: 'GET', path: '/v1/models', status: 200 });
  });

  test('The models are those of the server behind', async () => {
    const { data } = await api.client.models.list();
    assert.deepEqual(data.map(({ id }) => id), ['stand-in', 'stand-in-mini']);
    assert.equal((await api.client.models.retrieve('stand-in')).id, 'stand-in');
    await assert.rejects(api.client.models.retrieve('gpt-4o'), { status: 404 });
  });

  test('Another server on the same port says so', async () => {
    const { serveApi } = await import('../../src/api/server.ts');
    const { Hono } = await import('hono');
    await assert.rejects(serveApi(new Hono(), Number(new URL(api.url).port)), { code: 'port_in_use' });
  });
});

suite('API: without a token', () => {
  test('Nothing is asked for', async () => {
    const api = await startApi({ token: null });
    assert.equal((await fetch(`${api.url}/models`)).status, 200);
    await api.close();
  });
});
