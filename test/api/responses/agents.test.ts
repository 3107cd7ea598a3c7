import assert from 'node:assert/strict';
import { Agent, codeInterpreterTool, fileSearchTool, OpenAIProvider, Runner, setTracingDisabled, tool } from '@openai/agents';
import * as z from 'zod';
import { startApi, type Api } from '../support/api.ts';

suite('API: OpenAI’s Agents SDK', function () {
  this.timeout(60_000);
  let api: Api;
  let runner: Runner;
  let store: string;
  suiteSetup(async () => {
    setTracingDisabled(true);
    api = await startApi();
    const file = await api.client.files.create({ file: new File(['The lucky number is 17.'], 'guide.md'), purpose: 'assistants' });
    ({ id: store } = await api.client.vectorStores.create({ file_ids: [file.id] }));
    runner = new Runner({ modelProvider: new OpenAIProvider({ openAIClient: api.client, useResponses: true }) });
  });
  suiteTeardown(() => api.close());

  const asked: string[] = [];
  const weather = tool({
    name: 'weather',
    description: 'Tells it.',
    parameters: z.object({ city: z.string() }),
    async execute({ city }) {
      asked.push(city);
      return `sun in ${city}`;
    },
  });
  const guide = () => new Agent({ name: 'Guide', model: 'stand-in', instructions: 'Be brief.', tools: [weather, fileSearchTool([store], { includeSearchResults: true }), codeInterpreterTool()] });

  test('An agent calls a function, searches and computes', async () => {
    const agent = guide();
    const told = await runner.run(agent, 'Call weather with {"city":"Rome"}');
    assert.deepEqual([told.finalOutput, asked], ['The tool gave: sun in Rome', ['Rome']]);
    const found = await runner.run(agent, 'Search for lucky number and cite');
    assert.equal(found.finalOutput, 'guide.md says “The lucky number is 17.”.');
    const computed = await runner.run(agent, 'Run this code:\n```python\nprint(6 * 7)\n```');
    assert.match(computed.finalOutput ?? '', /42/);
  });

  test('It goes on from what was said, whoever keeps the history', async () => {
    const agent = guide();
    const first = await runner.run(agent, 'Run this code:\n```python\nx = 41\nprint(x)\n```');
    const again = await runner.run(agent, [...first.history, { role: 'user', content: 'Search for lucky number and cite' }]);
    assert.equal(again.finalOutput, 'guide.md says “The lucky number is 17.”.');
    const next = await runner.run(agent, 'Run this code:\n```python\nprint(x + 1)\n```', { previousResponseId: first.lastResponseId ?? '' });
    assert.match(next.finalOutput ?? '', /42/);
    const { id } = await api.client.conversations.create();
    await runner.run(agent, 'Call weather with {"city":"Oslo"}', { conversationId: id });
    const items = (await api.client.conversations.items.list(id, { order: 'asc' })).data;
    assert.deepEqual(items.map(({ type }) => type), ['message', 'function_call', 'function_call_output', 'message']);
  });

  test('As a stream', async () => {
    const stream = await runner.run(guide(), 'Call weather with {"city":"Bern"}', { stream: true });
    const text: string[] = [];
    for await (const piece of stream.toTextStream()) text.push(piece);
    await stream.completed;
    assert.equal(text.join(''), 'The tool gave: sun in Bern');
  });
});
