import assert from 'node:assert/strict';
import { OPERATIONS } from '../../../src/api/operations.ts';
import { startApi, type Api } from '../support/api.ts';

suite('API: what is optional', () => {
  let api: Api;
  let ids: Readonly<Record<string, string>>;
  suiteSetup(async () => {
    api = await startApi();
    const { beta, files, vectorStores, responses, conversations, containers } = api.client;
    const asst = (await beta.assistants.create({ model: 'm' })).id;
    const thread = (await beta.threads.create({ messages: [{ role: 'user', content: 'Say exactly: ok' }] })).id;
    const run = (await beta.threads.runs.createAndPoll(thread, { assistant_id: asst })).id;
    const file = (await files.create({ file: new File(['zebra'], 'x.txt'), purpose: 'assistants' })).id;
    const store = (await vectorStores.create({ name: 'v' })).id;
    const batch = (await vectorStores.fileBatches.createAndPoll(store, { file_ids: [file] })).id;
    const response = (await responses.create({ model: 'm', input: 'Say exactly: ok' })).id;
    const conversation = (await conversations.create()).id;
    const container = (await containers.create({ name: 'c' })).id;
    ids = { asst, thread, run, file, store, batch, response, conversation, container };
  });
  suiteTeardown(() => api.close());

  async function answer(method: string, path: string, body?: unknown) {
    const response = await api.request(method, path, body);
    const text = await response.text();
    return { status: response.status, text };
  }

  test('A parameter of a query that holds nothing is as one that is left out, in every list', async () => {
    const lists = OPERATIONS.filter(({ method, query }) => method === 'GET' && query.includes('limit'));
    assert.ok(lists.length > 12);
    for (const { path, query } of lists) {
      const route = path.replace('/v1', '').replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '');
      const without = await answer('GET', route);
      assert.equal(without.status, 200, `${route}: ${without.text}`);
      for (const name of query) {
        for (const written of name === 'metadata' ? [] : [`${name}=`, `${name}[]=`]) assert.deepEqual(await answer('GET', `${route}?${written}`), without, `${route}?${written}`);
      }
    }
    assert.equal((await answer('GET', '/threads?foo=')).status, 400, 'What is unknown stays so.');
  });

  test('A field that is null is as one that is left out', async () => {
    const { asst = '', thread, file, store } = ids;
    const nulls = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));
    const answering = ['temperature', 'top_p', 'metadata', 'tools', 'instructions'];
    const model = [...answering, 'response_format', 'reasoning_effort'];
    const run = [...model, 'model', 'max_prompt_tokens', 'max_completion_tokens', 'truncation_strategy', 'tool_choice', 'parallel_tool_calls', 'stream'];
    const asked = ['input', 'conversation', 'previous_response_id', 'reasoning', 'text', 'truncation', 'include', 'max_output_tokens', 'max_tool_calls'];
    const told = ['store', 'background', 'stream_options', 'service_tier', 'prompt_cache_key', 'safety_identifier', 'user'];
    const notServed = ['top_logprobs', 'prompt', 'prompt_cache_retention', 'context_management', 'moderation'];
    const bodies: readonly (readonly [string, object])[] = [
      ['/assistants', { model: 'm', ...nulls(...model, 'name', 'description', 'tool_resources') }],
      ['/threads', nulls('messages', 'metadata', 'tool_resources')],
      ['/threads', { tool_resources: { file_search: { vector_stores: [nulls('file_ids', 'metadata', 'chunking_strategy')] } } }],
      [`/threads/${thread}/messages`, { role: 'user', content: 'x', ...nulls('attachments', 'metadata') }],
      ['/threads/runs', { assistant_id: asst, ...nulls(...run, 'thread', 'tool_resources') }],
      ['/vector_stores', nulls('name', 'description', 'file_ids', 'expires_after', 'chunking_strategy', 'metadata')],
      [`/vector_stores/${store}/files`, { file_id: file, ...nulls('attributes', 'chunking_strategy') }],
      [`/vector_stores/${store}/file_batches`, { file_ids: [file], ...nulls('files', 'attributes', 'chunking_strategy') }],
      [`/vector_stores/${store}/file_batches`, { files: [{ file_id: file }], ...nulls('file_ids', 'attributes', 'chunking_strategy') }],
      [`/vector_stores/${store}/search`, { query: 'zebra', ...nulls('filters', 'max_num_results', 'ranking_options', 'rewrite_query') }],
      [`/vector_stores/${store}/search`, { query: 'zebra', ranking_options: nulls('ranker', 'score_threshold') }],
      ['/responses', { ...nulls(...asked, ...answering, ...told, ...notServed, 'stream'), model: 'm', input: 'Say exactly: ok' }],
      ['/conversations', nulls('items', 'metadata')],
      ['/containers', { name: 'c', ...nulls('file_ids', 'expires_after', 'memory_limit', 'network_policy') }],
    ];
    for (const [route, body] of bodies) {
      const { status, text } = await answer('POST', route, body);
      assert.equal(status, 200, `${route} ${JSON.stringify(body)}: ${text}`);
    }
  });
});
