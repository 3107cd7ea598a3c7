import assert from 'node:assert/strict';
import { toFile, type OpenAI } from 'openai';
import { outputForModel } from '../../src/core/models/callOutput.ts';
import { makePdf } from '../core/knowledge/read/makePdf.ts';
import { calls, says, scriptedModel } from '../support/scriptedModel.ts';
import { startApi, type Api } from './support/api.ts';
import { openStoresRoom, textFile } from './support/storesRoom.ts';

const QUESTION = 'What is the lucky number?';
/** Long enough that a model is always faster than its reading. */
const GUIDE = `${Array.from({ length: 20_000 }, (_, line) => `Line ${line} of the guide says nothing of use.`).join('\n')}\nThe lucky number is 17.\n`;

type Client = OpenAI;
/** Makes the stores of a question, and asks it without any pause in between. */
type Way = (client: Client) => Promise<OpenAI.Beta.Threads.Run>;

const upload = async (client: Client, name = 'guide.md', content: string | Buffer = GUIDE) =>
  (await client.files.create({ file: await toFile(Buffer.from(content), name), purpose: 'assistants' })).id;
const searcher = (client: Client, stores: readonly string[]) =>
  client.beta.assistants.create({
    model: 'gpt-4o',
    tools: [{ type: 'file_search' }],
    tool_resources: { file_search: { vector_store_ids: [...stores] } },
  });
const messages = [{ role: 'user' as const, content: QUESTION }];

const WAYS: Readonly<Record<string, Way>> = {
  async 'a store of the assistant’s, made with its file'(client) {
    const store = await client.vectorStores.create({ file_ids: [await upload(client)] });
    const assistant = await searcher(client, [store.id]);
    const thread = await client.beta.threads.create({ messages });
    return client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id }, { pollIntervalMs: 20 });
  },
  async 'a PDF that is put into a store, which the assistant gets later'(client) {
    const assistant = await searcher(client, []);
    const store = await client.vectorStores.create({ name: 'Guide' });
    const pdf = makePdf([['The guide.', '', 'It begins here.'], ['The lucky number is 17.']]);
    await client.vectorStores.files.create(store.id, { file_id: await upload(client, 'guide.pdf', pdf) });
    await client.beta.assistants.update(assistant.id, { tool_resources: { file_search: { vector_store_ids: [store.id] } } });
    const thread = await client.beta.threads.create({ messages });
    return client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id }, { pollIntervalMs: 20 });
  },
  async 'files in a batch'(client) {
    const store = await client.vectorStores.create({});
    const others = [await upload(client, 'a.md', 'Nothing.'), await upload(client, 'b.md', 'Nothing either.')];
    await client.vectorStores.fileBatches.create(store.id, { file_ids: [...others, await upload(client)] });
    const assistant = await searcher(client, [store.id]);
    const thread = await client.beta.threads.create({ messages });
    return client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id }, { pollIntervalMs: 20 });
  },
  async 'a store of the thread’s'(client) {
    const store = await client.vectorStores.create({ file_ids: [await upload(client)] });
    const assistant = await searcher(client, []);
    const thread = await client.beta.threads.create({ messages, tool_resources: { file_search: { vector_store_ids: [store.id] } } });
    return client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id }, { pollIntervalMs: 20 });
  },
  async 'a file attached to the question, with a store of the assistant’s beside it'(client) {
    const store = await client.vectorStores.create({ file_ids: [await upload(client, 'other.md', 'Another guide.')] });
    const assistant = await searcher(client, [store.id]);
    const attachments = [{ file_id: await upload(client), tools: [{ type: 'file_search' as const }] }];
    const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: QUESTION, attachments }] });
    return client.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id }, { pollIntervalMs: 20 });
  },
  async 'a thread that is created with its run, and the store with the thread'(client) {
    const assistant = await searcher(client, []);
    const file_ids = [await upload(client)];
    const thread = { messages, tool_resources: { file_search: { vector_stores: [{ file_ids }] } } };
    return client.beta.threads.createAndRunPoll({ assistant_id: assistant.id, thread }, { pollIntervalMs: 20 });
  },
  async 'a stream of a thread that is created with its run'(client) {
    const store = await client.vectorStores.create({ file_ids: [await upload(client)] });
    const assistant = await searcher(client, [store.id]);
    return client.beta.threads.createAndRunStream({ assistant_id: assistant.id, thread: { messages } }).finalRun();
  },
};

