import { SAMPLE } from '../../../scripts/paths.ts';
import { useIndexed } from '../support/indexed.ts';
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
