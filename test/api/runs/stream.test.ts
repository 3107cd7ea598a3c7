import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import { startApi, type Api } from '../support/api.ts';
import { checkDeltas } from '../support/deltas.ts';

type Event = OpenAI.Beta.AssistantStreamEvent;

const WEATHER = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } } as const;
const MESSAGE = ['thread.run.step.created', 'thread.run.step.in_progress', 'thread.message.created', 'thread.message.in_progress'];
const MESSAGE_END = ['thread.message.delta', 'thread.message.completed', 'thread.run.step.completed'];
const BEGIN = ['thread.run.created', 'thread.run.queued', 'thread.run.in_progress'];
const CALLS = ['thread.run.step.created', 'thread.run.step.in_progress', 'thread.run.step.delta'];

suite('API: streams', () => {
  let api: Api;
  let assistantId: string;
  suiteSetup(async () => {
    api = await startApi();
    const { id } = await api.client.beta.assistants.create({ model: 'stand-in', tools: [{ type: 'code_interpreter' }, WEATHER] });
    assistantId = id;
  });
  suiteTeardown(() => api.close());

  async function threadWith(content: string): Promise<string> {
    return (await api.client.beta.threads.create({ messages: [{ role: 'user', content }] })).id;
  }

  /** All events of a stream; deltas in a row count once. */
  async function read(events: AsyncIterable<Event>): Promise<{ readonly names: readonly string[]; readonly events: readonly Event[] }> {
    const all: Event[] = [];
    for await (const event of events) all.push(event);
    checkDeltas(all);
    return { events: all, names: all.map(({ event }) => event).filter((name, index, names) => name !== names[index - 1] || !name.endsWith('delta')) };
  }

  /** What the events say that polling says, too. */
  async function checkAgainstPolling(events: readonly Event[], threadId: string, runId: string): Promise<void> {
    const { data: steps } = await api.client.beta.threads.runs.steps.list(runId, { thread_id: threadId, order: 'asc' });
    const ended = events.flatMap((event) => (/^thread\.run\.step\.(completed|failed|cancelled|expired)$/.test(event.event) ? [event.data] : []));
    assert.deepEqual(ended, steps);
    const { data: messages } = await api.client.beta.threads.messages.list(threadId, { order: 'asc', run_id: runId });
    assert.deepEqual(events.flatMap((event) => (/^thread\.message\.(completed|incomplete)$/.test(event.event) ? [event.data] : [])), messages);
    const last = events.at(-1);
    assert.deepEqual(last?.data, await api.client.beta.threads.runs.retrieve(runId, { thread_id: threadId }));
  }

  test('An answer', async () => {
    const threadId = await threadWith('Say exactly: Good morning to all of you');
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId });
    const { names, events } = await read(stream);
    assert.deepEqual(names, [...BEGIN, ...MESSAGE, ...MESSAGE_END, 'thread.run.completed']);
    await checkAgainstPolling(events, threadId, (await stream.finalRun()).id);
    const deltas = events.flatMap((event) => (event.event === 'thread.message.delta' ? (event.data.delta.content ?? []) : []));
    assert.ok(deltas.length > 3, 'It comes in pieces.');
    const [first] = deltas;
    assert.ok(first?.type === 'text' && first.text?.annotations?.length === 0);
    assert.equal(deltas.map((part) => (part.type === 'text' ? part.text?.value : '')).join(''), 'Good morning to all of you');
  });

  test('A thread made with its run comes first', async () => {
    const stream = api.client.beta.threads.createAndRunStream({
      assistant_id: assistantId,
      thread: { messages: [{ role: 'user', content: 'Say exactly: hi' }], metadata: { from: 'test' } },
    });
    const { names, events } = await read(stream);
    assert.deepEqual(names.slice(0, 2), ['thread.created', 'thread.run.created']);
    const [created] = events;
    assert.ok(created?.event === 'thread.created' && created.data.metadata?.['from'] === 'test');
  });

  test('Code: its text and its outputs as increments, the image before the text', async () => {
    const threadId = await threadWith('Run this code:\n```python\nfor n in range(3): print(n)\nprint("é")\n1/0\n```');
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId });
    const { names, events } = await read(stream);
    assert.deepEqual(names, [...BEGIN, ...CALLS, 'thread.run.step.completed', ...MESSAGE, ...MESSAGE_END, 'thread.run.completed']);
    await checkAgainstPolling(events, threadId, (await stream.finalRun()).id);
    const calls = events.flatMap((event) => (event.event === 'thread.run.step.delta' ? [event.data.delta.step_details] : [])).flatMap((details) => (details?.type === 'tool_calls' ? (details.tool_calls ?? []) : []));
    const [first, ...rest] = calls;
    assert.ok(first?.id);
    assert.deepEqual(first, { index: 0, id: first.id, type: 'code_interpreter', code_interpreter: { input: '', outputs: [] } });
    assert.ok(rest.every((call) => !('id' in call) && call.index === 0));
    const code = rest.map((call) => (call.type === 'code_interpreter' ? (call.code_interpreter?.input ?? '') : '')).join('');
    assert.equal(code, 'for n in range(3): print(n)\nprint("é")\n1/0\n');
    const logs = rest.flatMap((call) => (call.type === 'code_interpreter' ? (call.code_interpreter?.outputs ?? []) : [])).map((output) => (output.type === 'logs' ? output.logs : ''));
    assert.match(logs.join(''), /^0\n1\n2\né\n[^]*ZeroDivisionError/);
    const snapshot = (await stream.finalRunSteps())[0]?.step_details;
    assert.ok(snapshot?.type === 'tool_calls' && snapshot.tool_calls[0]?.type === 'code_interpreter');
    assert.equal(snapshot.tool_calls[0].code_interpreter.outputs.length, 1);
  });

  test('A chart and a file: the image first, the link with its annotation', async () => {
    const file = await api.client.files.create({ file: new File(['a,b\n1,2\n'], 'data.csv'), purpose: 'assistants' });
    const attachments = [{ file_id: file.id, tools: [{ type: 'code_interpreter' as const }] }];
    const { id } = await api.client.beta.threads.create({ messages: [{ role: 'user', content: 'Create a chart', attachments }] });
    const stream = api.client.beta.threads.runs.stream(id, { assistant_id: assistantId });
    const { events } = await read(stream);
    await checkAgainstPolling(events, id, (await stream.finalRun()).id);
    const parts = events.flatMap((event) => (event.event === 'thread.message.delta' ? (event.data.delta.content ?? []) : []));
    assert.deepEqual([parts[0]?.type, parts[1]?.type], ['image_file', 'text']);
    const link = parts.find((part) => part.type === 'text' && part.text?.annotations?.length);
    assert.equal(link?.type === 'text' ? link.text?.value : '', 'sandbox:/mnt/data/counts.txt');
  });

  test('A function: the run waits, goes on and ends, in the order that clients take', async () => {
    const threadId = await threadWith('Call weather with {"city":"Ulm"} and weather with {"city":"Pau"}');
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId });
    const { names } = await read(stream);
    assert.deepEqual(names, [...BEGIN, ...CALLS, 'thread.run.requires_action']);
    const waiting = await stream.finalRun();
    const calls = waiting.required_action?.submit_tool_outputs.tool_calls ?? [];
    assert.deepEqual(calls.map((call) => call.function), [{ name: 'weather', arguments: '{"city":"Ulm"}' }, { name: 'weather', arguments: '{"city":"Pau"}' }]);

    const open = await api.client.beta.threads.runs.steps.list(waiting.id, { thread_id: threadId });
    assert.deepEqual(open.data.map(({ status, usage }) => [status, usage]), [['in_progress', null]]);
    const outputs = calls.map(({ id }, index) => ({ tool_call_id: id, output: index === 0 ? '' : '{"sun": "\u00e9"}\n' }));
    const next = api.client.beta.threads.runs.submitToolOutputsStream(waiting.id, { thread_id: threadId, tool_outputs: outputs });
    const { names: after, events } = await read(next);
    assert.deepEqual(after, ['thread.run.step.completed', 'thread.run.queued', 'thread.run.in_progress', ...MESSAGE, ...MESSAGE_END, 'thread.run.completed']);
    await checkAgainstPolling(events, threadId, waiting.id);
    const [ended] = events;
    assert.ok(ended?.event === 'thread.run.step.completed' && ended.data.step_details.type === 'tool_calls');
    assert.deepEqual(ended.data.step_details.tool_calls.map((call) => (call.type === 'function' ? call.function.output : null)), ['', '{"sun": "\u00e9"}\n']);
  });

  test('Code and a function at once: the code is run, then the run waits', async () => {
    const threadId = await threadWith('Call code_interpreter with {"code":"print(1)"} and weather with {"city":"Ulm"}');
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId });
    await read(stream);
    const waiting = await stream.finalRun();
    assert.deepEqual(waiting.required_action?.submit_tool_outputs.tool_calls.map((call) => call.function.name), ['weather']);
    const { data } = await api.client.beta.threads.runs.steps.list(waiting.id, { thread_id: threadId });
    assert.ok(data.length === 1 && data[0]?.step_details.type === 'tool_calls');
    const [code, call] = data[0].step_details.tool_calls;
    assert.ok(code?.type === 'code_interpreter' && call?.type === 'function' && call.function.output === null);
    assert.deepEqual(code.code_interpreter.outputs, [{ type: 'logs', logs: '1\n' }]);
    const done = await api.client.beta.threads.runs.submitToolOutputsAndPoll(waiting.id, {
      thread_id: threadId,
      tool_outputs: [{ tool_call_id: call.id, output: 'sun' }],
    });
    assert.equal(done.status, 'completed');
  });

  test('Text before a call, and between calls: one step at a time', async () => {
    api.model.script({ text: 'Let me look.', calls: [{ name: 'code_interpreter', arguments: '{"code":"print(1)"}' }] });
    const threadId = await threadWith('Go');
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId });
    const { names, events } = await read(stream);
    assert.deepEqual(names, [...BEGIN, ...MESSAGE, ...MESSAGE_END, ...CALLS, 'thread.run.step.completed', ...MESSAGE, ...MESSAGE_END, 'thread.run.completed']);
    const run = await stream.finalRun();
    await checkAgainstPolling(events, threadId, run.id);
    const { data } = await api.client.beta.threads.runs.steps.list(run.id, { thread_id: threadId });
    const sum = data.reduce((total, { usage }) => total + (usage?.total_tokens ?? 0), 0);
    assert.equal(sum, run.usage?.total_tokens, 'The steps’ usage is the run’s.');
  });

  test('Cancelled in the middle of a message', async () => {
    const hold = api.model.hold(2);
    const threadId = await threadWith('Say exactly: a rather long answer that is never finished');
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId });
    const reading = read(stream);
    await hold.reached;
    const [running] = (await api.client.beta.threads.runs.list(threadId)).data;
    assert.ok(running);
    const cancelled = await api.client.beta.threads.runs.cancel(running.id, { thread_id: threadId });
    hold.release();
    assert.equal(cancelled.status, 'cancelled');
    assert.ok(cancelled.cancelled_at && !cancelled.completed_at && cancelled.expires_at === null);
    const { names, events } = await reading;
    assert.deepEqual(names.slice(-5), ['thread.message.delta', 'thread.run.cancelling', 'thread.message.incomplete', 'thread.run.step.cancelled', 'thread.run.cancelled']);
    await checkAgainstPolling(events, threadId, running.id);
    const { data } = await api.client.beta.threads.messages.list(threadId, { run_id: running.id });
    assert.deepEqual(data.map(({ status, incomplete_details }) => [status, incomplete_details?.reason]), [['incomplete', 'run_cancelled']]);
  });

  test('A failure', async () => {
    api.model.script({ text: 'Half an', ending: 'cut' });
    const threadId = await threadWith('Go');
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId });
    const { names, events } = await read(stream);
    assert.deepEqual(names.slice(-3), ['thread.message.incomplete', 'thread.run.step.failed', 'thread.run.failed']);
    const run = await stream.finalRun();
    assert.equal(run.last_error?.code, 'server_error');
    await checkAgainstPolling(events, threadId, run.id);
  });

  test('A spent credit', async () => {
    api.model.script({ status: 429, body: { error: { message: 'no credit', type: 'insufficient_quota', param: null, code: 'insufficient_quota' } } });
    const run = await api.client.beta.threads.runs.createAndPoll(await threadWith('Go'), { assistant_id: assistantId });
    assert.deepEqual([run.status, run.last_error?.code], ['failed', 'rate_limit_exceeded']);
    assert.ok(run.failed_at && !run.completed_at);
  });

  test('An answer that reached its limit', async () => {
    api.model.script({ text: 'Half an', finish: 'length' });
    const threadId = await threadWith('Go');
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId });
    const { names, events } = await read(stream);
    assert.deepEqual(names.slice(-3), ['thread.message.incomplete', 'thread.run.step.completed', 'thread.run.incomplete']);
    const run = await stream.finalRun();
    assert.deepEqual(run.incomplete_details, { reason: 'max_completion_tokens' });
    await checkAgainstPolling(events, threadId, run.id);
  });

  test('Each event arrives in one piece', async () => {
    const threadId = await threadWith('Say exactly: one two three four five six');
    const response = await api.request('POST', `/threads/${threadId}/runs`, { assistant_id: assistantId, stream: true });
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const text = decoder.decode(chunk);
      assert.ok(text.startsWith('event: ') && text.endsWith('\n\n'), text);
    }
  });

  test('A client that goes away does not end the run', async () => {
    const hold = api.model.hold(2);
    const threadId = await threadWith('Say exactly: still here without you');
    const abort = new AbortController();
    const stream = api.client.beta.threads.runs.stream(threadId, { assistant_id: assistantId }, { signal: abort.signal });
    stream.on('error', () => {});
    const failed = stream.done().catch(() => {});
    await hold.reached;
    abort.abort();
    await failed;
    const [run] = (await api.client.beta.threads.runs.list(threadId)).data;
    assert.equal(run?.status, 'in_progress');
    hold.release();
    const ended = await api.client.beta.threads.runs.poll(run?.id ?? '', { thread_id: threadId });
    assert.equal(ended.status, 'completed');
  });
});
