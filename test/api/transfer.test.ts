import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toFile, type OpenAI } from 'openai';
import { exportDump, exportThread } from '../../src/api/transfer/export.ts';
import { importDump } from '../../src/api/transfer/import.ts';
import type { ImportReport } from '../../src/api/transfer/report.ts';
import { textPart, userMessage, type ContentPart } from '../../src/core/types/item.ts';
import { tempDir } from '../support/temp.ts';
import { startApi, type Api } from './support/api.ts';
import { randomFrom } from './support/random.ts';

const THREAD = { object: 'thread', id: 'thread_old1', created_at: 1_700_000_000, metadata: { user: '42' }, tool_resources: {} };
const ASSISTANT = {
  id: 'asst_old1',
  object: 'assistant',
  created_at: 1_700_000_000,
  name: 'Guide',
  description: null,
  model: 'stand-in',
  instructions: 'Hi',
  tools: [{ type: 'file_search', file_search: { ranking_options: { ranker: 'default_2024_08_21', score_threshold: 0 } } }],
  tool_resources: { file_search: { vector_store_ids: ['vs_old1'] } },
  metadata: {},
  temperature: 1,
  top_p: 1,
  response_format: 'auto',
};
const STORE = { id: 'vs_old1', object: 'vector_store', created_at: 1_700_000_000, name: 'Guides', status: 'completed', usage_bytes: 100, metadata: {}, last_active_at: 1_700_000_100 };
const FILE = { id: 'file-old1', object: 'file', bytes: 23, created_at: 1_700_000_000, filename: 'guide.md', purpose: 'assistants', status: 'processed' };
const STORE_FILE = { id: 'file-old1', object: 'vector_store.file', created_at: 1_700_000_000, vector_store_id: 'vs_old1', status: 'completed', usage_bytes: 100, attributes: { year: 2024 } };
const BYTES = 'The lucky number is 17.';

/** As OpenAI gave messages: with fields that a message here is made of otherwise. */
function message(id: string, createdAt: number, role: 'user' | 'assistant', value: string, annotations: readonly object[] = []) {
  return {
    id,
    object: 'thread.message',
    created_at: createdAt,
    thread_id: THREAD.id,
    status: 'completed',
    incomplete_details: null,
    completed_at: createdAt,
    incomplete_at: null,
    role,
    content: [{ type: 'text', text: { value, annotations } }],
    assistant_id: role === 'assistant' ? 'asst_old1' : null,
    run_id: role === 'assistant' ? 'run_old1' : null,
    attachments: [],
    metadata: {},
  };
}
const QUESTION = message('msg_old1', 1_700_000_001, 'user', 'What is the lucky number?');
const CITED = { type: 'file_citation', text: '【4:0†guide.md】', start_index: 3, end_index: 17, file_citation: { file_id: 'file-old1' } };
const ANSWER = message('msg_old2', 1_700_000_002, 'assistant', '17.【4:0†guide.md】', [CITED]);

