import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OUT } from '../../../scripts/paths.ts';
import { startOpenAI, type OpenAIServer } from '../../fixtures/openai/openai.ts';
import { quickPick } from '../support/quickPick.ts';
import { useDocent, type Docent } from '../support/suite.ts';
import { modelPicker } from './picker.ts';
import { modelServer } from './server.ts';

/** Like real ones, so that nothing spares them for their looks. */
const RIGHT = 'sk-proj-Right8Kx2mQ9vLw4Tz7RbN1cYp5Jd3Hf6SgE0uWi';
const WRONG = 'sk-proj-Wrong5Jd3Hf6SgE0uWi8Kx2mQ9vLw4Tz7RbN1cYp';

const apiKeys = (docent: () => Docent) => suite('API keys', () => {
  let openai: OpenAIServer;
  suiteSetup(async () => {
    openai = await startOpenAI({ apiKey: RIGHT });
    const { chat, configure, newThread } = docent();
    // Loopback by an address that does not say so.
    configure({ 'docent.model.id': 'openai/gpt-6.1-terra', 'docent.model.servers': { openai: openai.url.replace('127.0.0.1', '0.0.0.0') } });
    await chat.button('gpt-6.1-terra').waitFor();
    await newThread();
  });
  suiteTeardown(() => openai.close());

  /** The page of the server's key. */
  async function manage() {
    const { workbench } = docent();
    const picker = quickPick(workbench);
    await workbench.runCommand('Docent: Manage API Keys');
    await picker.choose('OpenAI');
    return picker;
  }

  const wantsKey = () => docent().chat.notice.filter({ hasText: 'wants an API key; set one.' });

  /** Waits for a sentence, and clears it away. */
  async function says(sentence: RegExp): Promise<void> {
    const { workbench } = docent();
    const toast = workbench.notification(sentence);
    await toast.waitFor();
    await workbench.runCommand('Notifications: Clear All Notifications');
    await toast.waitFor({ state: 'hidden' });
  }

  test('one in the environment is not taken by itself, nor before it is allowed to send at all', async () => {
    const { chat, workbench } = docent();
    await chat.ask('Say exactly: Hello.');
    const consent = chat.consent.filter({ hasText: /Send content of this workspace to 0\.0\.0\.0:\d+\?/ });
    await consent.filter({ hasText: /Your questions with what you select, the names and first lines of the files you attach, the names of the workspace’s folders, the passages of your files/ }).waitFor();
    await consent.filter({ hasText: 'Keys and tokens that Docent recognises in texts are left out.' }).waitFor();
    assert.equal(openai.calls.length + openai.requests.length, 0);
    await workbench.screenshot(path.join(OUT, 'pictures', 'consent.png'));
    await chat.button('Allow for This Workspace').click();
    await wantsKey().waitFor();
  });

  test('one that the server does not take is told so, and can be replaced', async () => {
    const { chat, workbench } = docent();
    const picker = quickPick(workbench);
    await wantsKey().getByRole('button', { name: 'Set API Key' }).click();
    await picker.row('OpenAI').filter({ hasText: 'no key' }).waitFor();
    await workbench.screenshot(path.join(OUT, 'pictures', 'keys.png'));
    await picker.choose('OpenAI');
    await picker.row('Use OPENAI_API_KEY of the Environment').waitFor();
    await picker.choose('Enter a Key');
    await picker.answer('API key for OpenAI', WRONG);
    await says(/0\.0\.0\.0:\d+\/v1 does not accept the API key; set another one\./);

    await manage();
    await picker.choose('Replace the Key');
    await picker.answer('API key for OpenAI', ` ${RIGHT}\n`);
    await says(/OpenAI takes the key\./);
    await chat.ask('Say exactly: With a key.');
    await chat.newest.filter({ hasText: 'With a key.' }).waitFor();
  });

  test('one can be tested and removed', async () => {
    const { chat } = docent();
    let picker = await manage();
    await picker.choose('Test the Key');
    await says(/OpenAI takes the key\./);
    picker = await manage();
    await picker.choose('Remove the Key');
    await says(/The key for OpenAI is removed\./);
    await chat.ask('Say exactly: Without.');
    await wantsKey().last().waitFor();
  });

  test('the one in the environment is used when the user says so', async () => {
    const { chat } = docent();
    const picker = await manage();
    await picker.choose('Use OPENAI_API_KEY of the Environment');
    await says(/OpenAI takes the key\./);
    await chat.ask('Say exactly: From the environment.');
    await chat.newest.filter({ hasText: 'From the environment.' }).waitFor();
  });

  test('none is in what is shown, logged or kept', async () => {
    const { chat, workbench } = docent();
    // A server that repeats the key in its own words.
    openai.script({ status: 403, body: { error: { message: `The key ${RIGHT} may not do this.`, code: null, param: null, type: 'x' } } });
    await chat.ask('Say exactly: Denied.');
    await chat.notice.filter({ hasText: 'denies access with this API key: The key … may not do this.' }).waitFor();
    await workbench.runCommand('Docent: Show Log');
    await workbench.page.locator('.view-line').filter({ hasText: /answered\s403/ }).waitFor();
    const shown = [await workbench.page.innerText('body'), await chat.frame.locator('body').innerText()];
    for (const text of shown) assert.ok(!/Right8Kx2|Wrong5Jd3/.test(text), text);

    const files = readdirSync(path.join(workbench.home, 'data'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = files.map((file) => path.join(file.parentPath, file.name));
    assert.ok(kept.some((file) => file.endsWith('docent.db')) && kept.some((file) => /Docent\.log$/.test(file)));
    assert.deepEqual(kept.filter((file) => /Right8Kx2|Wrong5Jd3/.test(readFileSync(file, 'latin1'))), []);
  });
});

suite('models', () => {
  const docent = useDocent({ env: { OPENAI_API_KEY: RIGHT } });
  modelServer(docent);
  modelPicker(docent);
  // Last: they want the log shown.
  apiKeys(docent);
});
