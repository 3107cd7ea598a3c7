import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SAMPLE } from '../../../scripts/paths.ts';
import { lookRight, widen, WIDTHS } from '../support/looks.ts';
import { useDocent } from '../support/suite.ts';

suite('an index that is damaged', () => {
  const docent = useDocent({ folder: SAMPLE });
  const storeFile = () => globSync(path.join(docent().workbench.home, 'data', 'User', 'globalStorage', 'docent.docent', '**', 'vs_*.db'))[0] ?? assert.fail('No store');

  /** As a failing disk leaves it; then the window is loaded anew. */
  async function damage(): Promise<void> {
    const file = storeFile();
    // Else SQLite's log still has all that is overwritten.
    const db = new DatabaseSync(file);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x41, 100, bytes.length - 4096));
    await docent().workbench.reload();
  }

  async function looks(name: string): Promise<void> {
    for (const width of WIDTHS) {
      await widen(docent(), width);
      await lookRight(docent(), { name: `${name} ${width}`, settings: {}, views: [docent().chat.frame] });
    }
    await widen(docent(), 300);
  }

  test('is built again by itself, which is said until one has read it', async () => {
    const { chat, workbench } = docent();
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
    await damage();
    const notice = chat.frame.getByRole('status').filter({ hasText: 'The index was damaged. Docent has built it again from your files.' });
    await notice.waitFor();
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
    assert.ok(existsSync(`${storeFile()}.damaged`));
    await looks('index rebuilt');
    await chat.ask('How is the retry delay computed?');
    await chat.sources().first().waitFor();
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await notice.waitFor({ state: 'detached' });
  });

  test('is named with its way out where it is not kept up to date by itself', async () => {
    const { chat, configure, newThread, workbench } = docent();
    await newThread();
    await docent().configureUser('docent.index.autoUpdate', false);
    configure({});
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
