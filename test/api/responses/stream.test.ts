import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import type { ResponseStreamEvent } from 'openai/resources/responses/responses';
import { startApi, type Api } from '../support/api.ts';

suite('API: responses as streams', () => {
  let api: Api;
  let client: OpenAI;
  suiteSetup(async () => {
    api = await startApi();
    client = api.client;
  });
  suiteTeardown(() => api.close());

  type Fields = Omit<OpenAI.Responses.ResponseCreateParamsStreaming, 'model' | 'stream'>;

  async function streamed(fields: Fields): Promise<readonly ResponseStreamEvent[]> {
    return gather(await client.responses.create({ model: 'stand-in', stream: true, ...fields }));
  }
  async function gather(stream: AsyncIterable<ResponseStreamEvent>): Promise<readonly ResponseStreamEvent[]> {
    const events: ResponseStreamEvent[] = [];
    for await (const event of stream) events.push(event);
    return events;
  }
  /** The kinds of events in order, what repeats told once. */
  const kinds = (events: readonly ResponseStreamEvent[]) => events.map(({ type }) => type.replace(/^response\./, '')).filter((type, index, all) => type !== all[index - 1]);
  const last = (events: readonly ResponseStreamEvent[]) => {
    const event = events.at(-1);
    assert.ok(event && 'response' in event);
    return event.response;
  };

  const MESSAGE = ['output_item.added', 'content_part.added', 'output_text.delta', 'output_text.done', 'content_part.done', 'output_item.done'];

  test('An answer: the events in order, numbered from 0; its pieces are the text', async () => {
    const events = await streamed({ input: 'Say exactly: one two three' });
    assert.deepEqual(kinds(events), ['created', 'in_progress', ...MESSAGE, 'completed']);
    assert.deepEqual(events.map(({ sequence_number }) => sequence_number), events.map((_, index) => index));
    assert.equal(events.map((event) => (event.type === 'response.output_text.delta' ? event.delta : '')).join(''), 'one two three');
    assert.deepEqual((events[0] as { response: OpenAI.Responses.Response }).response.status, 'in_progress');
    const retrieved = await client.responses.retrieve(last(events).id);
    assert.deepEqual(retrieved.output, last(events).output);
    assert.deepEqual(retrieved.usage, last(events).usage);
  });

  test('The SDK puts it together', async () => {
    const text: string[] = [];
    const stream = client.responses.stream({ model: 'stand-in', input: 'Say exactly: hello there' }).on('response.output_text.delta', ({ delta }) => text.push(delta));
    assert.equal((await stream.finalResponse()).output_text, 'hello there');
    assert.equal(text.join(''), 'hello there');
  });

  test('A search and its citation', async () => {
    const file = await client.files.create({ file: new File(['The lucky number is 17.'], 'guide.md'), purpose: 'assistants' });
    const { id } = await client.vectorStores.create({ file_ids: [file.id] });
    const events = await streamed({ input: 'Search for lucky number and cite', tools: [{ type: 'file_search', vector_store_ids: [id] }], include: ['file_search_call.results'] });
    const search = ['output_item.added', 'file_search_call.in_progress', 'file_search_call.searching', 'file_search_call.completed', 'output_item.done'];
    const cited = ['output_item.added', 'content_part.added', 'output_text.delta', 'output_text.annotation.added', 'output_text.delta', 'output_text.done', 'content_part.done', 'output_item.done'];
    assert.deepEqual(kinds(events), ['created', 'in_progress', ...search, ...cited, 'completed']);
    const whole = events.map((event) => (event.type === 'response.output_text.delta' ? event.delta : '')).join('');
    assert.equal(whole, 'guide.md says “The lucky number is 17.”.');
    const [message] = last(events).output.filter(({ type }) => type === 'message');
    assert.ok(message?.type === 'message' && message.content[0]?.type === 'output_text');
    const annotations = events.flatMap((event) => (event.type === 'response.output_text.annotation.added' ? [event.annotation] : []));
    assert.deepEqual(message.content[0].annotations, annotations);
    assert.equal(message.content[0].text, whole);
  });

  test('A function’s arguments, and thoughts of both kinds', async () => {
    const called = await streamed({ input: 'Call weather with {"city":"Rome"}', tools: [{ type: 'function', name: 'weather', parameters: {}, strict: false }] });
    assert.deepEqual(kinds(called), ['created', 'in_progress', 'output_item.added', 'function_call_arguments.delta', 'function_call_arguments.done', 'output_item.done', 'completed']);
    const thought = await streamed({ input: 'Think, then say: ok' });
    assert.deepEqual(kinds(thought).slice(2, 8), ['output_item.added', 'content_part.added', 'reasoning_text.delta', 'reasoning_text.done', 'content_part.done', 'output_item.done']);
    const summed = await streamed({ input: 'Think, then say: ok', reasoning: { summary: 'auto' } });
    assert.deepEqual(kinds(summed).slice(2, 8), ['output_item.added', 'reasoning_summary_part.added', 'reasoning_summary_text.delta', 'reasoning_summary_text.done', 'reasoning_summary_part.done', 'output_item.done']);
  });

  test('What fails, and what is cut', async () => {
    api.model.script({ text: 'half', ending: 'cut' });
    const failed = await streamed({ input: 'x' });
    assert.deepEqual([failed.at(-1)?.type, last(failed).status, last(failed).error?.code], ['response.failed', 'failed', 'server_error']);
    api.model.script({ text: 'cut', finish: 'length' });
    const cut = await streamed({ input: 'x' });
    assert.deepEqual([cut.at(-1)?.type, last(cut).incomplete_details?.reason], ['response.incomplete', 'max_output_tokens']);
  });

  test('Whoever leaves a stream ends its response', async () => {
    const hold = api.model.hold(1);
    const stream = await client.responses.create({ model: 'stand-in', stream: true, input: 'Say exactly: a long answer that nobody waits for' });
    let id = '';
    for await (const event of stream) {
      if (event.type === 'response.created') id = event.response.id;
      if (event.type === 'response.output_text.delta') break;
    }
    for (let status = ''; status !== 'cancelled'; ) status = (await client.responses.retrieve(id)).status ?? '';
    hold.release();
  });

  suite('in the background', () => {
    test('It goes on by itself, and can be asked for', async () => {
      const begun = await client.responses.create({ model: 'stand-in', input: 'Say exactly: later', background: true });
      assert.ok(['queued', 'in_progress'].includes(begun.status ?? ''));
      assert.deepEqual([begun.background, begun.output], [true, []]);
      let now = begun;
      while (now.status === 'queued' || now.status === 'in_progress') now = await client.responses.retrieve(begun.id);
      assert.deepEqual([now.status, now.output_text], ['completed', 'later']);
    });

    test('Its stream can be taken up again where it was left', async () => {
      const hold = api.model.hold(2);
      const stream = await client.responses.create({ model: 'stand-in', input: 'Say exactly: one two three four', background: true, stream: true });
      const first: ResponseStreamEvent[] = [];
      for await (const event of stream) {
        first.push(event);
        if (event.type === 'response.output_text.delta') break;
      }
      hold.release();
      assert.deepEqual(kinds(first).slice(0, 3), ['created', 'queued', 'in_progress']);
      const id = (first[0] as { response: { id: string } }).response.id;
      const rest = await gather(await client.responses.retrieve(id, { stream: true, starting_after: first.at(-1)?.sequence_number ?? 0 }));
      const whole = [...first, ...rest];
      assert.deepEqual(whole.map(({ sequence_number }) => sequence_number), whole.map((_, index) => index));
      assert.equal(whole.map((event) => (event.type === 'response.output_text.delta' ? event.delta : '')).join(''), 'one two three four');
      const again = await gather(await client.responses.retrieve(id, { stream: true }));
      assert.deepEqual(again, whole);
    });

    test('It can be cancelled; what is no background can’t', async () => {
      const hold = api.model.hold(0);
      const begun = await client.responses.create({ model: 'stand-in', input: 'Say exactly: never', background: true });
      const cancelled = await client.responses.cancel(begun.id);
      hold.release();
      assert.equal(cancelled.status, 'cancelled');
      assert.deepEqual((await client.responses.cancel(begun.id)).status, 'cancelled');
      const plain = await client.responses.create({ model: 'stand-in', input: 'Say exactly: ok' });
      await assert.rejects(client.responses.cancel(plain.id), { status: 400, message: '400 Cannot cancel a synchronous response.' });
      await assert.rejects(client.responses.retrieve(plain.id, { stream: true }), { status: 400, param: 'stream' });
    });
  });
});
