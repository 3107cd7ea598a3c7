import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import type { Api } from './api.ts';

/** Milliseconds: a busy machine takes its time. */
const LIMIT = 90_000;

export const threadOf = (index: number) => ({ messages: [{ role: 'user' as const, content: `Say exactly: answer ${index}` }] });

export async function answerOf({ client }: Api, run: OpenAI.Beta.Threads.Run): Promise<string> {
  const { data } = await client.beta.threads.messages.list(run.thread_id, { run_id: run.id });
  const [part] = data[0]?.content ?? [];
  return part?.type === 'text' ? part.text.value : '';
}

/** This many runs, and this many messages, at the same time. */
export function manyAtOnce(count: number, api: () => Api, assistantId: () => string): void {
  test('Runs on as many threads, streamed and polled: each has its own answer', async () => {
    const run = (index: number) => {
      const body = { assistant_id: assistantId(), thread: threadOf(index) };
      return index % 2 === 0 ? api().client.beta.threads.createAndRunStream(body).finalRun() : api().client.beta.threads.createAndRunPoll(body);
    };
    const runs = await Promise.all(Array.from({ length: count }, (_, index) => run(index)));
    assert.ok(runs.every(({ status }) => status === 'completed'));
    assert.deepEqual(await Promise.all(runs.map((run) => answerOf(api(), run))), runs.map((_, index) => `answer ${index}`));
  }).timeout(LIMIT);

  test('Of many messages into one thread none is lost', async () => {
    const { id } = await api().client.beta.threads.create();
    const added: string[] = [];
    await Promise.all(
      Array.from({ length: count }, async (_, index) => added.push((await api().client.beta.threads.messages.create(id, { role: 'user', content: `m${index}` })).id)),
    );
    const listed: string[] = [];
    for await (const message of api().client.beta.threads.messages.list(id, { order: 'asc', limit: 100 })) listed.push(message.id);
    assert.deepEqual(listed.toSorted(), added.toSorted());
  }).timeout(LIMIT);
}
