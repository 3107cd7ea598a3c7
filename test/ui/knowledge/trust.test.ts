import { SAMPLE } from '../../../scripts/paths.ts';
import { useDocent } from '../support/suite.ts';

suite('a workspace that is not trusted', () => {
  const docent = useDocent({ folder: SAMPLE, askTrust: true });

  test('is not indexed', async () => {
    const { chat, workbench } = docent();
    await chat.frame.getByText('Docent indexes files and runs code only in a workspace you trust.').waitFor();
    await chat.button('Manage Workspace Trust').waitFor();
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
    const { chat, closePage, workbench } = docent();
    await chat.button('Manage Workspace Trust').click();
    await workbench.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    await chat.button('Index Workspace').waitFor();
    await closePage();
    await chat.button('Index Workspace').click();
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
  });
});
