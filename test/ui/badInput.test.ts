import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { typeInto } from './support/quickInput.ts';
import { quickPick } from './support/quickPick.ts';
import { useDocent } from './support/suite.ts';

suite('bad input', () => {
  const docent = useDocent();

  suite('to an analysis', () => {
    async function analyze(file: string): Promise<void> {
      const { workbench } = docent();
      await workbench.openFile(file);
      await workbench.runCommand('Docent: Analyze File');
    }

    /** The palette has no such command at this moment. */
    async function notOffered(command: string): Promise<void> {
      const { page } = docent().workbench;
      const { input, row, close } = quickPick(docent().workbench);
      await page.keyboard.press('F1');
      await typeInto(input, `>${command}`);
      await row(/./).waitFor();
      assert.equal(await row(command).count(), 0);
      await close();
    }

    test('no file', () => notOffered('Docent: Analyze File'));

    test('no selection', async () => {
      const { workbench, write } = docent();
      write('note.txt', 'A line.\n');
      await workbench.openFile('note.txt');
      await notOffered('Docent: Analyze Selection');
    });

    test('an empty file', async () => {
      docent().write('nothing.py', '');
      await analyze('nothing.py');
      await docent().workbench.notification(/nothing\.py is empty: there is nothing to analyze\./).waitFor();
    });

    test('a binary file', async () => {
      docent().write('program.bin', Uint8Array.from({ length: 4_096 }, (_, index) => index % 7));
      await docent().workbench.openFile('program.bin');
      await docent().workbench.page.getByText('The file is not displayed in the text editor').waitFor();
      await docent().workbench.runCommand('Docent: Analyze File');
      await docent().workbench.notification(/program\.bin is not a text file that can be analyzed/).waitFor();
    });

    test('an empty table', async () => {
      const { analysis, write } = docent();
      write('empty.csv', '');
      await analyze('empty.csv');
      await analysis.newest.filter({ hasText: /empty/ }).waitFor();
    });

    test('a table that is none', async () => {
      const { analysis, write } = docent();
      write('letter.csv', 'Dear all,\n\nthis is no table. It is a letter.\nIt has sentences\nand an end.\n');
      await analyze('letter.csv');
      await analysis.newest.filter({ hasText: /does not look like a table/i }).waitFor();
    });

    test('a huge table, which is profiled like any other', async () => {
      const { analysis, folder } = docent();
      const file = path.join(folder, 'huge.sqlite');
      const database = new DatabaseSync(file);
      database.exec("create table depots (depot text, parcels int); insert into depots values ('north', 3), ('south', 5)");
      database.close();
      truncateSync(file, 600_000_000); // Sparse: it takes no room, and no time to read.
      await analyze('huge.sqlite');
      await analysis.newest.filter({ hasText: '2 rows' }).waitFor();
    });
  });

  suite('to the chat', () => {
    test('a question before anything is indexed', async () => {
      const { chat, write } = docent();
      truncateSync(write('huge.md', ''), 600_000_000);
      await chat.ask('Where is the quincebrook ferry?');
      await chat.newest.filter({ hasText: 'Nothing could be searched.' }).waitFor();
      assert.equal(await chat.frame.getByText('No files are indexed yet: index the workspace first.').count(), 1);
      write('ferry.md', 'The quincebrook ferry leaves at dawn.\n');
      await chat.notice.getByRole('button', { name: 'Index Workspace' }).click();
      // It is answered by itself, once that can be done.
      await chat.sources().filter({ hasText: 'ferry.md' }).waitFor();
    });

    test('a source whose file is gone', async () => {
      const { chat, folder, workbench } = docent();
      rmSync(path.join(folder, 'ferry.md'));
      await chat.sources().filter({ hasText: 'ferry.md' }).click();
      await workbench.notification(/ferry\.md was deleted\. What it said when it was cited is shown\./).waitFor();
      await workbench.activeTab('ferry.md (deleted)').waitFor();
      assert.equal((await workbench.selection()).text.trim(), 'The quincebrook ferry leaves at dawn.');
    });

    test('files that can’t be indexed are listed with a reason', async () => {
      const { workbench } = docent();
      const row = (file: string) => workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: file });
      await workbench.runCommand('Docent: Show Index');
      await row('huge.md').filter({ hasText: /is larger than \d+ MB/ }).waitFor();
      await row('program.bin').filter({ hasText: 'is binary' }).waitFor();
      await row('program.bin').hover();
      await row('program.bin').getByRole('button', { name: 'Try Again' }).click();
      await workbench.notification(/^Still left out: program\.bin is binary\.$/).waitFor();
    });

    test('a question that nothing fits', async () => {
      const { chat } = docent();
      await chat.ask('xylophonequartz?');
      await chat.newest.filter({ hasText: 'Nothing in the index fits these words' }).waitFor();
      await chat.newest.getByRole('button', { name: 'Index the workspace' }).waitFor();
    });
  });

  test('in the settings', async () => {
    const { configure, chat, workbench, newThread } = docent();
    configure({ 'docent.model.id': 5, 'docent.model.servers': null, 'docent.model.prices': null, 'docent.index.exclude': null });
    await chat.button('No model “5”').waitFor();
    await newThread();
    await chat.ask('What now?');
    await chat.notice.filter({ hasText: '“5” is no model’s id' }).waitFor();
    await workbench.runCommand('Docent: Select Model');
    await workbench.page.locator('.quick-input-list').getByText('Search only').first().waitFor();
    await workbench.page.keyboard.press('Escape');
    configure({});
    await chat.button('Search only').waitFor();
  });

  suite('to the workspace', () => {
    const empty = mkdtempSync(path.join(tmpdir(), 'docent-empty-'));
    suiteTeardown(() => rmSync(empty, { recursive: true }));

    test('an empty folder', async () => {
      const { chat, workbench } = docent();
      await open(empty);
      await chat.button('Index Workspace').click();
      await workbench.statusBar(/Docent: 0 files/).waitFor();
      await chat.frame.getByText('There is nothing here that can be indexed.').waitFor();
    });

    test('no folder', async () => {
      const { chat, workbench } = docent();
      await open(null);
      await chat.button('Open Folder').waitFor();
      assert.equal(await workbench.isOffered('Docent: Index Workspace'), false, 'what can’t be done here');
      await chat.ask('Where is the ferry?');
      const nothing = chat.notice.filter({ hasText: 'There is nothing to search: open a folder first.' });
      await nothing.getByRole('button', { name: 'Open Folder' }).waitFor();
    });

    /** Opens another folder in the same window. */
    async function open(folder: string | null): Promise<void> {
      const { chat, workbench } = docent();
      const url = new URL(workbench.page.url());
      if (folder) url.searchParams.set('folder', folder);
      else url.searchParams.delete('folder');
      await workbench.page.goto(url.href);
      await workbench.page.locator('.activitybar').getByRole('tab', { name: 'Docent' }).click();
      await chat.field.waitFor();
    }
  });
});
