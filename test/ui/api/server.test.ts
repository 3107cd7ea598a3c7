import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { OpenAI } from 'openai';
import { SAMPLE } from '../../../scripts/paths.ts';
import { startModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { vectorStores } from '../knowledge/stores.ts';
import { eventually } from '../support/eventually.ts';
import { quickPick } from '../support/quickPick.ts';
import { useDocent } from '../support/suite.ts';

const PAGE = 'http://localhost:3000';
const EVIL = 'http://localhost:3001';

suite('the local API server', () => {
  const docent = useDocent({ folder: SAMPLE, machineSettings: { 'docent.api.port': 0, 'docent.api.allowOrigins': [PAGE] } });
  const rows = (text: string) => docent().workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  const statusItem = () => docent().workbench.page.locator('.statusbar-item', { hasText: 'Docent API :' });
  let client: OpenAI;
  suiteSetup(async () => {
    // A workspace opens nothing.
    docent().configure({ 'docent.api.host': '0.0.0.0', 'docent.api.allowOrigins': [EVIL], 'docent.model.id': 'lab/big', 'docent.model.servers': { lab: 'http://llm.example.test/v1' } });
    await docent().chat.button('big').waitFor();
  });

  test('is started by a command, says where it is, and gives its token', async () => {
    const { workbench } = docent();
    await workbench.runCommand('Docent: Start Local API Server');
    await statusItem().waitFor();
    const port = /:(\d+)/.exec((await statusItem().textContent()) ?? '')?.[1];
    const url = `http://127.0.0.1:${port}/v1`;
    await statusItem().click();
    await rows('Copy token').click();
    const token = await eventually(async () => {
      const copied: string = await workbench.page.evaluate('navigator.clipboard.readText()');
      assert.match(copied, /^docent-\S{20,}$/);
      return copied;
    });
    assert.equal((await fetch(`${url}/models`)).status, 401);
    client = new OpenAI({ baseURL: url, apiKey: token, maxRetries: 0 });
    assert.ok((await client.models.list()).data.some(({ id }) => id === 'search-only'));
  });

  test('A script’s thread does not stand among one’s own, and can be opened', async () => {
    const { workbench, chat } = docent();
    const assistant = await client.beta.assistants.create({ model: 'search-only', name: 'Greeter' });
    const run = await client.beta.threads.createAndRunPoll({
      assistant_id: assistant.id,
      thread: { messages: [{ role: 'user', content: 'Hello from a script' }] },
    });
    assert.equal(run.status, 'completed');
    await workbench.runCommand('Docent: Search Threads');
    const listed: { readonly data: readonly { readonly id: string }[] } = await client.get('/threads', { headers: { 'openai-beta': 'assistants=v2' } });
    assert.deepEqual(listed.data.map(({ id }) => id), [run.thread_id]);
    // Those that people made are listed, and these are found.
    await quickPick(workbench).type('hello script');
    await rows('Hello from a script').click();
    await chat.questions.filter({ hasText: 'Hello from a script' }).waitFor();
    await chat.newest.filter({ hasText: 'nothing that search only can do' }).waitFor();
  });

  test('asks before a script’s words go to another machine; nobody need look at its thread', async () => {
    const { workbench } = docent();
    // Not a model of Docent's: the one that is set up answers.
    const { id: assistant_id } = await client.beta.assistants.create({ model: 'gpt-4o' });
    const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'Hello' }] });
    const run = client.beta.threads.runs.createAndPoll(thread.id, { assistant_id });
    const question = workbench.notification(/A script has Docent send to llm\.example\.test/);
    await question.getByRole('button', { name: 'Deny' }).click();
    const { status, last_error } = await run;
    assert.equal(status, 'failed');
    assert.match(last_error?.message ?? '', /Nothing was sent to llm\.example\.test/);
  });

  test('answers pages of the origins that are set, and no others', async () => {
    const ask = async (origin: string) => (await fetch(`${client.baseURL}/assistants`, { method: 'OPTIONS', headers: { origin } })).status;
    assert.deepEqual([await ask(PAGE), await ask(EVIL)], [204, 403]);
    const elsewhere = Object.values(networkInterfaces()).flatMap((all) => all ?? []).find(({ internal, family }) => !internal && family === 'IPv4');
    if (elsewhere) await assert.rejects(fetch(new URL('/health', client.baseURL.replace('127.0.0.1', elsewhere.address))), 'Other machines reach nothing.');
    const health = (await (await fetch(new URL('/health', client.baseURL))).json()) as { readonly status: string; readonly version: string };
    assert.deepEqual([health.status, /^\d+\.\d+\.\d+/.test(health.version)], ['ok', true]);
  });

  test('passes on what is not for Docent: elsewhere only where one allows it, on this machine at once, without a server not at all', async () => {
    const { workbench } = docent();
    const messages = [{ role: 'user' as const, content: 'Say exactly: passed on' }];
    const chat = async () => {
      const texts: string[] = [];
      for await (const { choices } of await client.chat.completions.create({ model: 'stand-in', messages, stream: true })) texts.push(choices[0]?.delta.content ?? '');
      return texts.join('');
    };
    const declined = assert.rejects(chat(), { status: 400, code: 'send_declined' });
    const question = workbench.notification(/A script has Docent send to llm\.example\.test: requests that are passed on/);
    await question.getByRole('button', { name: 'Deny' }).click();
    await declined;

    const model = await startModelServer();
    docent().configure({ 'docent.model.id': 'near/stand-in', 'docent.model.servers': { near: model.url } });
    await docent().chat.button('stand-in').waitFor();
    assert.equal(await chat(), 'passed on');
    docent().configure({});
    await docent().chat.button('Search only').waitFor();
    await assert.rejects(chat(), { status: 404, code: 'no_upstream', message: /Select Model/ });
    await model.close();
  });

  test('is stopped from its menu', async () => {
    await statusItem().click();
    await rows('Stop').click();
    await statusItem().waitFor({ state: 'hidden' });
    await assert.rejects(client.models.list(), OpenAI.APIConnectionError);
  });

  vectorStores(docent);
});
