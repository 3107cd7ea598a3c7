import assert from 'node:assert/strict';
import { VERSION } from '../../scripts/paths.ts';
import { localAccess } from '../../src/api/access.ts';
import { createApi } from '../../src/api/app.ts';
import { startApi, TOKEN, type Api } from './support/api.ts';
import { noUpstream } from '../support/docentOptions.ts';

interface Document {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string; readonly parameters: readonly { readonly name: string; readonly in: string }[] }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** One value that each parameter of a query takes. */
const VALUES: Readonly<Record<string, string>> = {
  limit: '1',
  order: 'asc',
  after: '',
  before: '',
  created_after: '1',
  created_before: '1',
  'metadata[a]': 'b',
  run_id: 'run_1',
  assistant_id: 'asst_1',
  purpose: 'assistants',
  filter: 'completed',
  include: 'step_details.tool_calls[*].file_search.results[*].content',
};

suite('API: is it up, and what is it', () => {
  let api: Api;
  const origin = () => new URL(api.url).origin;
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) => fetch(origin() + path, { headers });
  suiteSetup(async () => {
    api = await startApi({ upstream: 'none' });
  });
  suiteTeardown(() => api.close());

  test('Probes are answered without a token, by all of their usual names', async () => {
    for (const path of ['/health', '/healthz', '/livez', '/readyz', '/health/']) {
      const response = await get(path);
      assert.deepEqual([response.status, await response.json()], [200, { status: 'ok', version: VERSION }], path);
      assert.equal((await get(path, { origin: 'https://evil.example' })).status, 403, path);
    }
  });

  test('A server whose data is closed is alive, and not ready', async () => {
    const closed = await startApi({ upstream: 'none' });
    await closed.docent.close();
    assert.equal((await fetch(new URL('/livez', closed.url))).status, 200);
    const response = await fetch(new URL('/readyz', closed.url));
    assert.deepEqual([response.status, await response.json()], [503, { status: 'unavailable', version: VERSION }]);
    await closed.close();
  });

  test('A browser is told how scripts reach the server, and nothing of what is stored', async () => {
    await api.client.beta.assistants.create({ model: 'm', name: 'Sesame' });
    const response = await get('/');
    const page = await response.text();
    assert.match(response.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.ok(page.includes(api.url) && page.includes(VERSION) && page.includes('Bearer TOKEN'));
    assert.doesNotMatch(page, /<script|Sesame|asst_/);
    assert.ok(!page.includes(TOKEN));
  });

  test('Whoever forgets /v1 is reminded', async () => {
    for (const path of ['/assistants', '/threads/thread_1/runs', '/chat/completions']) {
      const response = await get(path);
      const { error } = (await response.json()) as { error: { message: string } };
      assert.equal(response.status, 404);
      assert.ok(error.message.includes(`do you mean /v1${path}?`), error.message);
    }
  });

  const document = async () => (await (await get('/openapi.json')).json()) as Document;

  test('The description names exactly the routes that are served', async () => {
    const { openapi, servers, paths } = await document();
    assert.deepEqual([openapi, servers], ['3.1.0', [{ url: origin() }]]);
    const described = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
    const { docent, log } = api;
    const parts = { docent, log, version: VERSION, models: async () => [], upstream: noUpstream, modelId: () => null, mcp: null, onRequest: () => {} };
    const served = createApi({ ...parts, access: localAccess(TOKEN) }).routes.filter(({ method }) => method !== 'ALL');
    const named = served.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
    assert.deepEqual(described.toSorted(), [...new Set(named)].toSorted());
  });

  test('Each name of the description is there once, and each schema it refers to', async () => {
    const { paths, components } = await document();
    const operations = Object.values(paths).flatMap((each) => Object.values(each));
    const names = operations.map(({ operationId }) => operationId);
    assert.equal(new Set(names).size, names.length);
    const references = Array.from(JSON.stringify(paths).matchAll(/#\/components\/schemas\/(\w+)/g), ([, name]) => name ?? '');
    assert.deepEqual([...new Set(references)].filter((name) => !(name in components.schemas)), []);
    assert.deepEqual(Object.keys(components.schemas).filter((name) => !references.includes(name)), []);
  });

  test('A route that takes no query refuses one, whatever its method, and does nothing', async () => {
    const { paths } = await document();
    let count = 0;
    for (const [path, operations] of Object.entries(paths).filter(([each]) => each.startsWith('/v1') && !each.startsWith('/v1/models'))) {
      for (const [method, { parameters }] of Object.entries(operations)) {
        if (parameters.some((each) => each.in === 'query')) continue;
        const { id } = await api.client.beta.assistants.create({ model: 'm' });
        const response = await api.request(method.toUpperCase(), `${path.replace('/v1', '').replaceAll(/\{\w+\}/g, id)}?foo=1`, method === 'post' ? { model: 'm' } : undefined);
        assert.equal(((await response.json()) as { error?: { message: string } }).error?.message, "Unknown parameter: 'foo'.", `${method} ${path}`);
        assert.ok(await api.client.beta.assistants.retrieve(id));
        count++;
      }
    }
    assert.ok(count > 30);
    assert.equal((await api.request('POST', '/assistants?api-version=x', { model: 'm' })).status, 200);
  });

  test('Lists take each parameter that the description names, and no other', async () => {
    const { beta, vectorStores, files } = api.client;
    const file = await files.create({ file: new File(['x'], 'x.txt'), purpose: 'assistants' });
    const store = await vectorStores.create({});
    const batch = await vectorStores.fileBatches.createAndPoll(store.id, { file_ids: [file.id] });
    const assistant = await beta.assistants.create({ model: 'm' });
    const run = await beta.threads.createAndRunPoll({ assistant_id: assistant.id, thread: { messages: [{ role: 'user', content: 'hi' }] } });
    const response = await api.client.responses.create({ model: 'm', input: 'hi' });
    const conversation = await api.client.conversations.create();
    const container = await api.client.containers.create({ name: 'c' });
    const ids: Readonly<Record<string, string>> = {
      thread: run.thread_id,
      run: run.id,
      store: store.id,
      batch: batch.id,
      response: response.id,
      conversation: conversation.id,
      container: container.id,
    };
    const { paths } = await document();
    for (const [path, { get: operation }] of Object.entries(paths)) {
      const names = operation?.parameters.filter((each) => each.in === 'query').map(({ name }) => (name === 'metadata' ? 'metadata[a]' : name)) ?? [];
      if (!names.includes('limit')) continue;
      const concrete = path.replace('/v1', '').replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
      for (const name of names) {
        const value = name === 'include' && !path.includes('/threads/') ? 'file_search_call.results' : VALUES[name];
        const response = await api.request('GET', `${concrete}?${name}=${encodeURIComponent(value ?? '')}`);
        assert.equal(response.status, 200, `${concrete} ${name}`);
      }
      for (const name of Object.keys(VALUES).filter((each) => !names.includes(each))) {
        assert.equal((await api.request('GET', `${concrete}?${name}=${encodeURIComponent(VALUES[name] ?? '')}`)).status, 400, `${concrete} ${name}`);
      }
    }
  });
});
