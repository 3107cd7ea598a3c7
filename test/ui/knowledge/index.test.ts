import assert from 'node:assert/strict';
import path from 'node:path';
import { ROOT } from '../../../scripts/paths.ts';
import { eventually } from '../support/eventually.ts';
import { quickPick } from '../support/quickPick.ts';
import { useDocent } from '../support/suite.ts';

suite('a folder that is not on disk, beside one that is', () => {
  const docent = useDocent({ remote: { extension: path.join(ROOT, 'test', 'fixtures', 'remoteFolder'), folders: [{ uri: 'docent-shelf:/shelf', name: 'shelf' }] } });

  test('is indexed within limits that are said, and its citation opens at its line', async () => {
    const { chat, workbench, write } = docent();
    write('notes.md', 'The counter opens at nine.\n');
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.notification(/Not on disk: shelf\. Docent reads such folders through VS Code, of each at most 5,000 files and 100 MB, a file up to 10 MB/).waitFor();
    await workbench.statusBar(/Docent: 3 files/).waitFor();
    await chat.ask('When is the money paid out?');
    const source = chat.sources().filter({ hasText: 'shelf/guide/returns.md:5' });
    await source.click();
    await workbench.activeTab('returns.md').waitFor();
    const { from, text } = await workbench.selection();
    assert.deepEqual([from, text], [5, 'The money is paid out after forty days, whatever the weather.']);
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
    await list.close();
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
});
