import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import { toFile } from 'openai';
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import { startApi, type Api } from '../support/api.ts';

const WEATHER = { type: 'function', function: { name: 'weather', description: 'Tells it.', parameters: { type: 'object', properties: {} }, strict: true } } as const;
/** How an image begins; the stand-in looks no further. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const SCHEMA = { type: 'json_schema', json_schema: { name: 'answer', schema: { type: 'object' }, strict: true } } as const;

/** Each field that is accepted does something: what the model is asked, what comes back, or what is refused. */
suite('API: fields', () => {
  let api: Api;
  let client: OpenAI;
  let plain: OpenAI.Beta.Assistant;
  suiteSetup(async () => {
    api = await startApi();
    client = api.client;
    plain = await client.beta.assistants.create({ model: 'stand-in' });
  });
  suiteTeardown(() => api.close());

  type RunFields = Omit<OpenAI.Beta.Threads.RunCreateParamsNonStreaming, 'assistant_id'>;

  /** What the model was asked first in a run. */
  async function asked(assistant: OpenAI.Beta.AssistantCreateParams | null, fields: RunFields = {}, content = 'Say exactly: ok') {
    const { id } = assistant ? await client.beta.assistants.create(assistant) : plain;
    const thread = await client.beta.threads.create({ messages: [{ role: 'user', content }] });
    const before = api.model.requests.length;
    const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: id, ...fields });
    const body = api.model.requests[before]?.body;
    assert.ok(body);
    return { run, body, thread };
  }

  const system = (body: ChatCompletionCreateParams) => body.messages.find(({ role }) => role === 'system')?.content;
  const toolNames = (body: ChatCompletionCreateParams) => (body.tools ?? []).map((tool) => (tool.type === 'function' ? tool.function.name : tool.type));

  suite('of assistants', () => {
    test('What the model is asked with', async () => {
      const { body, run } = await asked({
        model: 'stand-in-mini',
        instructions: 'Be brief.',
        temperature: 0.3,
        top_p: 0.5,
        reasoning_effort: 'low',
        response_format: SCHEMA,
        tools: [WEATHER, { type: 'code_interpreter' }],
      });
      assert.equal(body.model, 'stand-in-mini');
      assert.equal(system(body), 'Be brief.');
      assert.deepEqual([body.temperature, body.top_p, body.reasoning_effort], [0.3, 0.5, 'low']);
      assert.deepEqual(body.response_format, SCHEMA);
      assert.deepEqual(toolNames(body), ['weather', 'code_interpreter']);
      assert.deepEqual(body.tools?.[0], WEATHER);
      assert.deepEqual([run.model, run.instructions, run.temperature, run.top_p, run.response_format], ['stand-in-mini', 'Be brief.', 0.3, 0.5, SCHEMA]);
      assert.deepEqual(run.tools, [WEATHER, { type: 'code_interpreter' }]);
    });

    test('What they are called', async () => {
      const made = await client.beta.assistants.create({ model: 'stand-in', name: 'N', description: 'D', metadata: { k: 'v' } });
      const read = await client.beta.assistants.retrieve(made.id);
      assert.deepEqual(read, made);
      assert.deepEqual([read.name, read.description, read.metadata, read.instructions], ['N', 'D', { k: 'v' }, null]);
    });

    test('Files of code, and the limits of searches', async () => {
      const file = await client.files.create({ file: await toFile(Buffer.from('a,b\n1,2\n'), 'given.csv'), purpose: 'assistants' });
      const tools = [{ type: 'code_interpreter' as const }];
      const assistant: OpenAI.Beta.AssistantCreateParams = { model: 'stand-in', tools, tool_resources: { code_interpreter: { file_ids: [file.id] } } };
      const { thread, run } = await asked(assistant, {}, 'Run this code:\n```python\nprint(open("/mnt/data/given.csv").read())\n```');
      assert.deepEqual(await answerOf(thread.id, run.id), 'The tool gave: a,b\n1,2');

      const store = { file_ids: await texts('apple pie', 'apple tart', 'apple cake'), chunking_strategy: { type: 'static' as const, static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 0 } }, metadata: { made: 'along' } };
      for (const [max, expected] of [[1, 1], [50, 3]] as const) {
        const created = await client.beta.assistants.create({
          model: 'stand-in',
          tools: [{ type: 'file_search', file_search: { max_num_results: max } }],
          tool_resources: { file_search: { vector_stores: [store] } },
        });
        const [storeId] = created.tool_resources?.file_search?.vector_store_ids ?? [];
        const kept = await ready(storeId);
        assert.deepEqual(kept.metadata, { made: 'along' });
        const found = await resultsOf(created.id);
        assert.equal(found.length, expected);
        assert.ok(found.every(({ content }) => content === undefined));
      }
      const picky = await client.beta.assistants.create({
        model: 'stand-in',
        tools: [{ type: 'file_search', file_search: { ranking_options: { score_threshold: 0.99 } } }],
        tool_resources: { file_search: { vector_stores: [{ file_ids: store.file_ids }] } },
      });
      await ready(picky.tool_resources?.file_search?.vector_store_ids?.[0]);
      assert.ok((await resultsOf(picky.id)).every(({ score }) => score >= 0.99));
    });

    async function resultsOf(assistantId: string) {
      const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'Search for apple and cite' }] });
      const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistantId });
      assert.equal(run.status, 'completed', run.last_error?.message ?? '');
      const { data } = await client.beta.threads.runs.steps.list(run.id, { thread_id: thread.id, order: 'asc' });
      const [call] = data[0]?.step_details.type === 'tool_calls' ? data[0].step_details.tool_calls : [];
      assert.ok(call?.type === 'file_search');
      return call.file_search.results ?? [];
    }

    test('Updates: what is left out stays, null clears, lists and metadata are replaced', async () => {
      const { id } = await client.beta.assistants.create({ model: 'stand-in', name: 'N', instructions: 'I', temperature: 0.2, tools: [WEATHER], metadata: { a: '1', b: '2' } });
      const renamed = await client.beta.assistants.update(id, { name: 'M' });
      assert.deepEqual([renamed.name, renamed.instructions, renamed.temperature, renamed.tools.length], ['M', 'I', 0.2, 1]);
      const cleared = await client.beta.assistants.update(id, { name: null, instructions: null, temperature: null, tools: [{ type: 'file_search' }], metadata: { c: '3' } });
      assert.deepEqual([cleared.name, cleared.instructions, cleared.temperature, cleared.metadata], [null, null, 1, { c: '3' }]);
      assert.deepEqual(cleared.tools.map(({ type }) => type), ['file_search']);
      const other = await client.beta.assistants.update(id, { model: 'other', description: 'D', top_p: 0.1, reasoning_effort: 'high', response_format: { type: 'json_object' } });
      assert.deepEqual([other.model, other.description, other.top_p, other.response_format], ['other', 'D', 0.1, { type: 'json_object' }]);
    });
  });

  suite('of runs', () => {
    test('What the model is asked with instead', async () => {
      const { body, run } = await asked(
        { model: 'stand-in', instructions: 'Be brief.', temperature: 0.3, tools: [WEATHER] },
        {
          model: 'stand-in-mini',
          instructions: 'Be long.',
          additional_instructions: 'Be kind.',
          temperature: 1.5,
          top_p: 0.4,
          reasoning_effort: 'high',
          response_format: { type: 'json_object' },
          tools: [{ type: 'code_interpreter' }],
          parallel_tool_calls: false,
          tool_choice: 'none',
          metadata: { run: 'one' },
        },
      );
      assert.equal(body.model, 'stand-in-mini');
      assert.equal(system(body), 'Be long.\n\nBe kind.');
      assert.deepEqual([body.temperature, body.top_p, body.reasoning_effort], [1.5, 0.4, 'high']);
      assert.deepEqual([body.response_format, body.parallel_tool_calls, body.tool_choice], [{ type: 'json_object' }, false, 'none']);
      assert.deepEqual(toolNames(body), ['code_interpreter']);
      assert.deepEqual([run.metadata, run.tool_choice, run.parallel_tool_calls], [{ run: 'one' }, 'none', false]);
    });

    test('More messages come before the answer', async () => {
      const { body } = await asked(null, { additional_messages: [{ role: 'assistant', content: 'Hm.' }, { role: 'user', content: 'Say exactly: two', metadata: { n: '2' } }] });
      assert.deepEqual(body.messages.map(({ content }) => content), ['Say exactly: ok', 'Hm.', 'Say exactly: two']);
    });

    test('A tool that has to be called is named to the model, for the first answer alone', async () => {
      const { run } = await asked(
        { model: 'stand-in', tools: [{ type: 'code_interpreter' }] },
        { tool_choice: { type: 'code_interpreter' } },
        'Call code_interpreter with {"code":"print(1)"}',
      );
      assert.equal(run.status, 'completed');
      const [first, second] = api.model.requests.slice(-2).map(({ body }) => body.tool_choice);
      assert.deepEqual([first, second], [{ type: 'function', function: { name: 'code_interpreter' } }, undefined]);
      assert.deepEqual(run.tool_choice, { type: 'code_interpreter' });
      await assert.rejects(asked(null, { tool_choice: { type: 'file_search' } }), { status: 400, param: 'tool_choice' });
      await assert.rejects(asked(null, { tool_choice: 'required' }), { status: 400, param: 'tool_choice' });
    });

    test('Only the newest messages', async () => {
      const thread = await client.beta.threads.create({ messages: ['one', 'two', 'three'].map((content) => ({ role: 'user', content })) });
      const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id, truncation_strategy: { type: 'last_messages', last_messages: 1 } });
      assert.deepEqual(run.truncation_strategy, { type: 'last_messages', last_messages: 1 });
      assert.deepEqual(api.model.requests.at(-1)?.body.messages.map(({ content }) => content), ['three']);
    });

    test('Limits of tokens', async () => {
      const { body, run } = await asked(null, { max_completion_tokens: 300, max_prompt_tokens: 1_000 });
      assert.ok('max_tokens' in body && body.max_tokens === 300);
      assert.deepEqual([run.max_completion_tokens, run.max_prompt_tokens], [300, 1_000]);
      const call = { calls: [{ name: 'code_interpreter', arguments: '{"code":"1"}' }] };
      api.model.script(call, call, call);
      const { run: limited } = await asked({ model: 'stand-in', tools: [{ type: 'code_interpreter' }] }, { max_prompt_tokens: 256 });
      assert.deepEqual([limited.status, limited.incomplete_details], ['incomplete', { reason: 'max_prompt_tokens' }]);
      await assert.rejects(asked(null, { max_prompt_tokens: 255 }), { status: 400, param: 'max_prompt_tokens', code: 'integer_below_min_value' });
    });

    test('The passages of searches come along where they are asked for', async () => {
      const ids = await texts('apple pie');
      const thread = await client.beta.threads.create({
        messages: [{ role: 'user', content: 'Search for apple and cite' }],
        tool_resources: { file_search: { vector_stores: [{ file_ids: ids }] } },
      });
      const storeId = thread.tool_resources?.file_search?.vector_store_ids?.[0];
      const store = await ready(storeId);
      assert.deepEqual(store.expires_after, { anchor: 'last_active_at', days: 7 });
      const include = ['step_details.tool_calls[*].file_search.results[*].content'] as const;
      const stream = client.beta.threads.runs.stream(thread.id, { assistant_id: plain.id, tools: [{ type: 'file_search' }], include: [...include] });
      const { id } = await stream.finalRun();
      const textsOf = (steps: readonly OpenAI.Beta.Threads.Runs.RunStep[]) =>
        steps.flatMap(({ step_details }) => (step_details.type === 'tool_calls' ? step_details.tool_calls : []))
          .flatMap((call) => (call.type === 'file_search' ? (call.file_search.results ?? []) : []))
          .flatMap(({ content }) => content ?? []);
      assert.deepEqual(textsOf(await stream.finalRunSteps()), [{ type: 'text', text: 'apple pie' }]);
      const listed = await client.beta.threads.runs.steps.list(id, { thread_id: thread.id, include: [...include], order: 'asc' });
      assert.deepEqual(textsOf(listed.data), [{ type: 'text', text: 'apple pie' }]);
      const one = await client.beta.threads.runs.steps.retrieve(listed.data[0]?.id ?? '', { thread_id: thread.id, run_id: id, include: [...include] });
      assert.deepEqual(textsOf([one]), [{ type: 'text', text: 'apple pie' }]);
      const plainSteps = await client.beta.threads.runs.steps.list(id, { thread_id: thread.id });
      assert.deepEqual(textsOf(plainSteps.data), []);
    });

    test('A run with its thread: resources of its own', async () => {
      const file = await client.files.create({ file: await toFile(Buffer.from('own'), 'own.txt'), purpose: 'assistants' });
      const run = await client.beta.threads.createAndRunPoll({
        assistant_id: plain.id,
        tools: [{ type: 'code_interpreter' }],
        tool_resources: { code_interpreter: { file_ids: [file.id] } },
        thread: { messages: [{ role: 'user', content: 'Run this code:\n```python\nprint(open("/mnt/data/own.txt").read())\n```' }] },
      });
      assert.equal(await answerOf(run.thread_id, run.id), 'The tool gave: own');
    });
  });

  suite('of messages', () => {
    test('Images are shown to the model', async () => {
      const image = await client.files.create({ file: await toFile(PNG, 'a.png'), purpose: 'vision' });
      const thread = await client.beta.threads.create({
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Say exactly: seen' },
              { type: 'image_file', image_file: { file_id: image.id, detail: 'low' } },
              { type: 'image_url', image_url: { url: 'https://example.com/b.png' } },
            ],
          },
        ],
      });
      await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id });
      const content = api.model.requests.at(-1)?.body.messages.at(-1)?.content;
      assert.ok(Array.isArray(content));
      assert.deepEqual(content.slice(1), [
        { type: 'image_url', image_url: { url: `data:image/png;base64,${PNG.toString('base64')}`, detail: 'low' } },
        { type: 'image_url', image_url: { url: 'https://example.com/b.png', detail: 'auto' } },
      ]);
      const [message] = (await client.beta.threads.messages.list(thread.id, { order: 'asc' })).data;
      assert.deepEqual(message?.content.slice(1), [
        { type: 'image_file', image_file: { file_id: image.id, detail: 'low' } },
        { type: 'image_url', image_url: { url: 'https://example.com/b.png', detail: 'auto' } },
      ]);
    });

    test('What is to be shown as an image is one by its bytes, whatever its name says', async () => {
      const upload = async (name: string, bytes: Buffer) => (await client.files.create({ file: await toFile(bytes, name), purpose: 'vision' })).id;
      const show = (file_id: string) => ({ role: 'user' as const, content: [{ type: 'text' as const, text: 'See' }, { type: 'image_file' as const, image_file: { file_id } }] });
      for (const bytes of ['hello', 'P', '<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'RIFF0000WAVE']) {
        const id = await upload('x.png', Buffer.from(bytes));
        const expected = { status: 400, param: 'content[1].image_file.file_id', message: new RegExp(`${id} is no image`) };
        await assert.rejects(client.beta.threads.create({ messages: [show(id)] }), expected);
        await assert.rejects(client.beta.threads.messages.create((await client.beta.threads.create()).id, show(id)), expected);
      }
      for (const bytes of [PNG, Buffer.from('ffd8ffe0', 'hex'), Buffer.from('GIF89a'), Buffer.from('RIFF0000WEBP')]) {
        assert.ok((await client.beta.threads.create({ messages: [show(await upload('x.txt', bytes))] })).id);
      }
    });

    test('An image in the message itself is shown once, and not as text', async () => {
      const url = `data:image/png;base64,${'A'.repeat(100_000)}`;
      const content = [{ type: 'text' as const, text: 'Say exactly: seen' }, { type: 'image_url' as const, image_url: { url } }];
      const thread = await client.beta.threads.create({ messages: [{ role: 'user', content }] });
      const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id });
      assert.equal(run.status, 'completed');
      assert.deepEqual(api.model.requests.at(-1)?.body.messages.at(-1)?.content, [
        { type: 'text', text: 'Say exactly: seen\n\n[image: unnamed]' },
        { type: 'image_url', image_url: { url, detail: 'auto' } },
      ]);
    });

    test('What is attached to be searched goes into the thread’s store, again into the same', async () => {
      const [first = '', second = ''] = await texts('pears are green', 'plums are blue');
      const thread = await client.beta.threads.create();
      const attachments = (id: string) => [{ file_id: id, tools: [{ type: 'file_search' as const }] }];
      const message = await client.beta.threads.messages.create(thread.id, { role: 'user', content: 'Here are pears.', attachments: attachments(first), metadata: { m: '1' } });
      assert.deepEqual([message.attachments, message.metadata], [attachments(first), { m: '1' }]);
      await client.beta.threads.messages.create(thread.id, { role: 'user', content: 'Search for plums and cite', attachments: attachments(second) });
      const { tool_resources } = await client.beta.threads.retrieve(thread.id);
      const ids = tool_resources?.file_search?.vector_store_ids ?? [];
      assert.equal(ids.length, 1);
      assert.equal((await ready(ids[0])).file_counts.total, 2);
      const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id, tools: [{ type: 'file_search' }] });
      assert.match(await answerOf(thread.id, run.id), /plums are blue/);
    });

    test('What is attached for code becomes the thread’s, and is named once to the model', async () => {
      const [id = ''] = await texts('a,b');
      const attachments = [{ file_id: id, tools: [{ type: 'code_interpreter' as const }] }];
      const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'First', attachments }] });
      await client.beta.threads.messages.create(thread.id, { role: 'user', content: 'Say exactly: ok', attachments });
      assert.deepEqual(thread.tool_resources, { code_interpreter: { file_ids: [id] } });
      assert.deepEqual(await client.beta.threads.retrieve(thread.id), thread);
      await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id, tools: [{ type: 'code_interpreter' }] });
      assert.doesNotMatch(JSON.stringify(api.model.requests.at(-1)?.body.messages), /from the start/);
    });

    test('A file for code whose time is over is named to the model and in the step', async () => {
      const [id = ''] = await texts('a,b');
      const assistant = await client.beta.assistants.create({ model: 'm', tools: [{ type: 'code_interpreter' }], tool_resources: { code_interpreter: { file_ids: [id] } } });
      api.editRows("update files set body = json_set(body, '$.expiresAt', 1) where id = ?", id);
      const thread = { messages: [{ role: 'user' as const, content: 'Run this code:\n```python\nprint(6 * 7)\n```' }] };
      const run = await client.beta.threads.createAndRunPoll({ assistant_id: assistant.id, thread });
      const { messages } = api.model.requests.at(-1)?.body ?? {};
      assert.match(JSON.stringify(messages), new RegExp(`Files that were deleted and are not in /mnt/data: ${id}\\.`));
      assert.doesNotMatch(JSON.stringify(messages), /from the start/);
      const told = `“${id}” can’t be read any more; attach it again.`;
      assert.ok(messages?.some(({ role, content }) => role === 'tool' && String(content).includes(told) && String(content).includes('42')));
      const { data } = await client.beta.threads.runs.steps.list(run.id, { thread_id: run.thread_id });
      assert.ok(JSON.stringify(data).includes(told), JSON.stringify(data));
    });

    test('Two files of one name are two files', async () => {
      const ids = await Promise.all(['1', '2'].map(async (text) => (await client.files.create({ file: await toFile(Buffer.from(text), 'same.txt'), purpose: 'assistants' })).id));
      const thread = await client.beta.threads.create({
        messages: ids.map((file_id) => ({
          role: 'user' as const,
          content: 'Run this code:\n```python\nprint(open("/mnt/data/same.txt").read(), open("/mnt/data/same-2.txt").read())\n```',
          attachments: [{ file_id, tools: [{ type: 'code_interpreter' as const }] }],
        })),
      });
      const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id, tools: [{ type: 'code_interpreter' }] });
      assert.equal(await answerOf(thread.id, run.id), 'The tool gave: 1 2');
    });

    test('Metadata of threads, messages and runs are replaced; the rest stays', async () => {
      const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'Say exactly: a' }], metadata: { a: '1' } });
      assert.deepEqual((await client.beta.threads.update(thread.id, { metadata: { b: '2' } })).metadata, { b: '2' });
      assert.deepEqual((await client.beta.threads.update(thread.id, {})).metadata, { b: '2' });
      const [message] = (await client.beta.threads.messages.list(thread.id)).data;
      const changed = await client.beta.threads.messages.update(message?.id ?? '', { thread_id: thread.id, metadata: { c: '3' } });
      assert.deepEqual([changed.metadata, changed.content], [{ c: '3' }, message?.content]);
      const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id, metadata: { d: '4' } });
      assert.deepEqual((await client.beta.threads.runs.update(run.id, { thread_id: thread.id, metadata: { e: '5' } })).metadata, { e: '5' });
      assert.deepEqual((await client.beta.threads.runs.retrieve(run.id, { thread_id: thread.id })).metadata, { e: '5' });
    });

    test('A message that is deleted is not read any more', async () => {
      const thread = await client.beta.threads.create({ messages: ['Say exactly: one', 'Say exactly: two'].map((content) => ({ role: 'user', content })) });
      const [newest] = (await client.beta.threads.messages.list(thread.id)).data;
      const deleted = await client.beta.threads.messages.delete(newest?.id ?? '', { thread_id: thread.id });
      assert.deepEqual(deleted, { id: newest?.id, object: 'thread.message.deleted', deleted: true });
      const run = await client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: plain.id });
      assert.equal(await answerOf(thread.id, run.id), 'one');
      await assert.rejects(client.beta.threads.messages.retrieve(newest?.id ?? '', { thread_id: thread.id }), { status: 404 });
    });
  });

  async function answerOf(threadId: string, runId: string): Promise<string> {
    const { data } = await client.beta.threads.messages.list(threadId, { run_id: runId });
    const part = data[0]?.content.find(({ type }) => type === 'text');
    return part?.type === 'text' ? part.text.value : '';
  }

  function texts(...all: readonly string[]): Promise<string[]> {
    return Promise.all(all.map(async (text, index) => (await client.files.create({ file: await toFile(Buffer.from(text), `text${index}.txt`), purpose: 'assistants' })).id));
  }

  /** A store all of whose files are read. */
  async function ready(id: string | undefined): Promise<OpenAI.VectorStore> {
    for (;;) {
      const store = await client.vectorStores.retrieve(id ?? '');
      if (store.status !== 'in_progress') return store;
    }
  }
});
