import assert from 'node:assert/strict';
import { OPERATIONS, type Operation } from '../../../src/api/operations.ts';
import { randomFrom } from './random.ts';

/** A request in which something is wrong, as a rule. */
export interface Malformed {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Ids that there are, by the names of path parameters and of fields. */
export type Ids = Readonly<Record<IdName, string>>;
type IdName = 'assistant' | 'thread' | 'run' | 'message' | 'file' | 'store' | 'batch' | 'response' | 'conversation' | 'item' | 'container' | 'placed';

const NO_OBJECTS = [null, true, false, -1, 0, 1.5, 1e308, 2 ** 53, '', 'x', '\u0000', '\ud800', '__proto__', "'; drop table runs; --", 'x'.repeat(2_000)];
const OBJECTS: readonly unknown[] = [[], {}, [[]], [null], { type: 'x' }, { type: null }, { toString: 1 }, { metadata: { a: 1 } }, Array.from({ length: 600 }, () => 'x')];
const WRONG: readonly unknown[] = [...NO_OBJECTS, ...OBJECTS];
const NO_IDS = ['x', '\u0000', '𝒳', '__proto__', '../../etc/passwd', "'; drop table runs; --", 'thread_none', '%', 'x'.repeat(2_000), ' '];
const BROKEN = ['', '{', '{"a":1}{', 'null', '"x"', '[]', '\u0000', '{"model":', '[[[[', '{"a":"\\ud800"}', 'NaN', '{"model":"m",}', '\ufeff{}', '{"a":1e999}'];
/** Values of a query that few parameters take. */
const VALUES = ['', '0', '-1', '1.5', '101', '1e9', 'x', 'asc', 'thread_none', '__proto__', '%00', '%zz', '%F0%9F%98%80', '{"type":"eq"}', 'y'.repeat(3_000)];
const FILE_NAMES = ['x.txt', '', '../../etc/passwd', 'a\\b.txt', 'x'.repeat(2_000), '\u0001', '%22', '.', 'ключ.pdf'];
const BOUNDARY = 'between';
const TYPES = ['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/x-www-form-urlencoded', ''];
const TAILS = ['', '', '', '', '/', '//', '/x', '/%00', '/%', '/..%2f..', '?', '?limit=x', '?limit=1&limit=2', '?after[]=', '?metadata[]=1', '?metadata[__proto__]=1', '?include=x', '?x=%zz', `?order=${'y'.repeat(500)}`];

/** What takes a file, in a form. */
const FORMS: readonly string[] = ['createFile', 'CreateContainerFile'];

/** Requests of all kinds to all routes, the same ones for the same seed. */
export function malformedRequests(seed: number, ids: Ids, token: string): () => Malformed {
  const random = randomFrom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const templates = new Map(Object.entries(bodiesOf(ids)));
  const without = OPERATIONS.filter(({ id, body }) => body !== null && !templates.has(id) && !FORMS.includes(id));
  assert.deepEqual(without, [], 'Each route that takes a body has one here');

  function wronged(value: unknown, chance: number): unknown {
    if (random() < chance) return pick(WRONG);
    if (Array.isArray(value)) return value.map((inner) => wronged(inner, chance));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [random() < chance / 3 ? `${key}x` : key, wronged(inner, chance)]));
  }

  function path({ path, method, query }: Operation): string {
    // What is deleted could not be asked for any more.
    const chance = method === 'DELETE' ? 0 : 0.8;
    const concrete = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (random() < chance ? idOf(ids, path, name) : encodeURIComponent(pick(NO_IDS))));
    const base = random() < 0.1 ? concrete.replace('/v1', pick(['/openai', '/openai/v1', '/v2', ''])) : concrete;
    return (base || '/') + (query.length > 0 && random() < 0.4 ? `?${pick(query)}${pick(['', '', '[]', '[a]', '[__proto__]'])}=${pick(VALUES)}` : pick(TAILS));
  }

  function body({ method, id }: Operation): string | null {
    if (method !== 'POST') return random() < 0.05 ? pick(BROKEN) : null;
    if (random() < 0.2) return pick(BROKEN);
    if (random() < 0.1) return JSON.stringify(pick(WRONG));
    return JSON.stringify(wronged(templates.get(id) ?? {}, 0.12));
  }

  function form(): string {
    const fields = [
      `name="file"; filename="${pick(FILE_NAMES)}"\r\nContent-Type: ${pick(['text/plain', 'x', '', 'image/png'])}\r\n\r\n${pick(['', 'x', '\u0000', 'x'.repeat(2_000)])}`,
      `name="purpose"\r\n\r\n${pick(['assistants', 'user_data', '', 'x', '\u0000'])}`,
      `name="${pick(['expires_after[anchor]', 'expires_after[__proto__]', '__proto__', 'file_id', 'x', ''])}"\r\n\r\n${pick(VALUES)}`,
      pick(['', 'name="file"\r\n\r\nno file', 'no field', 'name="purpose', '\r\n']),
    ];
    const all = fields.filter(() => random() < 0.7).map((field) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${field}\r\n`);
    return all.join('') + pick([`--${BOUNDARY}--\r\n`, `--${BOUNDARY}--\r\n`, `--${BOUNDARY}`, '', '--other--']);
  }

  return () => {
    const operation = pick(OPERATIONS);
    const chance = random();
    const isForm = FORMS.includes(operation.id) && random() < 0.6;
    return {
      method: chance < 0.05 ? pick(['PUT', 'PATCH', 'OPTIONS', 'HEAD', 'GET', 'POST']) : operation.method,
      path: path(operation),
      headers: {
        authorization: chance > 0.98 ? pick(['', 'Bearer', 'Bearer wrong', 'Basic x']) : `Bearer ${token}`,
        'openai-beta': chance > 0.95 ? 'assistants=v1' : 'assistants=v2',
        'content-type': isForm ? `multipart/form-data; boundary=${BOUNDARY}` : random() < 0.9 ? 'application/json' : pick(TYPES),
        ...(random() < 0.01 && { origin: 'https://evil.example' }),
      },
      body: isForm ? form() : body(operation),
    };
  };
}

/** The route's own object is called `id`, whatever it is. */
function idOf(ids: Ids, path: string, name: string): string {
  // The files of containers have ids of their own.
  if (name === 'file' && path.includes('/containers/')) return ids.placed;
  if (name !== 'id') return ids[name as keyof Ids];
  const [kind] = (['messages', 'runs', 'steps', 'assistants', 'files', 'vector_stores', 'threads', 'models', 'responses', 'conversations', 'containers'] as const).filter((each) => path.includes(`/${each}/{id}`));
  const own = { messages: ids.message, runs: ids.run, steps: 'step_1', assistants: ids.assistant, files: ids.file, vector_stores: ids.store, threads: ids.thread, models: 'm', responses: ids.response, conversations: ids.conversation, containers: ids.container };
  return kind ? own[kind] : 'x';
}

/** A right body for each operation that takes one. No store but one has files to be read: that would be work, and measured along. */
function bodiesOf(ids: Ids): Readonly<Record<string, unknown>> {
  const image = { type: 'image_url', image_url: { url: 'https://example.com/a.png', detail: 'low' } };
  const attachments = [{ file_id: ids.file, tools: [{ type: 'code_interpreter' }] }];
  const message = { role: 'user', content: [{ type: 'text', text: 'hi' }, image, { type: 'image_file', image_file: { file_id: ids.file } }], attachments, metadata: { a: 'b' } };
  const definition = { name: 'f', description: 'd', parameters: { type: 'object' }, strict: true };
  const tools = [{ type: 'code_interpreter' }, { type: 'file_search', file_search: { max_num_results: 3, ranking_options: { score_threshold: 0 } } }, { type: 'function', function: definition }];
  const chunking = { type: 'static', static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 1 } };
  const resources = { code_interpreter: { file_ids: [ids.file] }, file_search: { vector_store_ids: [ids.store] } };
  const made = { code_interpreter: { file_ids: [ids.file] }, file_search: { vector_stores: [{ file_ids: [], chunking_strategy: chunking, metadata: {} }] } };
  const format = { type: 'json_schema', json_schema: { name: 'n', schema: {} } };
  const assistant = { model: 'm', name: 'n', description: 'd', instructions: 'i', tools, tool_resources: resources, metadata: {}, temperature: 1, top_p: 1, reasoning_effort: 'low', response_format: format };
  const limits = { max_prompt_tokens: 300, max_completion_tokens: 300, truncation_strategy: { type: 'last_messages', last_messages: 2 }, parallel_tool_calls: true };
  const run = { assistant_id: ids.assistant, model: 'm', instructions: 'i', tools, metadata: {}, temperature: 1, tool_choice: { type: 'function', function: { name: 'f' } }, response_format: format, ...limits, stream: false };
  const expires = { anchor: 'last_active_at', days: 1 };
  const file = { file_id: ids.file, attributes: { a: 1 }, chunking_strategy: chunking };
  const parts = [{ type: 'input_text', text: 'hi' }, { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'low' }];
  const input = [
    { role: 'user', content: parts },
    { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
    { type: 'function_call_output', call_id: 'c', output: 'o' },
    { type: 'reasoning', id: 'rs', summary: [{ type: 'summary_text', text: 't' }] },
    { type: 'file_search_call', id: 'fs', status: 'completed', queries: ['q'], results: [{ file_id: ids.file, text: 't', score: 1 }] },
    { type: 'code_interpreter_call', id: 'ci', status: 'completed', code: 'c', container_id: ids.container, outputs: [{ type: 'logs', logs: 'l' }] },
    { role: 'assistant', content: [{ type: 'output_text', text: 'yes', annotations: [] }] },
    { role: 'developer', content: 'be brief' },
  ];
  const wireTools = [{ type: 'function', name: 'f', parameters: {}, strict: false }, { type: 'file_search', vector_store_ids: [ids.store], filters: { type: 'eq', key: 'k', value: 1 } }];
  const more = { max_output_tokens: 100, max_tool_calls: 2, temperature: 1, top_p: 1, truncation: 'auto', include: ['file_search_call.results'] };
  const response = { model: 'm', input, instructions: 'i', tools: wireTools, tool_choice: 'auto', text: { format: { type: 'text' } }, reasoning: { effort: 'low' }, metadata: {}, store: true, stream: false, ...more };
  return {
    createAssistant: assistant,
    modifyAssistant: assistant,
    createThread: { messages: [message], metadata: {}, tool_resources: made },
    modifyThread: { metadata: {}, tool_resources: resources },
    createThreadAndRun: { ...run, thread: { messages: [message] }, tool_resources: resources },
    createMessage: message,
    modifyMessage: { metadata: { a: 'b' } },
    createRun: { ...run, additional_instructions: 'a', additional_messages: [message] },
    modifyRun: { metadata: { a: 'b' } },
    submitToolOuputsToRun: { tool_outputs: [{ tool_call_id: 'c', output: 'o' }], stream: true },
    createVectorStore: { name: 'n', file_ids: [], expires_after: expires, chunking_strategy: chunking, metadata: {}, description: 'd' },
    modifyVectorStore: { name: 'n', expires_after: expires, metadata: {} },
    searchVectorStore: { query: 'q', filters: { type: 'and', filters: [{ type: 'eq', key: 'k', value: 1 }, { type: 'in', key: 'k', value: [1] }] }, max_num_results: 3, ranking_options: { ranker: 'auto', score_threshold: 0 }, rewrite_query: false },
    createVectorStoreFile: file,
    updateVectorStoreFileAttributes: { attributes: { a: true } },
    createVectorStoreFileBatch: { files: [file] },
    createResponse: response,
    compactResponse: { model: 'm', input: 'hi', instructions: 'i', previous_response_id: ids.response },
    getInputTokenCounts: { model: 'm', input, tools: wireTools, conversation: ids.conversation },
    createConversation: { items: input, metadata: { a: 'b' } },
    updateConversation: { metadata: { a: 'b' } },
    createConversationItems: { items: input },
    CreateContainer: { name: 'c', file_ids: [], expires_after: { anchor: 'last_active_at', minutes: 5 }, memory_limit: '1g', network_policy: { type: 'disabled' } },
    CreateContainerFile: { file_id: ids.file },
  };
}
