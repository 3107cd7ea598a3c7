import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { accessOf, THIS_MACHINE, type AccessOptions } from '../../src/api/access.ts';
import { startApi, TOKEN, type Api } from './support/api.ts';
import { SCRIPT, startProcess } from './support/process.ts';
import { tempDir } from '../support/temp.ts';

/** Two processes start, on a busy machine. In milliseconds. */
const PROCESS_LIMIT = 60_000;
const PAGE = 'http://localhost:3000';
const PREFLIGHT = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,openai-beta' };

/** A request under any name: `fetch` would not let one send it. */
async function ask(api: Api, method: string, path: string, headers: Readonly<Record<string, string>>) {
  const { hostname, port } = new URL(api.url);
  const sent = request({ host: hostname.replace(/^\[|\]$/g, ''), port, method, path: `/v1${path}`, headers }).end(method === 'POST' ? '{"model":"m"}' : undefined);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const body = answer.headers['content-type']?.startsWith('application/json') ? await text(answer) : '';
  return { status: answer.statusCode, headers: answer.headers, code: body ? (JSON.parse(body) as { error?: { code?: string } }).error?.code : undefined };
}

const WITH_TOKEN = { authorization: `Bearer ${TOKEN}`, 'openai-beta': 'assistants=v2', 'content-type': 'application/json' };
const opened = (headers: object) => Object.keys(headers).filter((name) => name.startsWith('access-control-'));

