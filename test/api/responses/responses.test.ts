import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import { startApi, type Api } from '../support/api.ts';

const WEATHER = { type: 'function', name: 'weather', description: 'Tells it.', parameters: { type: 'object', properties: {} }, strict: true } as const;
const PNG = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a', 'hex').toString('base64')}`;

suite('API: responses', () => {
  let api: Api;
  let client: OpenAI;
  suiteSetup(async () => {
    api = await startApi();
    client = api.client;
  });
  suiteTeardown(() => api.close());

  type Fields = Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, 'model'>;
  const create = (fields: Fields) => client.responses.create({ model: 'stand-in', ...fields });
  /** What the model was asked last. */
  const asked = () => {
    const body = api.model.requests.at(-1)?.body;
    assert.ok(body);
    return body;
  };
  async function store(...texts: readonly (readonly [name: string, text: string, attributes?: Record<string, string>])[]) {
    const { id } = await client.vectorStores.create({});
    for (const [name, text, attributes = {}] of texts) {
      const file = await client.files.create({ file: new File([text], name), purpose: 'assistants' });
      await client.vectorStores.files.createAndPoll(id, { file_id: file.id, attributes });
    }
    return id;
  }

  test('A question and its answer', async () => {
    const response = await create({ input: 'Say exactly: ok', instructions: 'Be brief.', metadata: { a: 'b' } });
    assert.deepEqual([response.status, response.output_text, response.error, response.metadata], ['completed', 'ok', null, { a: 'b' }]);
    assert.deepEqual(response.output.map(({ type }) => type), ['message']);
    assert.deepEqual([response.usage?.input_tokens, response.usage?.total_tokens], [100, 101]);
    assert.deepEqual(asked().messages.map(({ role, content }) => [role, content]), [['system', 'Be brief.'], ['user', 'Say exactly: ok']]);
    assert.deepEqual(await client.responses.retrieve(response.id), response);
  });

  test('What the model is asked with', async () => {
    await create({
      input: [{ role: 'user', content: 'Say exactly: {}' }],
      temperature: 0.3,
      top_p: 0.5,
      max_output_tokens: 77,
      parallel_tool_calls: false,
      tools: [WEATHER],
      tool_choice: { type: 'function', name: 'weather' },
      reasoning: { effort: 'low' },
      text: { verbosity: 'low', format: { type: 'json_schema', name: 'n', schema: { type: 'object' }, strict: true } },
    });
    const body = asked();
    assert.deepEqual([body.temperature, body.top_p, body.max_tokens, body.parallel_tool_calls, body.reasoning_effort, body.verbosity], [0.3, 0.5, 77, false, 'low', 'low']);
    assert.deepEqual(body.tool_choice, { type: 'function', function: { name: 'weather' } });
    assert.deepEqual(body.response_format, { type: 'json_schema', json_schema: { name: 'n', schema: { type: 'object' }, strict: true } });
  });

  test('A conversation goes on, and parts where one goes back', async () => {
    const first = await create({ input: 'Say exactly: one', instructions: 'Only once.' });
    const second = await create({ input: 'Say exactly: two', previous_response_id: first.id });
    assert.deepEqual(asked().messages.map(({ content }) => content), ['Say exactly: one', 'one', 'Say exactly: two']);
    await create({ input: 'Say exactly: other', previous_response_id: first.id });
    assert.deepEqual(asked().messages.map(({ content }) => content), ['Say exactly: one', 'one', 'Say exactly: other']);
    const third = await create({ input: 'Say exactly: three', previous_response_id: second.id });
    assert.deepEqual(asked().messages.map(({ content }) => content), ['Say exactly: one', 'one', 'Say exactly: two', 'two', 'Say exactly: three']);
    assert.equal(third.previous_response_id, second.id);
    const { data } = await client.responses.inputItems.list(third.id, { order: 'asc' });
    assert.deepEqual(data.map(({ type }) => type), ['message', 'message', 'message', 'message', 'message']);
  });

  test('Two at once that go on from one: neither reads the other', async () => {
    const first = await create({ input: 'Say exactly: root' });
    const both = await Promise.all(['left', 'right'].map((word) => create({ input: `Say exactly: ${word}`, previous_response_id: first.id })));
    assert.deepEqual(both.map(({ output_text }) => output_text), ['left', 'right']);
    const read = await Promise.all(both.map(async ({ id }) => (await client.responses.inputItems.list(id)).data.length));
    assert.deepEqual(read, [3, 3]);
  });

  test('A function of the caller: its call ends the response, the next goes on with its output', async () => {
    const called = await create({ input: 'Call weather with {"city":"Rome"}', tools: [WEATHER] });
    const [call] = called.output;
    assert.ok(call?.type === 'function_call');
    assert.deepEqual([called.status, call.name, call.arguments, call.status], ['completed', 'weather', '{"city":"Rome"}', 'completed']);
    await assert.rejects(create({ input: 'And?', previous_response_id: called.id, tools: [WEATHER] }), { status: 400, message: `400 No tool output found for function call ${call.call_id}.` });
    const output = { type: 'function_call_output', call_id: call.call_id, output: 'sunny' } as const;
    const answered = await create({ input: [output], previous_response_id: called.id, tools: [WEATHER] });
    assert.equal(answered.output_text, 'The tool gave: sunny');
    await assert.rejects(create({ input: [{ ...output, call_id: 'call_none' }] }), { status: 400, message: '400 No tool call found for function call output with call_id call_none.' });
  });

  test('The whole history given back, nothing stored', async () => {
    const question = { role: 'user', content: 'Call weather with {}' } as const;
    const called = await create({ input: [question], tools: [WEATHER], store: false });
    const [call] = called.output;
    assert.ok(call?.type === 'function_call');
    const history = [question, call, { type: 'function_call_output', call_id: call.call_id, output: 'rain' }] as const;
    const answered = await create({ input: [...history], tools: [WEATHER], store: false });
    assert.equal(answered.output_text, 'The tool gave: rain');
    const again = await create({ input: [...history, ...(answered.output as OpenAI.Responses.ResponseInputItem[]), { role: 'user', content: 'Say exactly: bye' }], store: false });
    assert.equal(again.output_text, 'bye');
    assert.deepEqual(asked().messages.map(({ role }) => role), ['user', 'assistant', 'tool', 'assistant', 'user']);
    await assert.rejects(client.responses.retrieve(answered.id), { status: 404 });
    await assert.rejects(create({ input: 'x', previous_response_id: answered.id }), { status: 400, code: 'previous_response_not_found' });
    assert.equal((await api.docent.threads.list({ workspace: null, origins: ['api'] })).filter(({ title }) => title.startsWith('Call weather with {}')).length, 0);
  });

  test('File search: cited without markers, with results where they are wanted, by attributes', async () => {
    const id = await store(['north.md', 'The harbour opens at seven.', { side: 'north' }], ['south.md', 'The harbour opens at nine.', { side: 'south' }]);
    const tool: OpenAI.Responses.FileSearchTool = { type: 'file_search', vector_store_ids: [id], filters: { type: 'eq', key: 'side', value: 'south' } };
    const response = await create({ input: 'Search for harbour opens and cite', tools: [tool], include: ['file_search_call.results'] });
    const [call, message] = response.output;
    assert.ok(call?.type === 'file_search_call' && message?.type === 'message');
    assert.deepEqual([call.status, call.queries], ['completed', ['harbour opens']]);
    assert.deepEqual(call.results?.map(({ filename, text, attributes }) => [filename, text, attributes]), [['south.md', 'The harbour opens at nine.', { side: 'south' }]]);
    const [part] = message.content;
    assert.ok(part?.type === 'output_text');
    assert.equal(part.text, 'south.md says “The harbour opens at nine.”.');
    const [citation] = part.annotations;
    assert.ok(citation?.type === 'file_citation');
    assert.deepEqual([citation.filename, citation.index, citation.file_id], ['south.md', part.text.length - 1, call.results?.[0]?.file_id]);

    const without = await create({ input: 'Search for harbour opens and cite', tools: [{ type: 'file_search', vector_store_ids: [id], max_num_results: 1 }] });
    assert.ok(without.output[0]?.type === 'file_search_call' && without.output[0].results === null);
    const retrieved = await client.responses.retrieve(without.id, { include: ['file_search_call.results'] });
    assert.ok(retrieved.output[0]?.type === 'file_search_call' && retrieved.output[0].results?.length === 1);
    await assert.rejects(create({ input: 'x', tools: [{ type: 'file_search', vector_store_ids: ['vs_none'] }] }), { status: 404 });
  });

  test('Only the tools that are allowed, and only so many calls', async () => {
    const id = await store(['a.md', 'alpha']);
    const tools: OpenAI.Responses.Tool[] = [WEATHER, { type: 'file_search', vector_store_ids: [id] }];
    await create({ input: 'Say exactly: ok', tools, tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'weather' }] } });
    assert.deepEqual(asked().tools?.map((tool) => tool.type === 'function' && tool.function.name), ['weather']);
    const limited = await create({ input: 'Call file_search with {"query":"alpha"} and file_search with {"query":"beta"}', tools, max_tool_calls: 1, include: ['file_search_call.results'] });
    assert.deepEqual(limited.output.map((item) => ('status' in item ? item.status : '')), ['completed', 'failed', 'completed']);
    assert.deepEqual(limited.output.map((item) => item.type === 'file_search_call' && item.results !== null), [true, false, false]);
    assert.match(limited.output_text, /1 calls of tools are allowed/);
    assert.deepEqual(asked().tools?.map((each) => each.type === 'function' && each.function.name), ['weather']);
  });

  test('Images and files come along', async () => {
    const file = await client.files.create({ file: new File(['The code is 4711.'], 'note.md'), purpose: 'user_data' });
    const content: OpenAI.Responses.ResponseInputContent[] = [
      { type: 'input_text', text: 'Say exactly: seen' },
      { type: 'input_image', image_url: PNG, detail: 'low' },
      { type: 'input_file', file_id: file.id },
      { type: 'input_file', filename: 'b.txt', file_data: `data:text/plain;base64,${Buffer.from('The word is zebra.').toString('base64')}` },
    ];
    const response = await create({ input: [{ role: 'user', content }] });
    const sent = JSON.stringify(asked().messages);
    assert.ok(sent.includes('The code is 4711.') && sent.includes('The word is zebra.') && sent.includes(PNG), sent);
    const { data } = await client.responses.inputItems.list(response.id, { include: ['message.input_image.image_url'] });
    assert.ok(data[0]?.type === 'message');
    assert.deepEqual(data[0].content.map(({ type }) => type), ['input_text', 'input_image', 'input_file', 'input_file']);
    await assert.rejects(create({ input: [{ role: 'user', content: [{ type: 'input_file', file_url: 'https://example.com/a.pdf' }] }] }), { status: 400, param: 'input[0].content[0].file_url' });
  });

  test('What developers say stands with the instructions', async () => {
    await create({ instructions: 'Be brief.', input: [{ role: 'developer', content: 'Be kind.' }, { role: 'user', content: 'Say exactly: ok' }] });
    assert.deepEqual(asked().messages.map(({ role, content }) => [role, content]), [['system', 'Be brief.\n\nBe kind.'], ['user', 'Say exactly: ok']]);
  });

  test('Thoughts: as a summary where one is wanted, and sealed for whoever keeps the history', async () => {
    const plain = await create({ input: 'Think, then say: ok' });
    assert.ok(plain.output[0]?.type === 'reasoning');
    assert.deepEqual([plain.output[0].summary, plain.output[0].content?.[0]?.text], [[], 'Let me think about that.']);
    const summed = await create({ input: 'Think, then say: ok', reasoning: { summary: 'auto' }, include: ['reasoning.encrypted_content'] });
    assert.ok(summed.output[0]?.type === 'reasoning');
    assert.equal(summed.output[0].summary[0]?.text, 'Let me think about that.');
    const again = await create({ input: [{ role: 'user', content: 'x' }, ...(summed.output as OpenAI.Responses.ResponseInputItem[]), { role: 'user', content: 'Say exactly: fine' }], store: false });
    assert.equal(again.output_text, 'fine');
  });

  test('What is cut at a limit is incomplete', async () => {
    api.model.script({ text: 'cut', finish: 'length' });
    const response = await create({ input: 'x' });
    assert.deepEqual([response.status, response.incomplete_details?.reason, response.output_text], ['incomplete', 'max_output_tokens', 'cut']);
  });

  test('What fails before it has said anything is an error', async () => {
    api.model.script({ status: 401, body: { error: { message: 'no' } } });
    await assert.rejects(create({ input: 'x' }), (error: Error & { status: number }) => error.status === 500);
  });

  test('Whoever does not wait for an answer ends its response', async () => {
    const hold = api.model.hold(1);
    const abort = new AbortController();
    const asking = client.responses.create({ model: 'stand-in', input: 'Say exactly: nobody waits' }, { signal: abort.signal });
    await hold.reached;
    abort.abort();
    await assert.rejects(asking);
    const request = api.model.requests.at(-1);
    assert.equal((await request?.ended)?.by, 'client');
    hold.release();
  });

  test('Items by their ids', async () => {
    const first = await create({ input: 'Say exactly: one' });
    const [question] = (await client.responses.inputItems.list(first.id)).data;
    await create({ input: [{ type: 'item_reference', id: question?.id ?? '' }, { type: 'item_reference', id: (first.output[0] as { id: string }).id }, { role: 'user', content: 'Say exactly: two' }] });
    assert.deepEqual(asked().messages.map(({ content }) => content), ['Say exactly: one', 'one', 'Say exactly: two']);
    await assert.rejects(create({ input: [{ type: 'item_reference', id: 'msg_none' }] }), { status: 400 });
  });

  test('Deleted, a response and what nobody else needs are gone', async () => {
    const first = await create({ input: 'Say exactly: to be deleted' });
    const second = await create({ input: 'Say exactly: and this', previous_response_id: first.id });
    await client.responses.delete(first.id);
    await assert.rejects(client.responses.retrieve(first.id), { status: 404 });
    assert.equal((await client.responses.retrieve(second.id)).output_text, 'and this');
    await client.responses.delete(second.id);
    const threads = await api.docent.threads.list({ workspace: null, origins: ['api'] });
    assert.ok(!threads.some(({ title }) => title.includes('to be deleted')));
  });

  test('Fields that would do nothing are refused by name', async () => {
    const refused = async (fields: object) => {
      const response = await api.request('POST', '/responses', { model: 'stand-in', input: 'x', ...fields });
      const { error } = (await response.json()) as { error: { param: string } };
      return [response.status, error.param];
    };
    for (const [fields, param] of [
      [{ prompt: { id: 'pmpt_1' } }, 'prompt'],
      [{ context_management: [] }, 'context_management'],
      [{ top_logprobs: 3 }, 'top_logprobs'],
      [{ include: ['message.output_text.logprobs'] }, 'include[0]'],
      [{ tools: [{ type: 'web_search' }] }, 'tools[0].type'],
      [{ tools: [{ type: 'code_interpreter', container: { type: 'auto', memory_limit: '64g' } }] }, 'tools[0].container.memory_limit'],
      [{ service_tier: 'flex' }, 'service_tier'],
      [{ stream_options: { include_obfuscation: true } }, 'stream_options.include_obfuscation'],
      [{ background: true, store: false }, 'background'],
      [{ conversation: 'conv_x', previous_response_id: 'resp_x' }, 'previous_response_id'],
      [{ input: [{ type: 'web_search_call' }] }, 'input[0].type'],
      [{ input: [{ role: 'user', content: [{ type: 'output_text', text: 'x' }] }] }, 'input[0].content[0].type'],
      [{ tool_choice: { type: 'function', name: 'none' } }, 'tool_choice'],
    ] as const) assert.deepEqual(await refused(fields), [400, param], JSON.stringify(fields));
  });

  test('The tokens of what would be asked are counted', async () => {
    const few = await client.responses.inputTokens.count({ model: 'stand-in', input: 'hello' });
    const more = await client.responses.inputTokens.count({ model: 'stand-in', input: 'hello', instructions: 'Be brief. '.repeat(50), tools: [WEATHER] });
    assert.ok(few.input_tokens > 0 && more.input_tokens > few.input_tokens + 100, `${few.input_tokens} ${more.input_tokens}`);
  });

  test('A thread in short stands for all before it', async () => {
    const first = await create({ input: 'Say exactly: the code is 4711' });
    api.model.script({ text: 'The code is 4711.' });
    const compacted = await client.responses.compact({ model: 'stand-in', previous_response_id: first.id });
    assert.deepEqual(compacted.output.map(({ type }) => type), ['compaction']);
    await create({ input: [...(compacted.output as OpenAI.Responses.ResponseInputItem[]), { role: 'user', content: 'Say exactly: ok' }] });
    assert.match(JSON.stringify(asked().messages[0]), /The code is 4711\./);
    await assert.rejects(create({ input: [{ type: 'compaction', encrypted_content: 'gAAAA' }] }), { status: 400, code: 'invalid_encrypted_content' });
  });
});

suite('API: responses without a model', () => {
  test('Search only answers with cited passages, and says what it can’t do', async () => {
    const api = await startApi({ upstream: 'none' });
    const { client } = api;
    const file = await client.files.create({ file: new File(['# Guide\n\nThe lucky number is 17.\n'], 'guide.md'), purpose: 'assistants' });
    const { id } = await client.vectorStores.create({ file_ids: [file.id] });
    const response = await client.responses.create({ model: 'any', input: 'What is the lucky number?', tools: [{ type: 'file_search', vector_store_ids: [id] }] });
    assert.match(response.output_text, /17/);
    const message = response.output.find(({ type }) => type === 'message');
    assert.ok(message?.type === 'message' && message.content[0]?.type === 'output_text');
    const [citation] = message.content[0].annotations;
    assert.ok(citation?.type === 'file_citation' && citation.file_id === file.id && citation.filename === 'guide.md');
    await assert.rejects(client.responses.compact({ model: 'any', input: 'x' }), { status: 400, code: 'no_model' });
    await api.close();
  });
});
