import assert from 'node:assert/strict';
import { makeDocx } from '../../core/knowledge/read/makeZip.ts';
import { useDocent } from '../support/suite.ts';

suite('Word documents', () => {
  const docent = useDocent();

  test('a citation of one opens its text at the quoted lines', async () => {
    const { chat, workbench, write } = docent();
    const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
    write('fees.docx', makeDocx(paragraph('About us.') + paragraph('A courier costs four euros an hour.')));
    write('other.md', 'Nothing of that kind.\n');
    await chat.button('Index Workspace').click();
    await workbench.statusBar(/Docent: 2 files/).waitFor();
    await chat.ask('What does a courier cost?');
    await chat.sources().filter({ hasText: 'fees.docx' }).first().click();
    await workbench.activeTab('fees.docx.txt').waitFor();
    assert.match((await workbench.selection()).text, /A courier costs four euros an hour\./);
  });
});
