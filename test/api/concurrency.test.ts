import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import type { OpenAI } from 'openai';
import { startApi, type Api } from './support/api.ts';
import { answerOf, manyAtOnce, threadOf } from './support/manyAtOnce.ts';

/** Milliseconds: a busy machine takes its time. */
const LIMIT = 90_000;

suite('API: many at once', () => {
  let api: Api;
  let assistantId: string;
  suiteSetup(async () => {
    api = await startApi();
    assistantId = (await api.client.beta.assistants.create({ model: 'stand-in' })).id;
  });
  suiteTeardown(() => api.close());

  manyAtOnce(25, () => api, () => assistantId);

  test('Files attached at the same time all go into the one store of their thread', async () => {
    const { id } = await api.client.beta.threads.create();
    await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const file = await api.client.files.create({ file: new File([`text ${index}`], `text${index}.txt`), purpose: 'assistants' });
        const attachments = [{ file_id: file.id, tools: [{ type: 'file_search' as const }] }];
        await api.client.beta.threads.messages.create(id, { role: 'user', content: 'look', attachments });
      }),
    );
    const [storeId = '', ...others] = (await api.client.beta.threads.retrieve(id)).tool_resources?.file_search?.vector_store_ids ?? [];
    assert.deepEqual(others, []);
    assert.equal((await api.client.vectorStores.retrieve(storeId)).file_counts.total, 8);
    assert.equal((await api.client.vectorStores.list()).data.length, 1, 'None is left behind.');
  }).timeout(LIMIT);

  test('Clients that go away leave nothing behind', async () => {
    const streams = Array.from({ length: 20 }, (_, index) => api.client.beta.threads.createAndRunStream({ assistant_id: assistantId, thread: threadOf(index) }));
    const ended = streams.map((stream) => {
      stream.on('textCreated', () => stream.abort()).on('error', () => {});
      return stream.done().catch(() => {});
    });
    await Promise.all(ended);
    const run = await api.client.beta.threads.createAndRunPoll({ assistant_id: assistantId, thread: threadOf(0) });
    assert.equal(run.status, 'completed');
  }).timeout(LIMIT);

  test('While all Python processes are in use, the next run is queued; it can be cancelled there, and has its turn', async () => {
    const run = async () => {
      const thread = { messages: [{ role: 'user' as const, content: 'Say exactly: my turn' }] };
      return api.client.beta.threads.createAndRun({ assistant_id: assistantId, tools: [{ type: 'code_interpreter' }], thread });
    };
    const look = ({ id, thread_id }: OpenAI.Beta.Threads.Run) => api.client.beta.threads.runs.retrieve(id, { thread_id });
    const holds = Array.from({ length: Math.max(2, availableParallelism()) }, () => api.model.hold(0));
    const running = await Promise.all(holds.map(run));
    await Promise.all(holds.map(({ reached }) => reached));
    const [first, second] = [await run(), await run()];
    const queued = await look(first);
    assert.deepEqual([queued.status, queued.started_at], ['queued', null]);
    const cancelled = await api.client.beta.threads.runs.cancel(second.id, { thread_id: second.thread_id });
    assert.equal(cancelled.status, 'cancelled');
    for (const { release } of holds) release();
    for (const { id, thread_id } of [...running, first]) {
      assert.equal((await api.client.beta.threads.runs.poll(id, { thread_id })).status, 'completed');
    }
  }).timeout(LIMIT);

  test('More code than there are Python processes: all of it runs, in its turn', async () => {
    const run = (index: number) =>
      api.client.beta.threads.createAndRunPoll({
        assistant_id: assistantId,
        tools: [{ type: 'code_interpreter' }],
        thread: { messages: [{ role: 'user', content: `Run this code:\n\`\`\`python\nprint(${index} * 10)\n\`\`\`` }] },
      });
    const runs = await Promise.all(Array.from({ length: 8 }, (_, index) => run(index)));
    assert.deepEqual(await Promise.all(runs.map((run) => answerOf(api, run))), runs.map((_, index) => `The tool gave: ${index * 10}`));
  }).timeout(LIMIT);
});
