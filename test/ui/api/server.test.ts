import assert from 'node:assert/strict';
import { OpenAI } from 'openai';
import { eventually } from '../support/eventually.ts';
import { useDocent } from '../support/suite.ts';

suite('the local API server', () => {
  const docent = useDocent();
  const rows = (text: string) => docent().workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  const statusItem = () => docent().workbench.page.locator('.statusbar-item', { hasText: 'Docent API :' });
  let client: OpenAI;
  suiteSetup(async () => {
    docent().configure({ 'docent.api.port': 0, 'docent.model.id': 'lab/big', 'docent.model.servers': { lab: 'http://llm.example.test/v1' } });
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
    const assistant = await client.beta.assistants.create({ model: 'search-only', name: 'Scripted' });
    const run = await client.beta.threads.createAndRunPoll({
      assistant_id: assistant.id,
      thread: { messages: [{ role: 'user', content: 'Hello from a script' }] },
    });
    assert.equal(run.status, 'completed');
    await workbench.runCommand('Docent: Threads');
    await rows('Threads of the API').waitFor();
    assert.equal(await rows('Hello from a script').count(), 0);
    await rows('Threads of the API').click();
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

  test('is stopped from its menu', async () => {
    await statusItem().click();
    await rows('Stop').click();
    await statusItem().waitFor({ state: 'hidden' });
    await assert.rejects(client.models.list(), OpenAI.APIConnectionError);
  });
});
