import assert from 'node:assert/strict';
import { startApi, type Api } from './api.ts';
import { randomFrom } from './random.ts';

/** Milliseconds for one request, several times what it takes; a busy machine takes its time. */
const LIMIT_PER_REQUEST = 120;

/** An API with one of each thing, and the ids of those. */
export interface Fuzzed {
  readonly api: Api;
  readonly ids: Readonly<Record<string, string>>;
}

export async function startFuzzed(): Promise<Fuzzed> {
  const api = await startApi({ upstream: 'none' });
  const { beta, files, vectorStores } = api.client;
  const asst = (await beta.assistants.create({ model: 'm' })).id;
  const thread = (await beta.threads.create({ messages: [{ role: 'user', content: 'hello' }] })).id;
  const file = (await files.create({ file: new File(['x'], 'x.txt'), purpose: 'assistants' })).id;
  const vs = (await vectorStores.create({ name: 'v' })).id;
  const run = (await beta.threads.runs.createAndPoll(thread, { assistant_id: asst })).id;
  const response = (await api.client.responses.create({ model: 'm', input: 'hello' })).id;
  const conversation = (await api.client.conversations.create({ items: [{ role: 'user', content: 'hello' }] })).id;
  const container = (await api.client.containers.create({ name: 'c' })).id;
  return { api, ids: { asst, thread, file, vs, run, response, conversation, container } };
}

