import assert from 'node:assert/strict';
import path from 'node:path';
import { OUT } from '../../../scripts/paths.ts';
import { startOpenAI, type OpenAIServer } from '../../fixtures/openai/openai.ts';
import { eventually } from '../support/eventually.ts';
import { knowledgeView } from '../support/knowledge.ts';
import { chooseEntry } from '../support/menu.ts';
import { quickPick } from '../support/quickPick.ts';
import { useDocent } from '../support/suite.ts';

suite('vector stores at OpenAI', () => {
  const docent = useDocent();
  let openai: OpenAIServer;
  suiteSetup(async () => {
    openai = await startOpenAI();
    const { chat, configure, write } = docent();
    write('.docentignore', '.vscode/\n');
    write('harbour.md', 'The harbour opens at six in the morning.\n');
    write('prices.csv', 'fruit,price\npear,3\n');
    // Where the server is shows once the model does.
    configure({ 'docent.model.id': 'openai/gpt-6.1-terra', 'docent.model.servers': { openai: openai.url } });
    await chat.button('gpt-6.1-terra').waitFor();
    configure({ 'docent.model.servers': { openai: openai.url } });
    await chat.button('Search only').waitFor();
  });
  suiteTeardown(() => openai.close());

  const dialog = (text: RegExp) => docent().workbench.page.getByRole('dialog').filter({ hasText: text });
  const toast = (text: RegExp) => docent().workbench.notification(text);
  /** A row that changes meanwhile, since its files are counted again, takes its menu along. */
  const chooseOnRow = async (store: RegExp, entry: string) => {
    const { page } = docent().workbench;
    await eventually(async () => {
      await knowledgeView(docent).row(store).click({ button: 'right' });
      await page.getByRole('menuitem', { name: entry }).waitFor({ timeout: 2_000 });
    });
    await chooseEntry(page, entry);
  };

  test('nothing is sent before the user has read what goes there and what it costs; then it is searched in the chat', async () => {
    const { chat, workbench } = docent();
    const picker = quickPick(workbench);
    await workbench.runCommand('Docent: Index Workspace at OpenAI');
    await picker.answer('API key for OpenAI', 'sk-stand-in');
    const consent = dialog(/Upload 2 files to OpenAI\?/);
    for (const words of [/harbour\.md, prices\.csv/, /\d+ bytes go to 127\.0\.0\.1:\d+, into the vector store “workspace”/, /1 file of a kind that is not read there goes as text/, /a day at OpenAI’s price/]) {
      await consent.filter({ hasText: words }).waitFor();
    }
    assert.deepEqual(openai.calls.filter((call) => call !== 'GET /v1/models'), []);
    await workbench.screenshot(path.join(OUT, 'pictures', 'hostedConsent.png'));
    await consent.getByRole('button', { name: 'Upload' }).click();
    const done = toast(/“workspace” at OpenAI: 2 files uploaded/);
    await done.getByRole('button', { name: 'Search It Here' }).click();
    await chat.ask('harbour opens');
    await chat.newest.filter({ hasText: 'harbour.md' }).waitFor();
    assert.ok(openai.calls.some((call) => call.endsWith('/search')));
  });

  test('a store is renamed on its row, and a team’s is used by its ID and searched', async () => {
    const { workbench } = docent();
    const picker = quickPick(workbench);
    await workbench.runCommand('Docent: Focus on Knowledge View');
    await chooseOnRow(/^Hosted vector store workspace/, 'Rename OpenAI Store');
    await picker.answer('Rename “workspace”', 'Harbour');
    while (openai.vectorStores.all[0]?.about().name !== 'Harbour') await workbench.page.waitForTimeout(20);
    const response = await fetch(`${openai.url}/vector_stores`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'Team' }) });
    const { id } = (await response.json()) as { id: string };
    await workbench.runCommand('Docent: Use OpenAI Vector Store by ID');
    await picker.answer('Vector Store at OpenAI', id);
    await picker.choose('Read Only');
    await dialog(/Use the vector store vs_/).getByRole('button', { name: 'Use It' }).click();
    await toast(/“Team” is used from now on/).waitFor();
    await chooseOnRow(/^Hosted vector store Team/, 'Choose Which Store Is Searched');
    await toast(/“Team” at OpenAI is searched in this workspace’s chat/).waitFor();
    await workbench.runCommand('Docent: Choose Which Store Is Searched');
    await picker.row('Team').waitFor();
    await picker.choose('The Index on This Machine');
  });

  test('what has changed here goes to a store from its row, and single files, too', async () => {
    const { folder, write } = docent();
    const paths = () => [...(openai.vectorStores.all.find((store) => store.about().name === 'Harbour')?.files.values() ?? [])].map(({ about, text }) => [about.attributes?.['path'], text]);
    write('harbour.md', 'The harbour opens at noon.\n');
    await chooseOnRow(/^Hosted vector store Harbour/, 'Index Workspace at OpenAI');
    await dialog(/Upload 1 file to OpenAI\?/).getByRole('button', { name: 'Upload' }).click();
    await eventually(() => assert.ok(paths().some(([file, text]) => file === 'harbour.md' && text === 'The harbour opens at noon.'), JSON.stringify(paths())));
    await chooseOnRow(/^Hosted vector store Harbour/, 'Add Files to OpenAI Store');
    await knowledgeView(docent).give('Add Files to “Harbour”', path.join(folder, '.docentignore'));
    await dialog(/Upload 1 file to OpenAI\?/).getByRole('button', { name: 'Upload' }).click();
    await eventually(() => assert.equal(paths().length, 3, JSON.stringify(paths())));
  });

  test('a clean-up shows what lies there, and deletes what is ticked', async () => {
    const { workbench } = docent();
    const picker = quickPick(workbench);
    openai.files.put('docent-00000000-0000000000000000-old.md', 'x');
    const left = openai.files.put('report.pdf', 'x');
    await chooseOnRow(/^Hosted vector store Harbour/, 'Clean Up at OpenAI');
    await picker.row(/old\.md/).waitFor();
    await picker.heading('Of Docent’s, not needed any more').waitFor();
    await workbench.screenshot(path.join(OUT, 'pictures', 'hostedCleanUp.png'));
    await workbench.page.getByRole('button', { name: 'Select All of Docent’s' }).click();
    await workbench.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    const sure = dialog(/Delete at OpenAI for good: 1 store, 4 files\?/);
    await sure.filter({ hasText: /With the stores go 3 files/ }).waitFor();
    await sure.getByRole('button', { name: 'Delete' }).click();
    // Of several notifications the editor shows only some at once: what counts is what is gone.
    await eventually(() => {
      assert.deepEqual(openai.files.all.map(({ about }) => about.id), [left.about.id]);
      assert.deepEqual(openai.vectorStores.all.map((store) => store.about().name), ['Team']);
    });
    await knowledgeView(docent).row(/^Hosted vector store Team/).waitFor();
    await knowledgeView(docent).row(/^Hosted vector store Harbour/).waitFor({ state: 'detached' });
  });
});
