import assert from 'node:assert/strict';
import { SAMPLE } from '../../../scripts/paths.ts';
import { useDocent } from '../support/suite.ts';

suite('a workspace that is not trusted', () => {
  const docent = useDocent({ folder: SAMPLE, askTrust: true });

  test('is not indexed', async () => {
    const { chat, workbench } = docent();
    await chat.frame.getByText('Until you trust it, Docent indexes no files and runs no code here').waitFor();
    await chat.button('Manage Workspace Trust').waitFor();
    await chat.ask('How are berths allocated?');
    await chat.notice.filter({ hasText: 'Docent indexes only workspaces you trust.' }).getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    assert.equal(await chat.button('Index Workspace').count(), 0);
    assert.equal(await chat.frame.getByText('Docent indexes only workspaces you trust.').count(), 1);
    await workbench.runCommand('Docent: Index Workspace');
    const refused = workbench.notification(/Docent indexes files only in a workspace you trust\./);
    await refused.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
  });

  test('gets no code run', async () => {
    const { workbench } = docent();
    await workbench.openFile('data.csv');
    await workbench.runCommand('Docent: Analyze File');
    await workbench.notification(/Docent runs code only in a workspace you trust\./).waitFor();
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
});
