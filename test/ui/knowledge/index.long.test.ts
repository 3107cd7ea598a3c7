import assert from 'node:assert/strict';
import { SAMPLE } from '../../../scripts/paths.ts';
import { eventually } from '../support/eventually.ts';
import { useIndexed } from '../support/indexed.ts';
import { quickPick } from '../support/quickPick.ts';
import { SHELF } from '../support/shelf.ts';
import { useDocent } from '../support/suite.ts';

suite('an index that is damaged and not kept up to date by itself', () => {
  const docent = useDocent({ folder: SAMPLE, settings: { 'docent.index.autoUpdate': false } });
  const { damage, looks } = useIndexed(docent);

  test('is named with its way out', async () => {
    const { chat, workbench } = docent();
    await damage();
    const notice = chat.frame.getByRole('status').filter({ hasText: 'The index was damaged. Index the workspace again to search it.' });
    await notice.waitFor();
    await workbench.statusBar(/Docent: index damaged/).waitFor();
    await looks('index damaged');
    await notice.getByRole('button', { name: 'Index Workspace' }).click();
    await notice.waitFor({ state: 'detached' });
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
  });
});

suite('a folder that is not on disk, beside one that is', () => {
  const docent = useDocent({ remote: SHELF });

  suiteSetup(async () => {
    await docent().workbench.runCommand('Docent: Index Workspace');
    await docent().workbench.statusBar(/Docent: 2 files/).waitFor();
  });

  test('is left out where its own rules say so, or a file can’t be read, with that reason', async () => {
    const { workbench } = docent();
    const list = quickPick(workbench);
    await workbench.runCommand('Docent: Show Index');
    await list.row('shelf/guide/locked.md').filter({ hasText: 'can’t be read: its file system says “' }).filter({ hasText: 'The shelf is locked' }).waitFor();
    assert.equal(await list.row('drafts').count(), 0);
    await list.close();
    await workbench.runCommand('Docent: Search Knowledge');
    await list.type('Parcels fly by themselves', 'Search Knowledge');
    await list.row('returns.md').waitFor();
    assert.equal(await list.row('plans.md').count(), 0);
    await list.choose('returns.md');
    await workbench.activeTab('returns.md').waitFor();
  });

  test('is followed where its file system tells of changes', async () => {
    const { workbench } = docent();
    const list = quickPick(workbench);
    await workbench.runCommand('View: Focus Active Editor Group');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.type('Vouchers come by owl.');
    await workbench.page.keyboard.press('Control+S');
    await workbench.runCommand('Docent: Search Knowledge');
    await eventually(async () => {
      await list.type('vouchers by owl', 'Search Knowledge');
      await list.row('returns.md').filter({ hasText: 'Vouchers' }).waitFor({ timeout: 2_000 });
    });
    await list.close();
  });

  test('is offered at @, and code gets copies of its files, which is said', async () => {
    const { analysis, chat, workbench } = docent();
    await chat.field.pressSequentially('@sales');
    await chat.frame.getByRole('option', { name: 'sales.csv' }).filter({ hasText: 'shelf' }).click();
    await chat.frame.getByText('sales.csv: It is not on disk: code gets a copy.').waitFor();
    const list = quickPick(workbench);
    await workbench.runCommand('Docent: Search Knowledge');
    await list.type('month parcels', 'Search Knowledge');
    await list.choose('sales.csv');
    await workbench.activeTab('sales.csv').waitFor();
    await workbench.runCommand('Docent: Analyze File');
    await workbench.notification(/Not on disk: sales\.csv\. A copy is analyzed, as it is now\./).waitFor();
    await analysis.newest.filter({ hasText: 'sales.csv has 12 rows and 2 columns' }).waitFor();
  });
});