/** Sends this many requests of chance, and a third as many that are right but for one thing; the same ones for the same seed. */
export function fuzz(fuzzed: () => Fuzzed, requests: number, seed: number): void {
  test('Bodies, queries and paths of all kinds', async () => {
    const { api, ids } = fuzzed();
    const random = randomFrom(20_260_826 + seed);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    const routes = [
      '/assistants', '/assistants/{asst}', '/threads', '/threads/{thread}', '/threads/runs', '/threads/{thread}/messages', '/threads/{thread}/messages/msg_x',
      '/threads/{thread}/runs', '/threads/{thread}/runs/{run}', '/threads/{thread}/runs/{run}/cancel', '/threads/{thread}/runs/{run}/submit_tool_outputs',
      '/threads/{thread}/runs/{run}/steps', '/models', '/models/x', '/files', '/files/{file}', '/files/{file}/content', '/vector_stores', '/vector_stores/{vs}',
      '/vector_stores/{vs}/search', '/vector_stores/{vs}/files', '/vector_stores/{vs}/files/{file}', '/vector_stores/{vs}/file_batches',
      '/responses', '/responses/{response}', '/responses/{response}/input_items', '/responses/{response}/cancel', '/responses/compact', '/responses/input_tokens',
      '/conversations', '/conversations/{conversation}', '/conversations/{conversation}/items', '/conversations/{conversation}/items/msg_x',
      '/containers', '/containers/{container}', '/containers/{container}/files', '/containers/{container}/files/cfile_x', '/containers/{container}/files/cfile_x/content',
    ];
    const keys = [
      'model', 'name', 'description', 'instructions', 'tools', 'tool_resources', 'metadata', 'temperature', 'top_p', 'response_format', 'messages', 'role', 'content',
      'attachments', 'assistant_id', 'thread', 'tool_choice', 'truncation_strategy', 'max_prompt_tokens', 'additional_messages', 'tool_outputs', 'stream', 'type', 'function',
      'file_search', 'code_interpreter', 'file_ids', 'vector_store_ids', 'vector_stores', 'text', 'image_url', 'url', 'query', 'filters', 'attributes', 'chunking_strategy',
      'expires_after', 'file_id', 'files', 'input', 'conversation', 'previous_response_id', 'include', 'background', 'store', 'container', 'items', 'output', 'call_id', 'summary', 'reasoning', 'truncation', '__proto__', 'constructor', 'toString', '', 'ключ', 'a'.repeat(70),
    ];
    const words = ['user', 'assistant', 'auto', 'none', 'required', 'function', 'file_search', 'json_schema', 'text', 'image_file', 'gpt-4o', '', '\u0000', '𝒳', "'; drop table runs; --", '../../etc/passwd', 'x'.repeat(5_000), ...Object.values(ids)];
    const value = (depth: number): unknown => {
      const kind = Math.floor(random() * (depth > 3 ? 6 : 9));
      if (kind < 2) return pick(words);
      if (kind === 2) return pick([0, -1, 1.5, 1e308, -1e-9, 2 ** 53, 300, 1]);
      if (kind === 3) return pick([true, false, null]);
      if (kind < 6) return pick([null, pick(words), []]);
      if (kind === 6) return Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1));
      return object(depth + 1);
    };
    const object = (depth: number): unknown => {
      const entries = Array.from({ length: Math.floor(random() * 6) }, () => [pick(keys), value(depth)] as const);
      // As a text, so that `__proto__` is a key like any other.
      return JSON.parse(`{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${JSON.stringify(inner)}`).join()}}`) as unknown;
    };
    const seen = new Map<number, number>();
    for (let count = 0; count < requests; count++) {
      const route = pick(routes).replace(/\{(\w+)\}/g, (_, kind: string) => (random() < 0.85 ? (ids[kind] ?? '') : encodeURIComponent(pick(words)) || 'x'));
      const method = pick(['GET', 'POST', 'POST', 'POST', 'PUT']);
      const query = random() < 0.3 ? `?${encodeURIComponent(pick(['limit', 'order', 'after', 'before', 'include[]', 'run_id', 'filter', 'purpose', 'x']))}=${encodeURIComponent(String(pick(words)))}` : '';
      const body = method === 'POST' || method === 'PUT' ? (random() < 0.1 ? pick(['', '{', '[]', 'null', '"x"', '\u0000', '{"a":1}{']) : JSON.stringify(object(0)).replaceAll('"𝒳"', () => pick(['"𝒳"', '"\\ud800"']))) : undefined;
      const response = await api.request(method, route + query, body).catch((error: unknown) => assert.fail(`${method} ${route}${query} ${body}: ${String(error)}`));
      await response.arrayBuffer();
      assert.ok(response.status < 500, `${method} ${route}${query} ${body?.slice(0, 500)}: ${response.status}`);
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
    }
    assert.ok((seen.get(200) ?? 0) > requests / 37.5 && (seen.get(400) ?? 0) > requests / 7.5, `All kinds of answers were seen: ${JSON.stringify([...seen])}`);
  }).timeout(requests * LIMIT_PER_REQUEST);

  test('Right requests with one thing wrong', async () => {
    const { api, ids } = fuzzed();
    const random = randomFrom(8_321 + seed);
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    const wrong = [null, true, -1, 1.5, Number.MAX_VALUE, '', 'x', 'x'.repeat(300_000), [], {}, [[]], [null], { type: 'x' }, { type: null }, '\u0000'];
    const message = { role: 'user', content: [{ type: 'text', text: 'hi' }], attachments: [{ file_id: ids['file'], tools: [{ type: 'file_search' }] }], metadata: { a: 'b' } };
    const tools = [{ type: 'code_interpreter' }, { type: 'file_search', file_search: { max_num_results: 3 } }, { type: 'function', function: { name: 'f', parameters: {} } }];
    const resources = { code_interpreter: { file_ids: [ids['file']] }, file_search: { vector_store_ids: [ids['vs']] } };
    const format = { type: 'json_schema', json_schema: { name: 'n', schema: {} } };
    const assistant = { model: 'm', name: 'n', instructions: 'i', tools, tool_resources: resources, metadata: {}, temperature: 1, response_format: format };
    const run = { assistant_id: ids['asst'], tools, tool_choice: { type: 'function', function: { name: 'f' } }, truncation_strategy: { type: 'last_messages', last_messages: 2 }, response_format: format };
    const input = [
      { role: 'user', content: [{ type: 'input_text', text: 'hi' }, { type: 'input_file', filename: 'a.txt', file_data: 'aGk=' }] },
      { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c', output: 'o' },
    ];
    // What is to be read as a document would take most of the time.
    const said = input.with(0, { role: 'user', content: [{ type: 'input_text', text: 'hi' }] });
    const wireTools = [{ type: 'function', name: 'f', parameters: {} }, { type: 'file_search', vector_store_ids: [ids['vs']] }, { type: 'code_interpreter', container: { type: 'auto', file_ids: [ids['file']] } }];
    const response = { model: 'm', input, tools: wireTools, tool_choice: { type: 'function', name: 'f' }, include: ['file_search_call.results'], metadata: {}, text: { format: { type: 'json_object' } }, reasoning: { summary: 'auto' } };
    const templates: readonly (readonly [string, unknown])[] = [
      ['/responses', response],
      ['/responses', { ...response, stream: true, store: false }],
      ['/responses', { ...response, previous_response_id: ids['response'] }],
      ['/responses/input_tokens', { model: 'm', input: said, conversation: ids['conversation'] }],
      ['/conversations', { items: said, metadata: { a: 'b' } }],
      [`/conversations/${ids['conversation']}/items`, { items: said }],
      ['/containers', { name: 'c', file_ids: [ids['file']], expires_after: { anchor: 'last_active_at', minutes: 1 }, memory_limit: '1g' }],
      [`/containers/${ids['container']}/files`, { file_id: ids['file'] }],
      ['/assistants', assistant],
      [`/assistants/${ids['asst']}`, assistant],
      ['/threads', { messages: [message], tool_resources: { file_search: { vector_stores: [{ file_ids: [ids['file']], metadata: {} }] } } }],
      [`/threads/${ids['thread']}/messages`, message],
      [`/threads/${ids['thread']}/runs`, { ...run, additional_messages: [message] }],
      ['/threads/runs', { ...run, thread: { messages: [message] }, tool_resources: resources }],
      [`/threads/${ids['thread']}/runs/${ids['run']}/submit_tool_outputs`, { tool_outputs: [{ tool_call_id: 'c', output: 'o' }], stream: true }],
      ['/vector_stores', { name: 'n', file_ids: [ids['file']], expires_after: { anchor: 'last_active_at', days: 1 }, chunking_strategy: { type: 'static', static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 1 } } }],
      [`/vector_stores/${ids['vs']}/search`, { query: 'q', filters: { type: 'and', filters: [{ type: 'eq', key: 'k', value: 1 }] }, ranking_options: { score_threshold: 0 } }],
    ];
    const mutated = (value: unknown, chance: number): unknown => {
      if (random() < chance) return pick(wrong);
      if (Array.isArray(value)) return value.map((inner) => mutated(inner, chance));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [random() < chance / 4 ? `${key}x` : key, mutated(inner, chance)]));
    };
    for (let count = 0; count < requests / 3; count++) {
      const [route, template] = pick(templates);
      const body = JSON.stringify(mutated(template, 0.06));
      const response = await api.request('POST', route, body);
      await response.arrayBuffer();
      assert.ok(response.status < 500, `POST ${route} ${body.slice(0, 1_000)}: ${response.status}`);
    }
  }).timeout(requests * LIMIT_PER_REQUEST);
}
