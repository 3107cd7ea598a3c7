import assert from 'node:assert/strict';
import { SAMPLE } from '../../../scripts/paths.ts';
import { assistantList } from '../support/assistants.ts';
import { pressIn, typeInto } from '../support/quickInput.ts';
import { useDocent } from '../support/suite.ts';

suite('assistants where no workspace is trusted', () => {
  const docent = useDocent({ folder: SAMPLE, askTrust: true });
  const { row, open, take, choose, chosen } = assistantList(docent);
  const press = (key: string) => docent().workbench.page.keyboard.press(key);

  test('of the workspace don’t count, and one is told so', async () => {
    await open();
    await row('The assistants of a workspace count once you trust it.').waitFor();
    assert.equal(await row('SDD Expert').count(), 0);
    await press('Escape');
  });

  test('are kept by Docent, and edited like files', async () => {
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

  test('stay in a window that is reloaded', async () => {
    await docent().workbench.reload();
    await chosen('Notary');
  });

  test('of the workspace come when it is trusted', async () => {
    const { closePage, workbench } = docent();
    await open();
    await take('Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await closePage();
    await choose('SDD Expert');
  });

  test('that Docent keeps are deleted with the editor that shows them', async () => {
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
