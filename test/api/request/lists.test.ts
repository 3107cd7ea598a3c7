import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import { startApi, type Api } from '../support/api.ts';

interface List {
  readonly object: string;
  readonly data: readonly { readonly id: string; readonly deleted?: boolean }[];
  readonly first_id: string | null;
  readonly last_id: string | null;
  readonly has_more: boolean;
}

/** Seconds since 1970, long before any test. */
const LONG_AGO = 1_000_000_000;

suite('API: lists of all that there is', () => {
  let api: Api;
  let client: OpenAI;
  setup(async () => {
    api = await startApi({ upstream: 'none' });
    client = api.client;
  });
  teardown(() => api.close());

  async function list(path: string, method = 'GET'): Promise<List> {
    const response = await api.request(method, path);
    assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
    return (await response.json()) as List;
  }
  const ids = async (path: string) => (await list(path)).data.map(({ id }) => id);
  async function refused(path: string, method = 'GET') {
    const response = await api.request(method, path);
    return [response.status, ((await response.json()) as { error: { message: string } }).error.message];
  }
  /** Makes something as old as only time could. */
  const age = (table: string, id: string) => api.editRows(`update ${table} set body = json_set(body, '$.createdAt', ${LONG_AGO * 1_000}) where id = ?`, id);
  async function threads(...metadata: readonly Record<string, string>[]): Promise<readonly string[]> {
    const made: string[] = [];
    for (const each of metadata) made.push((await client.beta.threads.create({ metadata: each })).id);
    return made;
  }

  test('Threads are listed newest first, in pages, each as it is read by itself', async () => {
    assert.deepEqual(await list('/threads'), { object: 'list', data: [], first_id: null, last_id: null, has_more: false });
    const [one = '', two = '', three = ''] = await threads({ n: '1' }, {}, {});
    const page = await list('/threads?limit=2');
    assert.deepEqual(page, { object: 'list', data: [await client.beta.threads.retrieve(three), await client.beta.threads.retrieve(two)], first_id: three, last_id: two, has_more: true });
    assert.deepEqual(await ids(`/threads?limit=2&after=${two}`), [one]);
    assert.deepEqual(await ids(`/threads?order=asc&after=${one}`), [two, three]);
    assert.deepEqual(await ids(`/threads?before=${two}`), [three]);
    assert.deepEqual(await ids('/threads?after=&before='), [three, two, one]);
    await client.beta.threads.messages.create(one, { role: 'user', content: 'Newest activity, not newest thread' });
    assert.deepEqual(await ids('/threads'), [three, two, one]);
  });

  test('What a list does not know is refused', async () => {
    for (const path of ['/threads?limit=0', '/threads?limit=101', '/threads?foo=1', '/threads?after=thread_none', '/threads?created_before=yesterday', '/threads?foo[a]=1', '/files?metadata[a]=1']) {
      assert.equal((await refused(path))[0], 400, path);
    }
    assert.deepEqual(await refused('/threads?foo=1'), [400, "Unknown parameter: 'foo'."]);
  });

  test('Threads by metadata: each pair has to be there, whatever its letters', async () => {
    const odd = 'a"b]c.$[0]';
    const [one = '', two = '', three = ''] = await threads({ user: '42' }, { user: '42', kind: 'x', [odd]: "o'dd" }, { user: '420', '0': 'zero' });
    assert.deepEqual(await ids('/threads?metadata[user]=42'), [two, one]);
    assert.deepEqual(await ids('/threads?metadata%5Buser%5D=42&metadata%5Bkind%5D=x'), [two]);
    assert.deepEqual(await ids(`/threads?metadata[${encodeURIComponent(odd)}]=${encodeURIComponent("o'dd")}`), [two]);
    assert.deepEqual(await ids('/threads?metadata[0]=zero'), [three]);
    assert.deepEqual(await ids('/threads?metadata[user]=42&metadata[kind]=y'), []);
    assert.deepEqual(await ids('/threads?metadata[toString]=x'), []);
    assert.deepEqual(await ids(`/threads?metadata[user]=42&after=${two}`), [one]);
    await client.beta.threads.update(two, { metadata: {} });
    assert.deepEqual(await ids(`/threads?metadata[user]=42&after=${two}`), [one], 'A cursor holds after its entry has changed.');
  });

  test('Threads by date, in whole seconds as clients see them', async () => {
    const [old = '', young = ''] = await threads({}, {});
    age('threads', old);
    assert.deepEqual(await ids(`/threads?created_before=${LONG_AGO + 1}`), [old]);
    assert.deepEqual(await ids(`/threads?created_before=${LONG_AGO}`), []);
    assert.deepEqual(await ids(`/threads?created_after=${LONG_AGO}`), [young]);
    assert.deepEqual(await ids(`/threads?created_after=${LONG_AGO - 1}`), [young, old]);
    const { created_at } = await client.beta.threads.retrieve(young);
    assert.deepEqual(await ids(`/threads?created_after=${created_at}`), []);
  });

  test('Threads by the assistant that answered there', async () => {
    const [one = '', two = ''] = await threads({}, {});
    const [first, second] = [await client.beta.assistants.create({ model: 'm' }), await client.beta.assistants.create({ model: 'm' })];
    for (const [thread, { id }] of [[one, first], [two, first], [two, second]] as const) await client.beta.threads.runs.createAndPoll(thread, { assistant_id: id });
    assert.deepEqual(await ids(`/threads?assistant_id=${first.id}`), [two, one]);
    assert.deepEqual(await ids(`/threads?assistant_id=${second.id}`), [two]);
    assert.deepEqual(await ids('/threads?assistant_id=asst_none'), []);
  });

  test('Threads that are not a script’s are not in its list', async () => {
    const own = await api.docent.threads.create({ origin: 'chat', workspace: '/w', title: 'A user’s own' });
    const [one] = await threads({});
    assert.deepEqual(await ids('/threads'), [one]);
    assert.deepEqual((await list('/threads?created_after=0', 'DELETE')).data.map(({ id }) => id), [one]);
    assert.ok(await api.docent.threads.get(own.id));
  });

  test('Old threads are deleted together, those that are being answered left alone', async () => {
    const [old = '', busy = '', young = ''] = await threads({}, {}, {});
    const { id: assistant_id } = await client.beta.assistants.create({ model: 'm' });
    for (const id of [old, busy]) age('threads', id);
    await client.beta.threads.runs.createAndPoll(busy, { assistant_id });
    api.editRows(`update runs set status = 'requires_action', body = json_set(body, '$.status', 'requires_action', '$.expiresAt', null) where thread_id = ?`, busy);
    assert.match(String((await refused('/threads', 'DELETE'))[1]), /Say which threads/);
    assert.equal((await refused('/threads?limit=5', 'DELETE'))[0], 400);
    assert.deepEqual((await list(`/threads?created_before=${LONG_AGO + 1}`, 'DELETE')).data, [{ id: old, object: 'thread.deleted', deleted: true }]);
    assert.deepEqual(await ids('/threads'), [young, busy]);
    await assert.rejects(client.beta.threads.retrieve(old), { status: 404 });
  });

  test('Assistants, messages, runs, files, stores and batches are narrowed alike', async () => {
    const { beta, files, vectorStores } = client;
    const mark = { metadata: { is: 'marked' } };
    const [plain, marked] = [await beta.assistants.create({ model: 'm' }), await beta.assistants.create({ model: 'm', ...mark })];
    const thread = await beta.threads.create();
    const content = 'hello';
    const [plainMessage, markedMessage] = [await beta.threads.messages.create(thread.id, { role: 'user', content }), await beta.threads.messages.create(thread.id, { role: 'user', content, ...mark })];
    const run = (more: object) => beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id, ...more });
    const [plainRun, markedRun] = [await run({}), await run(mark)];
    const [plainStore, markedStore] = [await vectorStores.create({}), await vectorStores.create(mark)];
    const pairs: readonly (readonly [string, string, string, string])[] = [
      ['/assistants', 'assistants', plain.id, marked.id],
      [`/threads/${thread.id}/messages`, 'items', plainMessage.id, markedMessage.id],
      [`/threads/${thread.id}/runs`, 'runs', plainRun.id, markedRun.id],
      ['/vector_stores', 'vector_stores', plainStore.id, markedStore.id],
    ];
    for (const [path, table, plainId, markedId] of pairs) {
      assert.deepEqual(await ids(`${path}?metadata[is]=marked`), [markedId], path);
      age(table, plainId);
      assert.deepEqual(await ids(`${path}?created_before=${LONG_AGO + 1}`), [plainId], path);
      const after = await ids(`${path}?created_after=${LONG_AGO}`);
      assert.ok(after.includes(markedId) && !after.includes(plainId), path);
    }

    const upload = async (name: string) => (await files.create({ file: new File([name], name), purpose: 'assistants' })).id;
    const [one = '', two = ''] = [await upload('a.txt'), await upload('b.txt')];
    age('files', one);
    assert.deepEqual(await ids(`/files?created_before=${LONG_AGO + 1}`), [one]);
    const batches = [await vectorStores.fileBatches.createAndPoll(plainStore.id, { file_ids: [one] }), await vectorStores.fileBatches.createAndPoll(plainStore.id, { file_ids: [two] })];
    const path = `/vector_stores/${plainStore.id}`;
    const listed = await list(`${path}/file_batches?limit=1`);
    assert.deepEqual([listed.data, listed.has_more], [[batches[1]], true]);
    age('file_batches', batches[0]?.id ?? '');
    assert.deepEqual(await ids(`${path}/file_batches?created_before=${LONG_AGO + 1}`), [batches[0]?.id]);
    age('store_files', two);
    assert.deepEqual(await ids(`${path}/files?created_before=${LONG_AGO + 1}`), [two]);
    assert.deepEqual((await refused('/vector_stores/vs_none/file_batches'))[0], 404);
  });
});