for (const upstream of ['stand-in', 'none'] as const) {
  suite(`API: a question right after its files, ${upstream === 'none' ? 'with search only' : 'with a model'}`, function () {
    this.timeout(60_000);
    let api: Api;
    suiteSetup(async () => {
      api = await startApi({ upstream });
    });
    suiteTeardown(() => api.close());

    for (const [name, ask] of Object.entries(WAYS)) {
      test(name, async () => {
        const run = await ask(api.client);
        assert.equal(run.status, 'completed');
        const { data } = await api.client.beta.threads.messages.list(run.thread_id, { run_id: run.id });
        const part = data[0]?.content[0];
        assert.ok(part?.type === 'text');
        // The stand-in quotes a passage's first line, whatever is asked; search only quotes what fits.
        if (upstream === 'none') assert.match(part.text.value, /The lucky number is 17\./);
        assert.ok(part.text.annotations.some(({ text }) => /†guide\.(md|pdf)】$/.test(text)), 'it is cited');
        const { data: steps } = await api.client.beta.threads.runs.steps.list(run.id, {
          thread_id: run.thread_id,
          include: ['step_details.tool_calls[*].file_search.results[*].content'],
        });
        assert.match(JSON.stringify(steps), /The lucky number is 17\./);
        assert.deepEqual(steps.map(({ metadata }) => metadata), steps.map(() => ({})), 'nothing was left unread');
      });
    }
  });
}

suite('API: a search while files are still being read', function () {
  this.timeout(60_000);

  test('says so to the model and in its step, in the same words', async () => {
    let storeId = '';
    const search = calls({ callId: 'c1', name: 'file_search', args: { query: 'lucky number' } });
    const model = scriptedModel([() => addLong(), ...search], says('Found.'));
    const room = await openStoresRoom(model);
    const { client } = room;
    /** Comes when the run has begun, so that it has not waited for it. */
    async function addLong(): Promise<void> {
      const pages = Array.from({ length: 1_500 }, (_, page) => [`Page ${page} of a long report.`]);
      const file = textFile('long.pdf', Uint8Array.from(makePdf(pages)));
      const { id } = await client.files.create({ file, purpose: 'assistants' });
      await client.vectorStores.files.create(storeId, { file_id: id });
    }
    try {
      storeId = (await client.vectorStores.create({ file_ids: [await upload(client, 'guide.md', 'The lucky number is 17.')] })).id;
      const assistant = await searcher(client, [storeId]);
      const run = await client.beta.threads.createAndRunPoll({ assistant_id: assistant.id, thread: { messages } }, { pollIntervalMs: 20 });
      assert.equal(run.status, 'completed');

      const note = '1 file is still being read; what it says may be missing here.';
      const call = model.requests[1]?.items.find((item) => item.type === 'file_search_call');
      assert.ok(call?.type === 'file_search_call');
      assert.match(outputForModel(call, []), /The lucky number is 17\.[^]*\n\n1 file is still being read; what it says may be missing here\.\n\n/);
      const { data } = await client.beta.threads.runs.steps.list(run.id, { thread_id: run.thread_id, order: 'asc' });
      assert.deepEqual(data.map(({ type, status, metadata }) => [type, status, metadata]), [
        ['tool_calls', 'completed', { note }],
        ['message_creation', 'completed', {}],
      ]);
    } finally {
      await room.close();
    }
  });
});
