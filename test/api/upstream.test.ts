import assert from 'node:assert/strict';
import { OpenAI } from 'openai';
import { SOURCE_ASSETS } from '../../scripts/paths.ts';
import type { Api } from '../../src/core/models/servers.ts';
import { localAccess } from '../../src/api/access.ts';
import { serve, type Serving } from '../../src/serve.ts';
import { C, CALLED, K } from '../fixtures/providers/chunks.ts';
import { startProvider, type Provider } from '../fixtures/providers/provider.ts';
import type { ProviderName } from '../fixtures/providers/rules.ts';
import { memoryLog } from '../support/log.ts';
import { tempDir } from '../support/temp.ts';

suite('API: the server behind', () => {
  const open: (() => Promise<void>)[] = [];
  teardown(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });

  async function start(name: ProviderName, api?: Api) {
    const provider = await startProvider(name);
    const dir = await tempDir();
    const upstream = { baseUrl: provider.url, apiKey: 'upstream-key', model: null, ...(api && { api }) };
    const shared = { port: 0, dataDir: dir.path, assets: SOURCE_ASSETS, version: '0', access: localAccess(null), unsandboxed: false, maskSecrets: false };
    const serving: Serving = await serve({ ...shared, upstream, log: memoryLog(), onRequest: () => {} });
    open.push(dir.remove, provider.close, serving.close);
    return { provider, client: new OpenAI({ baseURL: serving.url, apiKey: 'none', maxRetries: 0 }) };
  }

  async function run(client: OpenAI, tools: OpenAI.Beta.AssistantCreateParams['tools']): Promise<void> {
    const { id } = await client.beta.assistants.create({ model: 's', tools });
    const thread = { messages: [{ role: 'user' as const, content: 'One?' }] };
    const { status, last_error, thread_id } = await client.beta.threads.createAndRunPoll({ assistant_id: id, thread });
    assert.deepEqual([status, last_error], ['completed', null]);
    const [message] = (await client.beta.threads.messages.list(thread_id)).data;
    assert.equal(message?.content[0]?.type === 'text' && message.content[0].text.value, 'ok');
  }
  const routes = ({ taken, refused }: Provider) => ({ taken: taken.map(({ route }) => route), refused: refused.map(({ route }) => route) });
  const TOOLS = [{ type: 'file_search' }, { type: 'code_interpreter' }] as const;

  test('is asked by the API that its models’ tools need, and without tools by the same', async () => {
    const { client, provider } = await start('OAI-NEW');
    await run(client, [...TOOLS]);
    await run(client, [...TOOLS]);
    await run(client, []);
    assert.deepEqual(routes(provider), { taken: ['responses', 'responses', 'responses'], refused: [] });
  });

  test('moves a model to that API where it names it, once, though the other one was chosen', async () => {
    const { client, provider } = await start('OAI-NEW', 'chatCompletions');
    await run(client, []);
    await run(client, [...TOOLS]);
    await run(client, [...TOOLS]);
    await run(client, []);
    assert.deepEqual(routes(provider), { taken: ['chat/completions', 'responses', 'responses', 'responses'], refused: ['chat/completions'] });
  });

  test('gets its own fields back after a wait for the caller’s function', async () => {
    const { client, provider } = await start('DEEPSEEK');
    provider.script([C({ reasoning_content: 'hm' }), K(0, 'call_1', 'weather', '{}'), CALLED]);
    const weather = { type: 'function' as const, function: { name: 'weather', parameters: { type: 'object', properties: {} } } };
    const { id } = await client.beta.assistants.create({ model: 's', tools: [weather] });
    const thread = { messages: [{ role: 'user' as const, content: 'One?' }] };
    const waiting = await client.beta.threads.createAndRunPoll({ assistant_id: id, thread });
    assert.equal(waiting.status, 'requires_action');
    const outputs = { thread_id: waiting.thread_id, tool_outputs: [{ tool_call_id: 'call_1', output: 'sun' }] };
    assert.equal((await client.beta.threads.runs.submitToolOutputsAndPoll(waiting.id, outputs)).status, 'completed');
    assert.equal(provider.refused.length, 0);
    assert.equal(provider.taken[1]?.body.messages?.find(({ tool_calls }) => tool_calls)?.reasoning_content, 'hm');
  });

  test('is asked by Chat Completions where it has nothing else', async () => {
    const { client, provider } = await start('ANY');
    await run(client, [...TOOLS]);
    await run(client, []);
    assert.deepEqual(routes(provider), { taken: ['chat/completions', 'chat/completions'], refused: [] });
  });
});
