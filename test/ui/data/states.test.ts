import assert from 'node:assert/strict';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { damagedIndex } from '../knowledge/index.ts';
import { moveOn, QUESTION, useStates, type StatesView } from '../support/dataStates.ts';
import { quickPick } from '../support/quickPick.ts';

const dataStates = ({ docent, dir, file, panel, looksRight }: StatesView) => suite('what becomes of the data', () => {

  /** As a failing disk or another program leaves it. */
  function spoil(): void {
    writeFileSync(`${file()}.new`, Buffer.alloc(16_384, 7));
    renameSync(`${file()}.new`, file());
    // Of it SQLite could mend the file.
    for (const suffix of ['-wal', '-shm']) rmSync(file() + suffix, { force: true });
  }

  test('another file in its place is noticed by itself; the thread stays in sight', async () => {
    const { chat } = docent();
    spoil();
    await panel(/replaced or deleted by another window or program: reload this window\./).waitFor();
    await chat.questions.filter({ hasText: QUESTION }).waitFor();
    await looksRight('replaced');
  });

  test('damaged, it says so; commands answer, and the index can be searched', async () => {
    const { chat, workbench } = docent();
    await workbench.reload();
    await panel(/can’t be read: its file is damaged or missing\./).waitFor();
    await looksRight('damaged');
    await workbench.runCommand('Docent: Search Threads');
    await workbench.notification(/its file is damaged or missing/).waitFor();
    await chat.button('Search the Index').click();
    const picker = quickPick(workbench);
    await picker.type('retry delay', 'Search Knowledge');
    await picker.choose(/^retry\.go:\d+$/);
    await workbench.activeTab('retry.go').waitFor();
  });

  test('the newest copy is restored with one button, with the thread; the damaged file is kept', async () => {
    const { chat, workbench } = docent();
    await chat.button('Restore the Newest Copy').click();
    await chat.questions.filter({ hasText: QUESTION }).waitFor();
    await workbench.notification(/Docent’s data is the copy of .* is kept in/).waitFor();
    const aside = readdirSync(path.join(dir(), 'backup')).find((name) => name.startsWith('aside-'));
    assert.ok(existsSync(path.join(dir(), 'backup', aside ?? '', 'docent.db')));
    await chat.ask('What is a depot?');
    await chat.sources().first().waitFor();
  });

  test('moved on by a newer version, the window says so and writes no more', async () => {
    const { chat } = docent();
    await chat.ended();
    moveOn(file());
    await panel(/^\s*Docent was updated: reload this window\./).waitFor();
    assert.equal(await chat.field.count(), 0);
    await looksRight('movedOn');
  });
});

suite('what is kept', () => {
  const view = useStates();
  // First: of a thread that can’t be read one can’t ask.
  damagedIndex(view.docent);
  dataStates(view);
});