suite('API: moving in and out', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  const apis: Api[] = [];
  setup(async () => void (dir = await tempDir()));
  teardown(async () => {
    for (const api of apis.splice(0)) await api.close();
    await dir.remove();
  });

  async function start(): Promise<Api> {
    const api = await startApi();
    apis.push(api);
    return api;
  }

  /** Writes a dump and takes it over. */
  async function take(api: Api, lines: readonly (object | string)[], files: Readonly<Record<string, string>> = {}): Promise<ImportReport> {
    const folder = join(dir.path, 'dump.files');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const [id, bytes] of Object.entries(files)) await writeFile(join(folder, id), bytes);
    const path = join(dir.path, 'dump.jsonl');
    await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    return importDump(api.docent, path);
  }

  async function json(api: Api, path: string): Promise<unknown> {
    const response = await api.request('GET', path);
    assert.equal(response.status, 200, path);
    return response.json();
  }

  test('What was given elsewhere is given here, with ids, dates, order and annotations, and goes on', async () => {
    const api = await start();
    const report = await take(api, [ASSISTANT, { object: 'list', data: [ANSWER, QUESTION] }, THREAD, STORE_FILE, STORE, FILE], { 'file-old1': BYTES });
    assert.deepEqual([report.refused, report.notes], [[], []]);
    assert.deepEqual(await json(api, '/assistants/asst_old1'), ASSISTANT);
    assert.deepEqual(await json(api, '/threads/thread_old1'), THREAD);
    assert.deepEqual((await json(api, '/threads/thread_old1/messages?order=asc') as { data: unknown }).data, [QUESTION, ANSWER]);
    assert.deepEqual((await json(api, '/threads/thread_old1/messages?run_id=run_old1') as { data: unknown }).data, [ANSWER]);
    assert.deepEqual(await json(api, '/files/file-old1'), FILE);
    assert.equal(await (await api.request('GET', '/files/file-old1/content')).text(), BYTES);
    await api.client.beta.threads.messages.create('thread_old1', { role: 'user', content: 'Search for: lucky number' });
    const run = await api.client.beta.threads.runs.createAndPoll('thread_old1', { assistant_id: 'asst_old1' }, { pollIntervalMs: 20 });
    assert.equal(run.status, 'completed');
    const found = await api.client.vectorStores.search('vs_old1', { query: 'lucky number' });
    assert.deepEqual(found.data.map(({ file_id, attributes }) => [file_id, attributes]), [['file-old1', { year: 2024 }]]);
    assert.match(JSON.stringify(api.model.requests[0]?.body), /17\.【4:0†guide\.md】/);
  });

  test('The same again changes nothing; what differs is named, and stays', async () => {
    const api = await start();
    const lines = [ASSISTANT, THREAD, QUESTION, ANSWER, STORE, FILE, STORE_FILE];
    await take(api, lines, { 'file-old1': BYTES });
    const again = await take(api, lines, { 'file-old1': BYTES });
    assert.deepEqual([[...again.added.values()].filter((count) => count > 0), again.same, again.refused], [[], 7, []]);
    const other = await take(api, [{ ...ASSISTANT, instructions: 'Bye' }, { ...QUESTION, content: ANSWER.content }], {});
    assert.deepEqual(other.refused, [
      'Line 1: assistant “asst_old1” is there with other content; it stays as it is.',
      'Line 2: thread.message “msg_old1” is there with other content; it stays as it is.',
    ]);
    assert.deepEqual(await json(api, '/assistants/asst_old1'), ASSISTANT);
  });

  test('A line that can’t be used is named, and the others are taken over', async () => {
    const api = await start();
    const evil = ['../../evil', '/etc/passwd', 'a/b', '..', '', 'a\u0000b', 'CON.', 'x'.repeat(200)];
    const bad = ['{broken', '[]', '7', { object: 'assistant', id: 'asst_x' }, { ...QUESTION, id: 'msg_x', thread_id: 'thread_none' }, ...evil.map((id) => ({ ...FILE, id }))];
    const report = await take(api, [FILE, ...bad, { object: 'thread.run', id: 'run_old1' }, THREAD], { 'file-old1': BYTES });
    assert.deepEqual(report.refused.map((sentence) => Number(/^Line (\d+): ./.exec(sentence)?.[1])), bad.map((_, index) => index + 2));
    assert.deepEqual(report.notes, ['Not imported: 1 of the kind “thread.run”, for which there is no place.']);
    assert.deepEqual([report.added.get('file'), report.added.get('thread')], [1, 1]);
  });

  test('Bytes may come later', async () => {
    const api = await start();
    const lines = [STORE, FILE, STORE_FILE];
    const first = await take(api, lines);
    assert.match(first.notes.join(), /Without bytes in .*dump\.files: file-old1\.$/);
    assert.equal((await api.client.vectorStores.files.retrieve('file-old1', { vector_store_id: 'vs_old1' })).status, 'failed');
    assert.deepEqual((await take(api, lines, { 'file-old1': BYTES })).notes, []);
    assert.equal((await api.client.vectorStores.files.poll('vs_old1', 'file-old1', { pollIntervalMs: 20 })).status, 'completed');
  });

  test('A store whose time was over when it moved in lives on; one that had expired has', async () => {
    const api = await start();
    const days = { expires_after: { anchor: 'last_active_at', days: 7 } };
    await take(api, [{ ...STORE, ...days }, { ...STORE, ...days, id: 'vs_old2', status: 'expired' }]);
    assert.deepEqual([(await api.client.vectorStores.retrieve('vs_old1')).status, (await api.client.vectorStores.retrieve('vs_old2')).status], ['completed', 'expired']);
  });

  test('What is exported and imported elsewhere is the same to whoever asks, whatever it says', async () => {
    const [from, to] = [await start(), await start()];
    await fill(from);
    const dump = join(dir.path, 'all.jsonl');
    const counts = await exportDump(from.docent, dump);
    const { added, refused, notes } = await importDump(to.docent, dump);
    assert.deepEqual([refused, notes, [...added]], [[], [], [...counts]]);
    const objects = (await readFile(dump, 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Readonly<Record<string, string>>);
    assert.ok(objects.length > 130, `${objects.length}`);
    for (const { id } of objects.filter(({ object }) => object === 'vector_store')) {
      for await (const { id: file } of to.client.vectorStores.files.list(id ?? '')) await to.client.vectorStores.files.poll(id ?? '', file, { pollIntervalMs: 20 });
    }
    const paths = objects.map(({ object, id, thread_id, vector_store_id }) => {
      switch (object) {
        case 'file':
          return `/files/${id}`;
        case 'vector_store':
          return `/vector_stores/${id}`;
        case 'vector_store.file':
          return `/vector_stores/${vector_store_id}/files/${id}`;
        case 'thread.message':
          return `/threads/${thread_id}/messages/${id}`;
        default:
          return `/${object}s/${id}`;
      }
    });
    const lists = objects.flatMap(({ object, id }) => (object === 'thread' ? [`/threads/${id}/messages`, `/threads/${id}/messages?limit=7&order=asc`] : []));
    for (const path of [...paths, ...lists, '/assistants', '/files', '/vector_stores']) assert.deepEqual(await json(to, path), await json(from, path), path);
    for (const { id } of objects.filter(({ object }) => object === 'file')) {
      const [there, here] = await Promise.all([from, to].map(async (api) => (await api.request('GET', `/files/${id}/content`)).text()));
      assert.equal(here, there);
    }
  }).timeout(60_000);

  test('One thread of the chat is exported with its files, and becomes a chat elsewhere', async () => {
    const [from, to] = [await start(), await start()];
    const file = await from.docent.files.upload({ name: 'guide.md', mime: 'text/markdown', bytes: Buffer.from(BYTES) }, 'user_data', null);
    const thread = await from.docent.threads.create({ origin: 'chat', workspace: '', title: 'Numbers' });
    const path = from.docent.files.path(file);
    const attached: ContentPart = { type: 'file', file: { name: file.name, path, bytes: file.bytes, id: file.id, tools: ['file_search'] } };
    await from.docent.runs.add(thread.id, [userMessage([textPart('What is the lucky number?'), attached])]);
    const dump = join(dir.path, 'one.jsonl');
    const counts = await exportThread(from.docent, thread.id, dump);
    assert.deepEqual([...counts].filter(([, count]) => count > 0), [['file', 1], ['thread', 1], ['thread.message', 1]]);
    const { refused } = await importDump(to.docent, dump, { origin: 'chat', workspace: 'folder_1' });
    assert.deepEqual(refused, []);
    const there = await to.docent.threads.get(thread.id);
    assert.deepEqual([there?.origin, there?.workspace, there?.title], ['chat', 'folder_1', 'What is the lucky number?']);
    assert.equal(await readFile(to.docent.files.path(file), 'utf8'), BYTES);
  });
});

