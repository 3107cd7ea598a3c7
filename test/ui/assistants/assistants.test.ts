import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OUT, SAMPLE } from '../../../scripts/paths.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { assistantList } from '../support/assistants.ts';
import { violations } from '../support/axe.ts';
import { eventually } from '../support/eventually.ts';
import { modelAt } from '../support/settings.ts';
import { pressIn, typeInto } from '../support/quickInput.ts';
import { useDocent } from '../support/suite.ts';

const EXPERT = '.docent/assistants/sdd-expert.md';

suite('assistants', () => {
  const docent = useDocent({ folder: SAMPLE });
  let server: ModelServer;
  suiteSetup(async () => {
    server = await startModelServer();
    await docent().workbench.runCommand('Docent: Index Workspace');
    await docent().workbench.statusBar(/Docent: \d\d files/).waitFor();
  });
  suiteTeardown(() => server.close());

  const { row, open, take, choose, chosen, answers } = assistantList(docent);
  const type = (text: string) => docent().workbench.page.keyboard.type(text);
  /** What is far from what one sees is not in the page. */
  const toBeginning = () => docent().chat.frame.locator('main').evaluate((main) => main.scrollTo(0, 0));
  const press = (key: string) => docent().workbench.page.keyboard.press(key);

  test('the sample’s expert is chosen by keyboard and answers with passages of the workspace', async () => {
    const { chat } = docent();
    await chosen('Docent');
    await choose('SDD Expert');
    await type('What are the key phases of SDD?');
    await press('Enter');
    await chat.sources().filter({ hasText: /^docs\/sdd-guide\.pdf, page 1$/ }).first().waitFor();
    assert.match(await answers('SDD Expert').last().innerText(), /^SDD Expert\n/);
    assert.deepEqual(await violations(chat.frame), []);
  });

  test('another one answers the next question, and answers keep their assistant’s name', async () => {
    const { chat, workbench } = docent();
    await choose('Docent');
    await chat.ask('What is a depot?');
    await answers('Docent').waitFor();
    await chat.ended();
    await toBeginning();
    await answers('SDD Expert').waitFor();
    await choose('SDD Expert');
    await workbench.reload();
    await chosen('SDD Expert');
    await answers('Docent').first().waitFor();
    await toBeginning();
    await answers('SDD Expert').first().waitFor();
    assert.equal(await answers('SDD Expert').count(), 1);
  });

  test('a thread keeps its assistant, and new threads begin with the one chosen last', async () => {
    const { chat, newThread, workbench } = docent();
    await newThread();
    await chosen('SDD Expert');
    await chat.button('Assistant: SDD Expert').click(); // By mouse, this time.
    await row('SDD Expert').and(workbench.page.locator('.focused')).waitFor();
    await row('Docent').first().click();
    await chosen('Docent');
    await chat.ask('Which depots are there?');
    await answers('Docent').waitFor();
    await workbench.runCommand('Docent: Search Threads');
    await row('What are the key phases of SDD?').click();
    await chosen('SDD Expert');
    await newThread();
    await chosen('Docent');
  });

  test('a new one is a file with something to go by; what is saved holds from the next question on', async () => {
    const { chat, configure, folder, newThread, workbench, write } = docent();
    configure(modelAt(server.url));
    await newThread();
    await chat.button('stand-in').waitFor();
    await open();
    await take('Create Assistant');
    const name = workbench.page.getByRole('textbox', { name: /Create Assistant/ });
    await typeInto(name, 'sdd expert');
    await workbench.page.getByText('Another assistant has this name.').waitFor();
    await typeInto(name, 'Tax Clerk');
    await pressIn(name, 'Enter');
    await workbench.activeTab('tax-clerk.md').waitFor();
    const file = '.docent/assistants/tax-clerk.md';
    const template = readFileSync(path.join(folder, file), 'utf8');
    assert.match(template, /^---\nname: Tax Clerk\ndescription: .+\ntools:\n {2}- file_search\n {2}- code_interpreter\nvector_stores:\n {2}- workspace\n---\n\nYou are /);
    await choose('Tax Clerk');
    await chat.ask('Say exactly: Paid.');
    await answers('Tax Clerk').filter({ hasText: 'Paid.' }).waitFor();
    write(file, template.replace(/You are [^]*/, 'You count taxes.').replace('tools:', 'model: lab/stand-in-mini\ntemperature: 0.3\ntools:'));
    await chat.button('stand-in-mini').waitFor();
    await chat.ask('Say exactly: Paid again.');
    await chat.newest.filter({ hasText: 'Paid again.' }).waitFor();
    const body = server.requests.at(-1)?.body;
    assert.equal(body?.model, 'stand-in-mini');
    assert.equal(body?.temperature, 0.3);
    assert.match(String(body?.messages[0]?.content), /^You count taxes\.\n\nWorkspace /);
  });

  test('a copy keeps all but the name', async () => {
    const { folder, workbench } = docent();
    await workbench.runCommand('Docent: Duplicate Assistant');
    await take('SDD Expert');
    await pressIn(workbench.page.getByRole('textbox', { name: /Duplicate Assistant/ }), 'Enter');
    await workbench.activeTab('sdd-expert-copy.md').waitFor();
    const copy = readFileSync(path.join(folder, '.docent/assistants/sdd-expert-copy.md'), 'utf8');
    assert.equal(copy, readFileSync(path.join(folder, EXPERT), 'utf8').replace('SDD Expert', 'SDD Expert copy'));
  });

  test('a broken one says what is wrong, is opened there, and is mended for the next question', async () => {
    const { chat, folder, workbench, write } = docent();
    const text = readFileSync(path.join(folder, EXPERT), 'utf8');
    await choose('SDD Expert');
    write(EXPERT, text.replace('0.7', 'warm'));
    await chat.button('Choose an assistant').waitFor();
    await chat.field.fill('What are the key phases of SDD?');
    await chat.field.press('Enter');
    await chat.notice.filter({ hasText: /sdd-expert\.md can’t be used\. Line 7: .*a number from 0 to 2/ }).waitFor();
    await open();
    await row('temperature can’t be this').waitFor();
    await workbench.screenshot(path.join(OUT, 'pictures', 'assistants broken.png'));
    await take('sdd-expert.md');
    await workbench.activeTab('sdd-expert.md').waitFor();
    await workbench.page.locator('.squiggly-error').waitFor();
    write(EXPERT, text);
    await chosen('SDD Expert');
    assert.equal(await chat.field.inputValue(), 'What are the key phases of SDD?'); // Nothing was lost.
    await chat.button('Send').click();
    await answers('SDD Expert').last().waitFor();
  });

  test('the keys of a file are proposed as one types', async () => {
    const { workbench, write } = docent();
    write('.docent/assistants/tax-clerk.md', '---\nname: Tax Clerk\n---\nYou count taxes.\n');
    await workbench.openFile('tax-clerk.md');
    // It was open with another text: typing into it while it is read anew would be lost.
    await workbench.page.locator('.view-line', { hasText: 'temperature' }).waitFor({ state: 'detached' });
    await workbench.selectLines(2, 2);
    await press('End');
    await press('Enter');
    await workbench.statusBar(/Ln 3, Col 1/).waitFor();
    await type('model');
    await press('Control+Space');
    await workbench.page.locator('.suggest-widget .monaco-list-row', { hasText: 'model' }).first().waitFor();
    await press('Enter');
    await workbench.page.locator('.suggest-widget .monaco-list-row', { hasText: 'lab/stand-in-mini' }).waitFor();
    await press('Escape');
    await press('Control+Shift+K');
  });

  test('is deleted only when one says so, the chat goes back to Docent, and its answers stay', async () => {
    const { folder, workbench } = docent();
    await choose('Tax Clerk');
    const remove = async (answer: string): Promise<void> => {
      await workbench.runCommand('Docent: Delete Assistant');
      await take('Tax Clerk');
      const dialog = workbench.page.getByRole('dialog').filter({ hasText: 'Delete “Tax Clerk” for good?' });
      await dialog.getByRole('button', { name: answer }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await remove('Cancel');
    assert.ok(readFileSync(path.join(folder, '.docent/assistants/tax-clerk.md')));
    await remove('Delete');
    await chosen('Docent');
    await eventually(() => assert.throws(() => readFileSync(path.join(folder, '.docent/assistants/tax-clerk.md'))));
    assert.equal(await answers('Tax Clerk').count(), 2);
  });

  test('one that is gone is said to be, with a way out', async () => {
    const { chat, folder } = docent();
    await choose('SDD Expert copy');
    rmSync(path.join(folder, '.docent/assistants/sdd-expert-copy.md'));
    await chat.button('Choose an assistant').waitFor();
    await chat.field.fill('What is a depot?');
    await chat.field.press('Enter');
    await chat.notice.filter({ hasText: 'The chosen assistant is not there: it was deleted' }).getByRole('button', { name: 'Choose Assistant' }).click();
    await row('Create Assistant').waitFor();
    await press('Escape');
    await choose('Docent');
  });
});