suite('API: web pages and other hosts, by choice', () => {
  suite('opened', () => {
    let api: Api;
    suiteSetup(async () => {
      api = await startApi({ open: { allowOrigins: [`${PAGE}/`, 'HTTPS://App.Example:443'], allowHosts: ['host.docker.internal', '192.0.2.7'] } });
    });
    suiteTeardown(() => api.close());

    test('A browser asks first, without a token', async () => {
      const { status, headers } = await ask(api, 'OPTIONS', '/assistants', { origin: PAGE, ...PREFLIGHT });
      assert.equal(status, 204);
      assert.deepEqual([headers['access-control-allow-origin'], headers.vary], [PAGE, 'origin']);
      assert.match(headers['access-control-allow-methods'] ?? '', /POST.*DELETE/);
      assert.equal(headers['access-control-allow-headers'], 'authorization,openai-beta');
    });

    test('A page of that origin is answered, its errors, too, and may read how long to wait', async () => {
      const made = await ask(api, 'POST', '/assistants', { ...WITH_TOKEN, origin: PAGE });
      assert.deepEqual([made.status, made.headers['access-control-allow-origin'], made.headers.vary], [200, PAGE, 'origin']);
      assert.match(String(made.headers['access-control-expose-headers']), /openai-poll-after-ms/);
      const wrong = await ask(api, 'GET', '/assistants', { origin: PAGE });
      assert.deepEqual([wrong.status, wrong.headers['access-control-allow-origin']], [401, PAGE]);
      assert.equal((await ask(api, 'GET', '/assistants', { ...WITH_TOKEN, origin: 'https://app.example' })).status, 200);
    });

    test('Another origin is not, and is told nothing of what is open', async () => {
      for (const origin of ['http://localhost:3001', 'https://localhost:3000', 'http://localhost:3000.evil.example', 'null', 'https://app.example:444', 'http://LOCALHOST']) {
        for (const [method, headers] of [['OPTIONS', PREFLIGHT], ['GET', WITH_TOKEN]] as const) {
          const answer = await ask(api, method, '/assistants', { ...headers, origin });
          assert.deepEqual([answer.status, answer.code, opened(answer.headers)], [403, 'forbidden_origin', []], origin);
        }
      }
    });

    test('The server may be called by the names that it was given, with any port, and by no others', async () => {
      for (const host of ['host.docker.internal:8321', 'HOST.docker.internal', '192.0.2.7:1', 'localhost', '127.0.0.1:1']) {
        assert.equal((await ask(api, 'GET', '/assistants', { ...WITH_TOKEN, host })).status, 200, host);
      }
      for (const host of ['docker.internal', 'x.host.docker.internal', 'evil.example', '192.0.2.8', 'localhost/<script>', 'evil@localhost', 'localhost:8321:1']) {
        const answer = await ask(api, 'GET', '/assistants', { ...WITH_TOKEN, host });
        // What is no name at all, HTTP itself refuses.
        assert.ok(answer.status === 400 || (answer.status === 403 && answer.code === 'forbidden_host'), `${host}: ${answer.status}`);
      }
      assert.equal((await ask(api, 'GET', '/assistants', { host: 'host.docker.internal' })).status, 401);
    });
  });

  test('Closed, no page is answered', async () => {
    const api = await startApi();
    const answer = await ask(api, 'OPTIONS', '/assistants', { origin: PAGE, ...PREFLIGHT });
    assert.deepEqual([answer.status, answer.code, opened(answer.headers)], [403, 'forbidden_origin', []]);
    await api.close();
  });

  test('For all pages each is named in its answer', async () => {
    const api = await startApi({ open: { allowOrigins: ['*'] } });
    for (const origin of [PAGE, 'chrome-extension://abc', 'https://any.example']) {
      assert.equal((await ask(api, 'GET', '/assistants', { ...WITH_TOKEN, origin })).headers['access-control-allow-origin'], origin);
    }
    assert.equal((await ask(api, 'GET', '/assistants', { ...WITH_TOKEN, origin: 'null' })).status, 403);
    await api.close();
  });

  test('It listens where it is told, and is called there by addresses, not by any name', async () => {
    for (const [host, url] of [['0.0.0.0', 'http://127.0.0.1:'], ['127.0.0.2', 'http://127.0.0.2:'], ['localhost', 'http://localhost:']] as const) {
      const api = await startApi({ open: { host } });
      assert.ok(api.url.startsWith(url), api.url);
      assert.equal((await api.client.models.list()).data.length, 2);
      const other = await ask(api, 'GET', '/models', { ...WITH_TOKEN, host: '192.0.2.9:8321' });
      assert.equal(other.status, host === '0.0.0.0' ? 200 : 403, host);
      assert.equal((await ask(api, 'GET', '/models', { ...WITH_TOKEN, host: 'evil.example' })).status, 403);
      await api.close();
    }
    await assert.rejects(startApi({ open: { host: '192.0.2.1' } }), { code: 'api_access' });
  });

  test('The command line opens it, or says in one sentence why not', async () => {
    const dir = await tempDir();
    const open = ['--data', dir.path, '--allow-origin', PAGE, '--allow-origin', 'https://app.example', '--allow-host', 'host.docker.internal', '--host', '127.0.0.2'];
    const server = await startProcess([...open, '--token', TOKEN]);
    const url = server.client.baseURL;
    assert.match(url, /127\.0\.0\.2/);
    assert.equal((await fetch(`${url}/assistants`, { method: 'OPTIONS', headers: { origin: 'https://app.example' } })).status, 204);
    assert.equal(await server.end('SIGINT'), 0);
    const refused = spawn(process.execPath, [SCRIPT, ...open, '--no-auth'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const [said, [code]] = await Promise.all([text(refused.stderr), once(refused, 'close')]);
    assert.deepEqual([code, said], [1, 'Web pages, other names and other machines are answered with a token alone; let the server ask for one.\n']);
    await dir.remove();
  }).timeout(PROCESS_LIMIT);

  test('Nothing is open without a token, and each opening is named exactly', () => {
    const closed = { token: null, host: THIS_MACHINE, allowOrigins: [], allowHosts: [] };
    const refused: readonly (readonly [Partial<AccessOptions>, RegExp])[] = [
      [{ allowOrigins: ['*'] }, /with a token alone/],
      [{ allowOrigins: [PAGE] }, /with a token alone/],
      [{ allowHosts: ['host.docker.internal'] }, /with a token alone/],
      [{ host: '0.0.0.0' }, /with a token alone/],
      [{ host: '::' }, /with a token alone/],
      [{ token: '' }, /empty token/],
      [{ token: 't', allowOrigins: ['localhost:3000'] }, /no origin/],
      [{ token: 't', allowOrigins: ['http://localhost:3000/app'] }, /no origin/],
      [{ token: 't', allowOrigins: ['http://*.example'] }, /no origin/],
      [{ token: 't', allowOrigins: ['null'] }, /no origin/],
      [{ token: 't', allowHosts: ['*'] }, /no name of a machine/],
      [{ token: 't', allowHosts: ['a.example:80'] }, /no name of a machine/],
      [{ token: 't', host: 'http://127.0.0.1' }, /no address/],
      [{ token: 't', host: '' }, /no address/],
    ];
    for (const [options, message] of refused) assert.throws(() => accessOf({ ...closed, ...options }), { code: 'api_access', message }, JSON.stringify(options));
    for (const host of ['127.0.0.1', '::1', 'localhost', '[::1]']) assert.equal(accessOf({ ...closed, host }).token, null, host);
  });
});
