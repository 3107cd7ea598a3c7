import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import { startApi, type Api } from '../support/api.ts';

const WEATHER = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } } as const;

suite('API: runs', () => {
  let api: Api;
  let client: OpenAI;
  let assistantId: string;
  suiteSetup(async () => {
    api = await startApi();
    client = api.client;
    assistantId = (await client.beta.assistants.create({ model: 'stand-in', tools: [WEATHER] })).id;
  });
  suiteTeardown(() => api.close());

  const threadWith = async (content: string) => (await client.beta.threads.create({ messages: [{ role: 'user', content }] })).id;
  const start = (threadId: string) => client.beta.threads.runs.createAndPoll(threadId, { assistant_id: assistantId });

  /** A run that waits for the output of its one call. */
  async function waitingRun() {
    const threadId = await threadWith('Call weather with {"city":"Ulm"}');
    const run = await start(threadId);
    assert.equal(run.status, 'requires_action');
    assert.deepEqual([run.usage, run.completed_at], [null, null]);
    assert.ok(run.started_at);
    const [call] = run.required_action?.submit_tool_outputs.tool_calls ?? [];
    return { threadId, run, callId: call?.id ?? '' };
  }

  async function refused(promise: Promise<unknown>) {
    const error = await promise.then(
      () => assert.fail('It was accepted.'),
      (reason: unknown) => reason as InstanceType<typeof OpenAI.APIError>,
    );
    const { message, type, param, code } = error.error as { message: string; type: string; param: string | null; code: string | null };
    return { status: error.status, message, type, param, code };
  }
  const plain = (status: number, message: string) => ({ status, message, type: 'invalid_request_error', param: null, code: null });

  test('A thread has one run at a time, also while it waits', async () => {
    const { threadId, run } = await waitingRun();
    assert.deepEqual(await refused(start(threadId)), plain(400, `Thread ${threadId} already has an active run ${run.id}.`));
    const message = client.beta.threads.messages.create(threadId, { role: 'user', content: 'more' });
    assert.deepEqual(await refused(message), plain(400, `Can't add messages to ${threadId} while a run ${run.id} is active.`));
    assert.equal((await refused(client.beta.threads.delete(threadId))).status, 400);
  });

  test('Of ten that start at once, one does', async () => {
    const threadId = await threadWith('Call weather with {}');
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => client.beta.threads.runs.create(threadId, { assistant_id: assistantId })));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  });

  test('Outputs: all of them, once, while the run waits', async () => {
    const threadId = await threadWith('Call weather with {"city":"Ulm"} and weather with {"city":"Pau"}');
    const run = await start(threadId);
    const ids = run.required_action?.submit_tool_outputs.tool_calls.map(({ id }) => id) ?? [];
    const submit = (outputs: readonly string[]) =>
      client.beta.threads.runs.submitToolOutputs(run.id, { thread_id: threadId, tool_outputs: outputs.map((tool_call_id) => ({ tool_call_id, output: 'x' })) });
    assert.equal((await refused(submit(ids.slice(0, 1)))).message, `Expected tool outputs for call_ids ['${ids.join("', '")}'], got ['${ids[0]}']`);
    assert.equal((await refused(submit([...ids, 'call_other']))).status, 400);
    const next = await submit(ids);
    assert.deepEqual([next.status, next.required_action], ['queued', null]);
    const ended = await client.beta.threads.runs.poll(run.id, { thread_id: threadId });
    assert.equal(ended.status, 'completed');
    assert.deepEqual(await refused(submit(ids)), plain(400, 'Runs in status "completed" do not accept tool outputs.'));
  });

  test('An output that is left out, or null, is an empty one; whose output it is has to be said', async () => {
    for (const output of [{}, { output: null }, { output: '' }]) {
      const { threadId, run, callId } = await waitingRun();
      const path = `/threads/${threadId}/runs/${run.id}`;
      const lost = await api.request('POST', `${path}/submit_tool_outputs`, { tool_outputs: [output] });
      assert.equal(((await lost.json()) as { error: { message: string } }).error.message, `Expected tool outputs for call_ids ['${callId}'], got ['']`);
      const submitted = await api.request('POST', `${path}/submit_tool_outputs`, { tool_outputs: [{ tool_call_id: callId, ...output }] });
      assert.equal(submitted.status, 200);
      assert.equal((await client.beta.threads.runs.poll(run.id, { thread_id: threadId })).status, 'completed');
      const [step] = (await client.beta.threads.runs.steps.list(run.id, { thread_id: threadId, order: 'asc' })).data;
      const [call] = step?.step_details.type === 'tool_calls' ? step.step_details.tool_calls : [];
      assert.equal(call?.type === 'function' && call.function.output, '');
    }
  });

  test('Cancelled while it waits; a run that has ended can’t be cancelled', async () => {
    const { threadId, run } = await waitingRun();
    const cancelled = await client.beta.threads.runs.cancel(run.id, { thread_id: threadId });
    assert.deepEqual([cancelled.status, cancelled.required_action], ['cancelled', null]);
    assert.deepEqual(await refused(client.beta.threads.runs.cancel(run.id, { thread_id: threadId })), plain(400, "Cannot cancel run with status 'cancelled'."));
    const [step] = (await client.beta.threads.runs.steps.list(run.id, { thread_id: threadId })).data;
    assert.ok(step?.status === 'cancelled' && step.cancelled_at);
    assert.equal((await refused(client.beta.threads.runs.submitToolOutputs(run.id, { thread_id: threadId, tool_outputs: [] }))).message, 'Runs in status "cancelled" do not accept tool outputs.');
    assert.equal((await client.beta.threads.messages.create(threadId, { role: 'user', content: 'more' })).role, 'user', 'The thread is free.');
  });

  test('After ten minutes it expires, and frees its thread', async () => {
    const { threadId, run, callId } = await waitingRun();
    assert.equal(run.expires_at, run.created_at + 600);
    api.editRows("update runs set body = json_set(body, '$.expiresAt', 1) where id = ?", run.id);
    const expired = await client.beta.threads.runs.retrieve(run.id, { thread_id: threadId });
    assert.deepEqual([expired.status, expired.required_action, expired.expires_at], ['expired', null, null]);
    const late = client.beta.threads.runs.submitToolOutputs(run.id, { thread_id: threadId, tool_outputs: [{ tool_call_id: callId, output: '' }] });
    assert.equal((await refused(late)).message, 'Runs in status "expired" do not accept tool outputs.');
    const [step] = (await client.beta.threads.runs.steps.list(run.id, { thread_id: threadId })).data;
    assert.ok(step?.status === 'expired' && step.expired_at);
  });

  test('What does not exist', async () => {
    const threadId = await threadWith('x');
    const run = { thread_id: threadId };
    assert.deepEqual(await refused(client.beta.assistants.retrieve('asst_x')), plain(404, "No assistant found with id 'asst_x'."));
    assert.deepEqual(await refused(client.beta.assistants.delete('asst_x')), plain(404, "No assistant found with id 'asst_x'."));
    assert.deepEqual(await refused(client.beta.threads.retrieve('thread_x')), plain(404, "No thread found with id 'thread_x'."));
    assert.deepEqual(await refused(client.beta.threads.runs.create('thread_x', { assistant_id: assistantId })), plain(404, "No thread found with id 'thread_x'."));
    assert.deepEqual(await refused(client.beta.threads.runs.create(threadId, { assistant_id: 'asst_x' })), plain(404, "No assistant found with id 'asst_x'."));
    assert.deepEqual(await refused(client.beta.threads.runs.retrieve('run_x', run)), plain(404, "No run found with id 'run_x'."));
    assert.deepEqual(await refused(client.beta.threads.messages.retrieve('msg_x', run)), plain(404, "No message found with id 'msg_x'."));
    const attachments = [{ file_id: 'file-x', tools: [{ type: 'file_search' as const }] }];
    const attached = client.beta.threads.messages.create(threadId, { role: 'user', content: 'x', attachments });
    assert.deepEqual(await refused(attached), { ...plain(404, 'No such File object: file-x'), param: 'id' });
    const other = await threadWith('Say exactly: hi');
    const { id } = await start(other);
    assert.equal((await refused(client.beta.threads.runs.retrieve(id, run))).status, 404, 'A run of another thread is not this thread’s.');
  });

  test('Lists: pages in both orders, and before a cursor', async () => {
    const { id } = await client.beta.threads.create({ messages: ['1', '2', '3', '4', '5'].map((content) => ({ role: 'user', content })) });
    const list = async (query: OpenAI.Beta.Threads.MessageListParams) => {
      const page = await client.beta.threads.messages.list(id, query);
      return { texts: page.data.map(({ content }) => (content[0]?.type === 'text' ? content[0].text.value : '')).join(''), more: page.has_more, ids: page.data.map((message) => message.id) };
    };
    assert.deepEqual((await list({})).texts, '54321');
    const asc = await list({ order: 'asc', limit: 2 });
    assert.deepEqual([asc.texts, asc.more], ['12', true]);
    assert.equal((await list({ order: 'asc', after: asc.ids[1] ?? '' })).texts, '345');
    const desc = await list({ limit: 2 });
    assert.equal((await list({ after: desc.ids[1] ?? '' })).texts, '321');
    const before = await list({ before: (await list({})).ids[3] ?? '', limit: 2 });
    assert.equal(before.texts, '43', 'What precedes the cursor, nearest to it.');
    assert.equal((await refused(client.beta.threads.messages.list(id, { after: 'msg_x' }))).status, 400);
    assert.equal((await refused(client.beta.threads.messages.list(id, { limit: 101 }))).code, 'integer_above_max_value');
    const all: string[] = [];
    for await (const message of client.beta.threads.messages.list(id, { limit: 2, order: 'asc' })) all.push(message.id);
    assert.equal(all.length, 5, 'The client’s own paging.');
    const empty = (await (await api.request('GET', `/threads/${(await client.beta.threads.create()).id}/messages`)).json()) as object;
    assert.deepEqual(empty, { object: 'list', data: [], first_id: null, last_id: null, has_more: false });
  });

  test('Lists of assistants, runs and steps', async () => {
    const threadId = await threadWith('Say exactly: one');
    const first = await start(threadId);
    await client.beta.threads.messages.create(threadId, { role: 'user', content: 'Say exactly: two' });
    const second = await start(threadId);
    const runs = await client.beta.threads.runs.list(threadId);
    assert.deepEqual(runs.data.map(({ id }) => id), [second.id, first.id]);
    const messages = await client.beta.threads.messages.list(threadId, { run_id: first.id });
    assert.deepEqual(messages.data.map(({ run_id }) => run_id), [first.id]);
    const { data } = await client.beta.threads.runs.steps.list(first.id, { thread_id: threadId });
    assert.deepEqual(data.map(({ type }) => type), ['message_creation']);
    assert.deepEqual(await client.beta.threads.runs.steps.retrieve(data[0]?.id ?? '', { thread_id: threadId, run_id: first.id }), data[0]);
    const assistants = await client.beta.assistants.list({ limit: 1 });
    assert.equal(assistants.data.length, 1);
  });

  test('Without an interval, a run is looked at ten times a second', async () => {
    const threadId = await threadWith('Say exactly: hi');
    const { id } = await start(threadId);
    const response = await api.request('GET', `/threads/${threadId}/runs/${id}`);
    assert.equal(response.headers.get('openai-poll-after-ms'), '100');
  });
});

