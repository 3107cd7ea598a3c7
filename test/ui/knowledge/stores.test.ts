import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SAMPLE } from '../../../scripts/paths.ts';
import { assistantList } from '../support/assistants.ts';
import { eventually } from '../support/eventually.ts';
import { knowledgeView } from '../support/knowledge.ts';
import { useDocent } from '../support/suite.ts';

suite('vector stores in the editor, by keyboard alone', () => {
  const docent = useDocent({ folder: SAMPLE });
  const knowledge = knowledgeView(docent);
  const { row, focus, moveTo, chooseInMenu, answer, take, tick, give } = knowledge;
  const run = (title: string) => docent().workbench.runCommand(`Docent: ${title}`);

  test('one is made, and a file put into it', async () => {
    await run('Create Vector Store…');
    await answer('Create Vector Store', 'SDD Documentation');
    await row(/SDD Documentation, 0 files/).waitFor();
    await run('Add Files to Vector Store…');
    await take('Add Files', 'SDD Documentation');
    await give('Add Files to', path.join(docent().folder, 'docs', 'sdd-guide.pdf'));
    await row(/SDD Documentation, 1 file/).waitFor();
    await focus();
    await moveTo(/SDD Documentation/);
    await knowledge.press('ArrowRight');
    await row('docs, 1 file').waitFor();
    await knowledge.press('ArrowDown');
    await knowledge.press('ArrowRight');
    await row('sdd-guide.pdf, indexed').waitFor();
  });

  test('it is attached to an assistant in a file, whose answers then cite it', async () => {
    const { chat } = docent();
    await focus();
    await moveTo(/SDD Documentation/);
    await chooseInMenu('Attach Vector Store to Assistants…');
    await tick('Attach “SDD Documentation”', 'SDD Expert');
    const file = path.join(docent().folder, '.docent', 'assistants', 'sdd-expert.md');
    await eventually(async () => assert.match(readFileSync(file, 'utf8'), /vector_stores:\n {2}- workspace\n {2}- SDD Documentation\n/));
    await assistantList(docent).choose('SDD Expert');
    await chat.ask('What does the SDD guide say about specifications?');
    await chat.sources().filter({ hasText: 'sdd-guide.pdf' }).first().waitFor();
  });
});
