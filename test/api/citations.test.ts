import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import { calls, scriptedModel, untilAborted, type Script } from '../support/scriptedModel.ts';
import { checkDeltas } from './support/deltas.ts';
import { openStoresRoom, textFile, until } from './support/storesRoom.ts';

const HEADINGS = '【1】はじめに\n【2】方法\n【3】結果';

const whole = (text: string): Script => [{ type: 'text', delta: text }, { type: 'end', reason: 'stop' }];
const inCharacters = (text: string): Script => [...[...text].map((delta) => ({ type: 'text' as const, delta })), { type: 'end', reason: 'stop' }];
const search = calls({ callId: 'c1', name: 'file_search', args: { query: 'zebra' } });

suite('API: numbers in brackets', () => {
  /** What an answer is as it is streamed and as it is listed, which is the same. */
  async function answer(script: readonly Script[], more: Partial<OpenAI.Beta.AssistantCreateParams> = {}): Promise<OpenAI.Beta.Threads.Text> {
    const room = await openStoresRoom(scriptedModel(...script));
    try {
      const { client } = room;
      const store = await client.vectorStores.create({});
      await client.vectorStores.files.upload(store.id, textFile('animals.txt', 'A zebra has stripes.'));
      const tool_resources = { file_search: { vector_store_ids: [store.id] } };
      const { id: assistant_id } = await client.beta.assistants.create({ model: 'gpt-4o', tools: [{ type: 'file_search' }], tool_resources, ...more });
      const events: OpenAI.Beta.AssistantStreamEvent[] = [];
      const stream = client.beta.threads.createAndRunStream({ assistant_id, thread: { messages: [{ role: 'user', content: 'Zebra?' }] } });
      for await (const event of stream) events.push(event);
      checkDeltas(events);
      const ended = events.flatMap((event) => (event.event === 'thread.message.completed' || event.event === 'thread.message.incomplete' ? [event.data] : [])).at(-1);
      assert.ok(ended);
      const listed = await client.beta.threads.messages.retrieve(ended.id, { thread_id: ended.thread_id });
      assert.deepEqual(listed.content, ended.content);
      const [part] = listed.content;
      assert.ok(part?.type === 'text');
      return part.text;
    } finally {
      await room.close();
    }
  }

  for (const [how, says] of [['whole', whole], ['in characters', inCharacters]] as const) {
    test(`stay as they are where nothing was searched: ${how}`, async () => {
      for (const text of [HEADINGS, 'Math: 【x】 and 【1】 and 【12†abc】', '【12345】 【重要】 【 [1] ［1］']) {
        assert.deepEqual(await answer([says(text)], { tools: [], tool_resources: {} }), { value: text, annotations: [] });
      }
    });

    test(`cite what was found, and no more: ${how}`, async () => {
      const text = 'Stripes [1], not 【9】; see `a[1]` and {"ids":[1]}, 【4:0†source】 or ［1］.';
      const { value, annotations } = await answer([search, says(text)]);
      const marker = '【1:0†animals.txt】';
      assert.equal(value, `Stripes ${marker}, not 【9】; see \`a[1]\` and {"ids":[1]}, 【4:0†source】 or ${marker}.`);
      assert.equal(annotations.length, 2);
      for (const { start_index, end_index } of annotations) assert.equal(value.slice(start_index, end_index), marker);
    });

    test(`stay as they are in an answer for a program: ${how}`, async () => {
      const text = 'Stripes 【1】 {"title":"【1】序章","ids":[1]}';
      const format = { type: 'json_object' as const };
      assert.deepEqual(await answer([search, says(text)], { response_format: format }), { value: text, annotations: [] });
    });
  }

  test('are not lost where an answer is cut off in their middle', async () => {
    const cut: Script = [{ type: 'text', delta: 'Stripes 【1' }];
    assert.equal((await answer([search, cut])).value, 'Stripes 【1');
  });

  test('are not lost where a run is stopped in their middle', async () => {
    const room = await openStoresRoom(scriptedModel(search, [{ type: 'text', delta: 'Stripes 【1' }, untilAborted]));
    try {
      const { client } = room;
      const store = await client.vectorStores.create({});
      await client.vectorStores.files.upload(store.id, textFile('animals.txt', 'A zebra has stripes.'));
      const tool_resources = { file_search: { vector_store_ids: [store.id] } };
      const { id: assistant_id } = await client.beta.assistants.create({ model: 'gpt-4o', tools: [{ type: 'file_search' }], tool_resources });
      const run = await client.beta.threads.createAndRun({ assistant_id, thread: { messages: [{ role: 'user', content: 'Zebra?' }] } });
      const text = async () => {
        const [message] = (await client.beta.threads.messages.list(run.thread_id, { run_id: run.id })).data;
        const part = message?.content[0];
        return part?.type === 'text' ? part.text.value : '';
      };
      await until(async () => (await text()).startsWith('Stripes'));
      await client.beta.threads.runs.cancel(run.id, { thread_id: run.thread_id });
      assert.equal(await text(), 'Stripes 【1');
    } finally {
      await room.close();
    }
  });
});
