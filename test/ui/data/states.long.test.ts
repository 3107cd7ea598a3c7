import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { moveOn, QUESTION, useStates } from '../support/dataStates.ts';

suite('data that can’t be opened', () => {
  const { docent, dir, keepIn, file, panel, looksRight } = useStates();

  test('too new, it says so, and the version before can be gone back to', async () => {
    const { chat, workbench } = docent();
    moveOn(file());
    await Promise.all([workbench.page.waitForEvent('load'), chat.button('Reload Window').click()]);
    await panel(/written by a newer version of Docent: update this one, then reload this window\./).waitFor();
    await looksRight('tooNew');
    await workbench.runCommand('Docent: Set the Data Aside and Start Anew');
    await chat.field.waitFor();
    await chat.frame.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
  });

  test('unwritable, it names the folder; Try Again goes on', async () => {
    const { chat, workbench } = docent();
    // Whoever may do everything can write to any folder, but not to a file as if it were one.
    renameSync(dir(), `${dir()}.away`);
    writeFileSync(dir(), '');
    await workbench.reload();
    await panel(/can’t write its data to .*docent\.docent: check that folder’s rights/).waitFor();
    await looksRight('unwritable');
    rmSync(dir());
    renameSync(`${dir()}.away`, dir());
    await chat.button('Try Again').click();
    await chat.field.waitFor();
  });

  test('locked, it says so; Try Again goes on', async () => {
    const { chat, workbench } = docent();
    const other = new DatabaseSync(file(), { timeout: 10_000 });
    other.exec('begin immediate');
    await workbench.reload();
    await panel(/keeps Docent’s data locked: close it, then try again\./).waitFor({ timeout: 40_000 });
    await looksRight('locked');
    other.exec('rollback');
    other.close();
    await chat.button('Try Again').click();
    await chat.field.waitFor();
  });

  test('kept in another folder, all of it is there, and nothing is left', async () => {
    const { chat, workbench } = docent();
    await chat.ask(QUESTION);
    await chat.ended();
    const before = dir();
    await workbench.runCommand('Docent: Manage Data');
    await keepIn(newPlace('one place'), 'Move the Data');
    await chat.questions.filter({ hasText: QUESTION }).first().waitFor();
    assert.ok(existsSync(file()), 'It is there.');
    assert.deepEqual(existsSync(before) ? readdirSync(before) : [], [], 'Nothing is left.');
  });

  test('unwritable for good, it is kept elsewhere, and there one begins anew', async () => {
    const { chat, workbench } = docent();
    renameSync(dir(), `${dir()}.away`);
    writeFileSync(dir(), '');
    await workbench.reload();
    await chat.button('Manage Data').click();
    await keepIn(newPlace('other place'), 'Move the Data');
    await chat.frame.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
  });

  test('where data is kept already, that is used', async () => {
    const { chat, workbench } = docent();
    const other = dir();
    // A database is made there when there is something to keep.
    const before = existsSync(path.join(other, 'docent.db'));
    await workbench.runCommand('Docent: Manage Data');
    await keepIn(path.join(workbench.home, 'one place', 'docent-data.away'), 'Use That Data');
    await chat.questions.filter({ hasText: QUESTION }).first().waitFor();
    assert.ok(!before || existsSync(path.join(other, 'docent.db')), 'What is elsewhere stays.');
  });

  function newPlace(name: string): string {
    const place = path.join(docent().workbench.home, name);
    mkdirSync(place);
    return place;
  }
});
