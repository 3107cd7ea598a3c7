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
    assert.equal(await workbench.isOffered('Docent: Index Workspace'), false);
  });

  test('gets no code run', async () => {
    const { workbench } = docent();
    await workbench.openFile('data.csv');
    assert.equal(await workbench.isOffered('Docent: Analyze File'), false);
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