/** Things of all kinds, with words of all kinds. */
async function fill({ client }: Api): Promise<void> {
  const next = randomFrom(19);
  const random = (below: number) => Math.floor(next() * below);
  const words = ['zebra', '数字', '😀', '"quoted"', '\u2028', '【1】', 'a\tb', "l'été", '\\n', '</script>'];
  const text = () => Array.from({ length: 1 + random(8) }, () => words[random(words.length)]).join(' ');
  const metadata = () => Object.fromEntries(Array.from({ length: random(4) }, (_, index) => [`key${index}`, text()]));
  const files: string[] = [];
  for (let count = 0; count < 6; count++) {
    const file = await toFile(Buffer.from(`# ${text()}\n\n${text()}\n`), `file-${count} ${count % 2 ? 'é' : ''}.md`);
    files.push((await client.files.create({ file, purpose: count % 3 ? 'assistants' : 'user_data' })).id);
  }
  const one = () => files[random(files.length)] ?? '';
  const stores: string[] = [];
  for (let count = 0; count < 3; count++) {
    const chunking_strategy = { type: 'static', static: { max_chunk_size_tokens: 200 + count, chunk_overlap_tokens: 50 } } as const;
    const expires_after = { anchor: 'last_active_at', days: 3 } as const;
    const { id } = await client.vectorStores.create({ name: text(), metadata: metadata(), ...(count === 1 && { expires_after }) });
    for (const file_id of new Set([one(), one()])) await client.vectorStores.files.createAndPoll(id, { file_id, chunking_strategy, attributes: { n: count, s: text(), b: true } }, { pollIntervalMs: 20 });
    stores.push(id);
  }
  const tools: OpenAI.Beta.AssistantTool[] = [
    { type: 'file_search', file_search: { max_num_results: 5, ranking_options: { ranker: 'auto', score_threshold: 0.5 } } },
    { type: 'code_interpreter' },
    { type: 'function', function: { name: 'weather', description: text(), parameters: { type: 'object', properties: { q: { type: 'string' } } }, strict: true } },
  ];
  const formats: OpenAI.Beta.Threads.AssistantResponseFormatOption[] = ['auto', { type: 'json_object' }, { type: 'json_schema', json_schema: { name: 'x', schema: { type: 'object' } } }];
  const assistants: string[] = [];
  for (let count = 0; count < 6; count++) {
    const { id } = await client.beta.assistants.create({
      model: 'stand-in',
      name: text(),
      instructions: text(),
      tools: tools.slice(0, count % 4),
      tool_resources: count > 0 ? { file_search: { vector_store_ids: [stores[count % 3] ?? ''] }, code_interpreter: { file_ids: [one()] } } : {},
      metadata: metadata(),
      temperature: random(3) / 2,
      top_p: count % 2 ? 0.5 : null,
      reasoning_effort: count % 2 ? 'low' : null,
      response_format: formats[count % 3] ?? 'auto',
    });
    assistants.push(id);
  }
  for (let count = 0; count < 4; count++) {
    const { id } = await client.beta.threads.create({ metadata: metadata() });
    for (let each = 0; each < 28; each++) {
      const attachments = each % 9 ? undefined : [{ file_id: one(), tools: [{ type: 'code_interpreter' as const }] }];
      const content = each % 5 ? text() : [{ type: 'text' as const, text: text() }, { type: 'image_url' as const, image_url: { url: 'https://example.com/a.png' } }];
      await client.beta.threads.messages.create(id, { role: each % 2 ? 'assistant' : 'user', content, metadata: metadata(), ...(attachments && { attachments }) });
    }
    await client.beta.threads.messages.create(id, { role: 'user', content: count % 2 ? 'Run this code:\n```python\nopen("out.txt", "w").write("1")\nprint(1)\n```' : 'Search for: zebra' });
    await client.beta.threads.runs.createAndPoll(id, { assistant_id: assistants[2 + (count % 2)] ?? '' }, { pollIntervalMs: 20 });
  }
}
