import assert from 'node:assert/strict';
import { SAMPLE } from '../../scripts/paths.ts';
import { assistantList } from './support/assistants.ts';
import { pressIn, typeInto } from './support/quickInput.ts';
import { useDocent } from './support/suite.ts';

suite('a workspace that is not trusted', () => {
  const docent = useDocent({ folder: SAMPLE, askTrust: true });
  const { row, open, take, choose, chosen } = assistantList(docent);
  const press = (key: string) => docent().workbench.page.keyboard.press(key);

  test('is not indexed', async () => {
    const { chat, workbench } = docent();
    await chat.frame.getByText('Until you trust it, Docent indexes no files and runs no code here').waitFor();
    await chat.button('Manage Workspace Trust').waitFor();
    await chat.ask('How are berths allocated?');
    await chat.notice.filter({ hasText: 'Docent indexes only workspaces you trust.' }).getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    assert.equal(await chat.button('Index Workspace').count(), 0);
    assert.equal(await chat.frame.getByText('Docent indexes only workspaces you trust.').count(), 1);
    assert.equal(await workbench.isOffered('Docent: Index Workspace'), false);
  });

  test('gets no code run', async () => {
    const { workbench } = docent();
    await workbench.openFile('data.csv');
    assert.equal(await workbench.isOffered('Docent: Analyze File'), false);
  });

  test('has no assistants, and one is told so', async () => {
    await open();
    await row('The assistants of a workspace count once you trust it.').waitFor();
    assert.equal(await row('SDD Expert').count(), 0);
    await press('Escape');
  });

  test('has assistants that Docent keeps, edited like files', async () => {
    const { workbench } = docent();
    await workbench.runCommand('Docent: Create Assistant');
    const name = workbench.page.getByRole('textbox', { name: /Create Assistant/ });
    await typeInto(name, 'Clerk');
    await pressIn(name, 'Enter');
    await workbench.activeTab('clerk.md').waitFor();
    await workbench.selectLines(2, 2);
    await workbench.page.keyboard.type('name: Notary');
    await workbench.page.locator('.view-line', { hasText: 'name: Notary' }).waitFor();
    await press('Control+S');
    await open();
    await row('Notary').filter({ hasText: 'kept by Docent' }).waitFor();
    await press('Escape');
    await choose('Notary');
    await workbench.runCommand('View: Close All Editors');
    await workbench.runCommand('Docent: Edit Assistant');
    await take('Notary');
    await workbench.activeTab('notary.md').waitFor();
    await workbench.page.locator('.view-line', { hasText: 'name: Notary' }).waitFor();
  });

  test('keeps them when its window is reloaded', async () => {
    await docent().workbench.reload();
    await chosen('Notary');
  });

  test('can be trusted from the view', async () => {
    const { chat, closePage, newThread, workbench } = docent();
    await newThread();
    await chat.button('Manage Workspace Trust').click();
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await chat.button('Index Workspace').waitFor();
    await closePage();
    await chat.button('Index Workspace').click();
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
  });

  test('has its assistants once it is trusted', async () => {
    await choose('SDD Expert');
  });

  test('loses those that Docent keeps with the editor that shows them, when they are deleted', async () => {
    const { workbench } = docent();
    await choose('Notary');
    await workbench.runCommand('Docent: Delete Assistant');
    await take('Notary');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await chosen('Docent');
    await open();
    await row('SDD Expert').waitFor();
    assert.equal(await row('Notary').count(), 0);
    await press('Escape');
  });
});
