import assert from 'node:assert/strict';
import type OpenAI from 'openai';
import { scriptAdvice } from '../../src/api/advice.ts';
import { afterEnd } from '../../src/core/interpreter/notices.ts';
import { startApi, type Api } from './support/api.ts';

/** A token made up anew each time: nothing that looks like one lies in a file. */
const TOKEN = `ghp_${Array.from({ length: 36 }, (_, at) => 'a8Kx2mQ9vLw4Tz7RbN1c'[(at * 7) % 20]).join('')}`;
/** What only somebody in front of an editor can do something with. */
const EDITOR_WORDS = /docent:|workspace|window|reload|settings/i;
const SESSION: OpenAI.Beta.FunctionTool = { type: 'function', function: { name: 'session', parameters: { type: 'object', properties: {} } } };

async function answerOf(api: Api, threadId: string): Promise<string> {
  const [message] = (await api.client.beta.threads.messages.list(threadId)).data;
  return message?.content.map((part) => (part.type === 'text' ? part.text.value : '')).join('') ?? '';
}

async function ask(api: Api, content: string, tools: OpenAI.Beta.AssistantTool[] = []): Promise<OpenAI.Beta.Threads.Run> {
  const { id: assistant_id } = await api.client.beta.assistants.create({ model: 'stand-in', tools });
  const { id } = await api.client.beta.threads.create({ messages: [{ role: 'user', content }] });
  return api.client.beta.threads.runs.createAndPoll(id, { assistant_id }, { pollIntervalMs: 20 });
}

suite('API: what scripts send and what they are told', () => {
  let api: Api | undefined;
  teardown(() => api?.close());
  const sent = () => JSON.stringify(api?.model.requests.at(-1)?.body ?? null);

  test('A message and a tool’s output go to a server elsewhere byte for byte', async () => {
    api = await startApi({ elsewhere: true });
    await ask(api, `Say exactly: ${TOKEN}`);
    assert.ok(sent().includes(TOKEN));
    const run = await ask(api, 'Call session with {}', [SESSION]);
    const output = `{"session":"${TOKEN}"}`;
    const [call] = run.required_action?.submit_tool_outputs.tool_calls ?? [];
    await api.client.beta.threads.runs.submitToolOutputsAndPoll(
      run.id,
      { thread_id: run.thread_id, tool_outputs: [{ tool_call_id: call?.id ?? '', output }] },
      { pollIntervalMs: 20 },
    );
    assert.ok(sent().includes(JSON.stringify(output).slice(1, -1)), sent());
    assert.deepEqual(api.log.lines.filter((line) => /secret/i.test(line)), []);
  });

  test('Where the server was started to mask secrets, they are left out, and a line of the log says how many for which run', async () => {
    api = await startApi({ elsewhere: true, maskSecrets: true });
    const run = await ask(api, `Say exactly: ${TOKEN} and ${TOKEN}`);
    assert.ok(!sent().includes(TOKEN), sent());
    assert.equal(sent().split('[secret left out]').length, 3);
    const lines = api.log.lines.filter((line) => /secret/i.test(line));
    assert.equal(lines.length, 1, lines.join('\n'));
    assert.ok(lines[0]?.includes(run.id) && lines[0].includes('stand-in') && lines[0].includes('2'), lines[0]);
  });

  test('Search only tells scripts what they can do, not what one does in an editor', async () => {
    api = await startApi({ upstream: 'none' });
    const { id: store } = await api.client.vectorStores.create({});
    const { id: assistant_id } = await api.client.beta.assistants.create({
      model: 'gpt-4o',
      tools: [{ type: 'file_search' }],
      tool_resources: { file_search: { vector_store_ids: [store] } },
    });
    const answers: string[] = [];
    for (const content of ['How are berths allocated?', 'Hello']) {
      const { id } = await api.client.beta.threads.create({ messages: [{ role: 'user', content }] });
      await api.client.beta.threads.runs.createAndPoll(id, { assistant_id }, { pollIntervalMs: 20 });
      answers.push(await answerOf(api, id));
    }
    for (const answer of answers) {
      assert.doesNotMatch(answer, EDITOR_WORDS);
      assert.match(answer, /start the server with --upstream URL/);
    }
    assert.match(answers[0] ?? '', /add files to the vector store/);
  });

  test('Code that takes too long is told without a way out that scripts don’t have', () => {
    const notice = afterEnd('timed_out', { kind: 'done', status: 'ok' }, 1000, scriptAdvice('start the server with --upstream URL'));
    assert.doesNotMatch(notice?.message ?? '', EDITOR_WORDS);
  });
});
