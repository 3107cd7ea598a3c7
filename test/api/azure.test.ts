import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AzureOpenAI, type OpenAI } from 'openai';
import { startApi, TOKEN, type Api } from './support/api.ts';

const VERSION = '2024-05-01-preview';
/** Python starts, and loads its SDK, on a busy machine. In milliseconds. */
const PYTHON_LIMIT = 60_000;

suite('API: Azure’s client', () => {
  let api: Api;
  suiteSetup(async () => {
    api = await startApi();
  });
  suiteTeardown(() => api.close());

  const origin = () => new URL(api.url).origin;

  /** A request as Azure's clients send it: no header of the Assistants API, no bearer token. */
  async function azure(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = { 'api-key': TOKEN }) {
    const response = await fetch(origin() + path, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> & { readonly error?: Record<string, unknown> } };
  }

  test('Each route answers below /openai and /openai/v1, with any api-version, and wants no header of its own there', async () => {
    for (const base of ['/openai', '/openai/v1']) {
      const made = await azure('POST', `${base}/assistants?api-version=${VERSION}`, { model: 'gpt-4o' });
      assert.deepEqual([made.status, made.body['object']], [200, 'assistant']);
      for (const path of ['/assistants', `/assistants/${String(made.body['id'])}/`, '/files', '/vector_stores', '/models', '/threads']) {
        const { status, body } = await azure('GET', `${base}${path}?api-version=x`);
        assert.deepEqual([status, body.error], [200, undefined], base + path);
      }
      const { status, body } = await azure('GET', `${base}/threads/thread_1/runs`);
      assert.deepEqual([status, body.error?.['message']], [404, "No thread found with id 'thread_1'."]);
    }
    assert.equal((await azure('GET', '/openai/assistants/asst_1/nothing')).status, 404);
    assert.equal((await azure('GET', '/openaiassistants')).status, 404);
  });

  test('Below /v1 api-version is no parameter that is unknown, and others still are', async () => {
    for (const path of ['/assistants', '/threads', '/files', '/vector_stores']) {
      assert.equal((await api.request('GET', `${path}?api-version=${VERSION}&limit=1`)).status, 200, path);
    }
    const refused = await api.request('GET', '/assistants?api-version=x&foo=1');
    assert.deepEqual([refused.status, ((await refused.json()) as { error: { message: string } }).error.message], [400, "Unknown parameter: 'foo'."]);
    const { status, body } = await azure('GET', '/v1/assistants?api-version=x');
    assert.deepEqual([status, body.error?.['code']], [400, 'invalid_beta'], 'Below /v1 the header is wanted.');
  });

  test('api-key is the token, and a wrong one is told', async () => {
    assert.equal((await azure('GET', '/v1/models')).status, 200);
    for (const headers of [{ 'api-key': 'wrong' }, { 'api-key': '' }, { 'api-key': `Bearer ${TOKEN}` }]) {
      const { status, body } = await azure('GET', '/v1/models', undefined, headers);
      assert.deepEqual([status, body.error?.['code']], [401, 'invalid_api_key'], JSON.stringify(headers));
    }
    assert.equal((await azure('GET', '/openai/models', undefined, {})).status, 401);
  });

  test('The scheme of the token may be written in any case', async () => {
    for (const authorization of [`bearer ${TOKEN}`, `BEARER ${TOKEN}`, `Bearer  ${TOKEN}`]) {
      assert.equal((await azure('GET', '/v1/models', undefined, { authorization })).status, 200, authorization);
    }
    for (const authorization of [TOKEN, `Basic ${TOKEN}`, 'Bearer', `Bearer${TOKEN}`]) {
      assert.equal((await azure('GET', '/v1/models', undefined, { authorization })).status, 401, authorization);
    }
  });

  const clients: readonly (readonly [string, () => OpenAI])[] = [
    ['by its endpoint', () => new AzureOpenAI({ endpoint: origin(), apiKey: TOKEN, apiVersion: VERSION, maxRetries: 0 })],
    ['by a base URL', () => new AzureOpenAI({ baseURL: api.url, apiKey: TOKEN, apiVersion: VERSION, maxRetries: 0 })],
  ];
  for (const [how, create] of clients) {
    test(`AzureOpenAI of Node.js, ${how}: an assistant, polled and streamed, a file and a store`, async () => {
      const { beta, files, vectorStores } = create();
      const assistant = await beta.assistants.create({ model: 'gpt-4o' });
      assert.ok((await beta.assistants.list()).data.some(({ id }) => id === assistant.id));
      const thread = await beta.threads.create({ messages: [{ role: 'user', content: 'Say exactly: from Azure' }] });
      const run = await beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
      assert.equal(run.status, 'completed');
      const [message] = (await beta.threads.messages.list(thread.id)).data;
      assert.deepEqual(message?.content.map((part) => (part.type === 'text' ? part.text.value : part.type)), ['from Azure']);
      const texts: string[] = [];
      await beta.threads.runs.stream(thread.id, { assistant_id: assistant.id }).on('textDelta', ({ value }) => texts.push(value ?? '')).finalRun();
      assert.equal(texts.join(''), 'from Azure');
      const file = await files.create({ file: new File(['pears'], 'a.txt'), purpose: 'assistants' });
      const store = await vectorStores.create({ file_ids: [file.id] });
      assert.ok((await vectorStores.list()).data.some(({ id }) => id === store.id));
      assert.equal((await files.delete(file.id)).deleted, true);
    });
  }

  for (const [how, endpoint] of [['by its endpoint', 'azure_endpoint'], ['by a base URL', 'base_url']] as const) {
    test(`AzureOpenAI of Python ${how}`, async function () {
      const env = { ...process.env, TOKEN, VERSION, URL: endpoint === 'base_url' ? api.url : origin() };
      const python = promisify(execFile);
      const isThere = await python('python3', ['-c', 'import openai']).then(() => true, () => false);
      if (!isThere) this.skip();
      const { stdout } = await python('python3', ['-c', script(endpoint)], { env });
      assert.deepEqual(stdout.trim().split('\n'), ['completed', 'from Azure', 'from Azure', '1']);
    }).timeout(PYTHON_LIMIT);
  }
});

function script(endpoint: string): string {
  return `
import os
from openai import AzureOpenAI
client = AzureOpenAI(${endpoint}=os.environ["URL"], api_key=os.environ["TOKEN"], api_version=os.environ["VERSION"], max_retries=0)
threads = client.beta.threads
assistant = client.beta.assistants.create(model="gpt-4o")
thread = threads.create(messages=[{"role": "user", "content": "Say exactly: from Azure"}])
print(threads.runs.create_and_poll(thread_id=thread.id, assistant_id=assistant.id).status)
print(threads.messages.list(thread.id).data[0].content[0].text.value)
with threads.runs.stream(thread_id=thread.id, assistant_id=assistant.id) as stream:
    print("".join(stream.text_deltas))
print(len([each for each in client.beta.assistants.list() if each.id == assistant.id]))
`;
}