suite('API: search only', () => {
  test('Whatever model is named, passages answer and nothing is counted', async () => {
    const api = await startApi({ upstream: 'none' });
    const { client } = api;
    const file = await client.files.create({ file: new File(['Invoices are paid within thirty days of their date.\n'], 'terms.md'), purpose: 'assistants' });
    const assistant = await client.beta.assistants.create({ model: 'gpt-4-turbo', tools: [{ type: 'file_search' }] });
    const run = await client.beta.threads.createAndRunPoll({
      assistant_id: assistant.id,
      thread: { messages: [{ role: 'user', content: 'When are invoices paid?', attachments: [{ file_id: file.id, tools: [{ type: 'file_search' }] }] }] },
    });
    assert.deepEqual([run.status, run.model], ['completed', 'gpt-4-turbo']);
    assert.deepEqual(run.usage, { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 });
    const { data } = await client.beta.threads.messages.list(run.thread_id);
    const [part] = data[0]?.content ?? [];
    assert.ok(part?.type === 'text');
    assert.match(part.text.value, /paid within thirty days/);
    assert.deepEqual(part.text.annotations.map((each) => (each.type === 'file_citation' ? each.file_citation.file_id : '')), [file.id]);
    const none = await client.beta.threads.runs.createAndPoll(run.thread_id, { assistant_id: assistant.id, tool_choice: 'none', additional_messages: [{ role: 'user', content: 'When are invoices paid?' }] });
    assert.deepEqual((await client.beta.threads.runs.steps.list(none.id, { thread_id: run.thread_id })).data.map(({ type }) => type), ['message_creation']);
    const forced = await client.beta.threads.runs.createAndPoll(run.thread_id, { assistant_id: assistant.id, tool_choice: { type: 'file_search' }, additional_messages: [{ role: 'user', content: 'hello' }] });
    assert.equal((await client.beta.threads.runs.steps.list(forced.id, { thread_id: run.thread_id })).data.at(-1)?.type, 'tool_calls');
    assert.deepEqual((await client.models.list()).data.map(({ id }) => id), ['search-only']);
    await api.close();
  });
});

suite('API: models', () => {
  test('A model that the server behind does not have', async () => {
    const api = await startApi({ fallback: null });
    const thread = { messages: [{ role: 'user' as const, content: 'Say exactly: hi' }] };
    const { id } = await api.client.beta.assistants.create({ model: 'gpt-4o' });
    const failed = await api.client.beta.threads.createAndRunPoll({ assistant_id: id, thread });
    assert.equal(failed.status, 'failed');
    assert.match(failed.last_error?.message ?? '', /no model “gpt-4o”; it has stand-in/);
    const other = await api.client.beta.threads.createAndRunPoll({ assistant_id: id, thread, model: 'stand-in-mini' });
    assert.equal(other.status, 'completed');
    assert.equal(api.model.requests.at(-1)?.headers.authorization, 'Bearer upstream-key');
    await api.close();
  });
});
