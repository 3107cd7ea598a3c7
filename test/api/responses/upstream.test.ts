import assert from 'node:assert/strict';
import { OpenAI } from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import * as z from 'zod';
import { SOURCE_ASSETS } from '../../../scripts/paths.ts';
import { localAccess } from '../../../src/api/access.ts';
import { serve, type Serving } from '../../../src/serve.ts';
import { startOpenAI, type OpenAIServer } from '../../fixtures/openai/openai.ts';
import { checkedFetch } from '../../support/checkedFetch.ts';
import { memoryLog } from '../../support/log.ts';
import { tempDir } from '../../support/temp.ts';

/** The server behind speaks Responses itself. */
suite('API: responses over Responses', () => {
  let openai: OpenAIServer;
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let serving: Serving;
  let client: OpenAI;
  const { fetch, violations } = checkedFetch();
  suiteSetup(async () => {
    openai = await startOpenAI();
    dir = await tempDir();
    const upstream = { baseUrl: openai.url, apiKey: 'upstream-key', model: null, api: 'responses' as const };
    const shared = { port: 0, dataDir: dir.path, assets: SOURCE_ASSETS, version: '0', access: localAccess(null), unsandboxed: false, workspace: null, python: null, maskSecrets: false };
    serving = await serve({ ...shared, upstream, log: memoryLog(), onRequest: () => {} });
    client = new OpenAI({ baseURL: serving.url, apiKey: 'none', fetch, maxRetries: 0 });
  });
  suiteTeardown(async () => {
    await serving.close();
    await openai.close();
    await dir.remove();
    if (violations[0]) throw violations[0];
  });

  const asked = () => {
    const body = openai.requests.at(-1)?.body;
    assert.ok(body && Array.isArray(body.input));
    return { ...body, input: body.input };
  };

  test('What a model thought goes back to it, whoever keeps the history', async () => {
    const weather = { type: 'function', name: 'weather', parameters: {}, strict: false } as const;
    const question = { role: 'user', content: 'How is it?' } as const;
    openai.script({ reasoning: 'Let me look.', calls: [{ name: 'weather', arguments: '{}' }] });
    const called = await client.responses.create({ model: 'stand-in', input: [question], tools: [weather], store: false, include: ['reasoning.encrypted_content'], reasoning: { summary: 'auto', effort: 'low' } });
    const [thought, call] = called.output;
    assert.ok(thought?.type === 'reasoning' && call?.type === 'function_call');
    assert.equal(thought.summary[0]?.text, 'Let me look.');
    const output = { type: 'function_call_output', call_id: call.call_id, output: 'sun' } as const;
    await client.responses.create({ model: 'stand-in', input: [question, thought, call, output], tools: [weather], store: false });
    assert.deepEqual(asked().input.map((item) => item.type), ['message', 'reasoning', 'function_call', 'function_call_output']);
    const [, given] = asked().input;
    assert.ok(given?.type === 'reasoning' && given.encrypted_content);
  });

  test('A form that the answer has is asked for, and read by the SDK', async () => {
    openai.script({ text: '{"city":"Rome"}' });
    const text = { format: zodTextFormat(z.object({ city: z.string() }), 'place'), verbosity: 'low' as const };
    const parsed = await client.responses.parse({ model: 'stand-in', input: 'Where?', text });
    assert.deepEqual(parsed.output_parsed, { city: 'Rome' });
    assert.equal(asked().text?.verbosity, 'low');
    assert.equal(asked().text?.format?.type, 'json_schema');
  });
});
