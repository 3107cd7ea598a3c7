import assert from 'node:assert/strict';
import path from 'node:path';
import { OUT } from '../../../scripts/paths.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { startOpenAI, type OpenAIServer } from '../../fixtures/openai/openai.ts';
import { quickPick } from '../support/quickPick.ts';
import type { Docent } from '../support/suite.ts';

/** Loopback by an address that does not say so. */
const elsewhere = (url: string) => url.replace('127.0.0.1', '0.0.0.0');

export const modelPicker = (docent: () => Docent) => suite('the model picker', () => {
  let ollama: ModelServer;
  let lab: ModelServer;
  let openai: OpenAIServer;
  let opened = 0;
  suiteSetup(async () => {
    ollama = await startModelServer({ models: ['qwen3:8b', 'nomic-embed-text:latest'], port: 11434 });
    lab = await startModelServer({ models: ['org/big:8b'] });
    openai = await startOpenAI();
  });
  suiteTeardown(() => Promise.all([ollama.close(), lab.close(), openai.close()]));

  teardown(async function () {
    // It would be in the way of the next test.
    if (this.currentTest?.isFailed()) await docent().workbench.page.keyboard.press('Escape');
  });

  /** With these servers besides those that are found, and a model that nobody has. */
  async function open(servers: Readonly<Record<string, string>> = {}, more: Readonly<Record<string, unknown>> = {}) {
    const { chat, configure, workbench } = docent();
    const id = `none/${opened++}`;
    configure({ 'docent.model.id': id, 'docent.model.servers': servers, ...more });
    await chat.button(id).waitFor();
    await workbench.runCommand('Docent: Select Model');
    return quickPick(workbench);
  }

  test('lists what there is, and says of each where questions go, how much it reads, what it costs and when it ends', async () => {
    const picker = await open({ lab: lab.url, openai: elsewhere(openai.url) });
    const { host } = new URL(elsewhere(openai.url));
    await picker.row('qwen3:8b').filter({ hasText: 'this machine' }).waitFor();
    await picker.heading('Ollama, on this machine').waitFor();
    await picker.row('org/big:8b').filter({ hasText: 'this machine' }).waitFor();
    await picker.row('Search only').filter({ hasText: 'the best passages themselves' }).waitFor();
    assert.equal(await picker.row('nomic-embed-text').count(), 0);
    await picker.row('Search by Meaning, Too…').filter({ hasText: 'nomic-embed-text:latest' }).waitFor();
    await picker.type('gpt');
    await picker.row('gpt-6.1-terra').filter({ hasText: `${host} · 1.05M context · $1 in, $5 out per 1M tokens` }).waitFor();
    await picker.row('gpt-4o').filter({ hasText: 'Shuts down on 2027-01-14; gpt-6-luna takes its place' }).waitFor();
    await picker.close();
  });

  test('a server on this machine is marked as one that sends on what it is asked, and no more', async () => {
    const picker = await open({ lab: lab.url });
    const { host } = new URL(lab.url);
    const here = 'this machine, as far as Docent knows';
    const row = (place: string) => picker.row('org/big:8b').filter({ hasText: place });
    await row(here).hover();
    await row(here).getByRole('button', { name: 'This Server Sends On What It Is Asked' }).click();
    await row(host).hover();
    assert.equal(await row(here).count(), 0, await row(here).allInnerTexts().then((texts) => texts.join()));
    await row(host).getByRole('button', { name: 'This Server Answers Itself' }).click();
    await row(here).waitFor();
    await picker.close();
  });

  test('is reached from the model’s name in the chat; the keyboard chooses the model that answers', async () => {
    const { chat, workbench } = docent();
    const picker = await open();
    await picker.close();
    await chat.button('No model').click();
    await picker.type('qwen3');
    await workbench.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'qwen3:8b' }).waitFor();
    await picker.input.press('Enter');
    await chat.button('qwen3:8b').waitFor();
    await chat.ask('Say exactly: From Ollama.');
    await chat.newest.filter({ hasText: 'From Ollama.' }).waitFor();
    assert.equal(ollama.requests.at(-1)?.body.model, 'qwen3:8b');
  });

  test('takes what is typed, and says where it would go', async () => {
    const { chat } = docent();
    const picker = await open({ lab: elsewhere(lab.url) });
    await picker.type('nobody/x');
    await picker.row('Use “nobody/x”').filter({ hasText: 'no server of this name is set up' }).waitFor();
    await picker.type('lab/brand-new');
    await picker.row('Use “lab/brand-new”').filter({ hasText: new URL(elsewhere(lab.url)).host }).waitFor();
    await picker.choose('Use “lab/brand-new”');
    await chat.button('brand-new').waitFor();
  });

  test('says why a server of the user’s can’t be asked, and the others are there all the same', async () => {
    const down = await startModelServer();
    await down.close();
    const picker = await open({ lab: lab.url, down: down.url });
    await picker.row('down can’t be asked').filter({ hasText: 'Nothing answers at' }).waitFor();
    await picker.row('org/big:8b').waitFor();
    await picker.close();
  });

  test('adds a server, whose address it puts right and whose models it then lists', async () => {
    const { chat, workbench } = docent();
    const picker = await open();
    // Others may come and push it down, so it is looked for first.
    await picker.type('Add a server');
    await picker.choose('Add a server');
    await picker.type('gw.example.com', 'Add a Server');
    await workbench.page.getByText('“gw.example.com” is not a web address').waitFor();
    await picker.answer('Add a Server', lab.url.replace('/v1', ''));
    await workbench.page.getByText('A name for it').waitFor();
    await picker.answer('Add a Server', 'my lab');
    await picker.heading('my lab, on this machine').waitFor();
    await picker.choose('org/big:8b');
    await chat.button('org/big:8b').waitFor();
    await chat.ask('Say exactly: From the lab.');
    await chat.newest.filter({ hasText: 'From the lab.' }).waitFor();
  });

  test('asks before it adds what does not answer', async () => {
    const { workbench } = docent();
    const down = await startModelServer();
    await down.close();
    const picker = await open();
    await picker.type('Add a server');
    await picker.choose('Add a server');
    await picker.answer('Add a Server', down.url);
    await workbench.page.getByText('A name for it').waitFor();
    await picker.answer('Add a Server', 'nothing');
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: `Nothing answers at ${down.url}. Is the server running?` });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await workbench.runCommand('Docent: Select Model');
    await picker.row('Search only').waitFor();
    assert.equal(await picker.heading('nothing').count(), 0);
    await picker.close();
  });

  test('looks right in all themes', async () => {
    const { workbench } = docent();
    for (const theme of ['Dark Modern', 'Light Modern', 'Default High Contrast']) {
      const picker = await open({ lab: elsewhere(lab.url), openai: elsewhere(openai.url) }, { 'workbench.colorTheme': theme });
      await docent().chat.frame.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      await picker.row('gpt-4o').waitFor({ state: 'attached' });
      await workbench.screenshot(path.join(OUT, 'pictures', `models ${theme}.png`));
      await picker.close();
    }
  });

  test('says how one gets a model where nothing runs on this machine', async () => {
    await ollama.close();
    const picker = await open();
    await picker.row('Get Ollama…').filter({ hasText: 'it does not run on this machine' }).filter({ hasText: 'ollama pull qwen3:8b' }).waitFor();
    await picker.heading('Ollama, on this machine').waitFor();
    await picker.close();
  });
});
