import assert from 'node:assert/strict';
import { SHELF } from '../support/shelf.ts';
import { useDocent } from '../support/suite.ts';

suite('a folder that is not on disk, beside one that is', () => {
  const docent = useDocent({ remote: SHELF });

  test('is indexed within limits that are said, and its citation opens at its line', async () => {
    const { chat, workbench, write } = docent();
    write('notes.md', 'The counter opens at nine.\n');
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.notification(/Not on disk: shelf\. Docent reads such folders through VS Code, of each at most 5,000 files and 100 MB, a file up to 10 MB/).waitFor();
    await workbench.statusBar(/Docent: 3 files/).waitFor();
    await chat.ask('When is the quillfee paid out?');
    const source = chat.sources().filter({ hasText: 'shelf/guide/returns.md:5' });
    await source.click();
    await workbench.activeTab('returns.md').waitFor();
    const { from, text } = await workbench.selection();
    assert.deepEqual([from, text], [5, 'The quillfee is paid out after forty days, whatever the weather.']);
  });
});
