import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SAMPLE } from '../../../scripts/paths.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import type { Locator } from '../../vscode-host/scripts/browser.ts';
import { lookRight, widen, WIDTHS } from './looks.ts';
import { quickPick } from './quickPick.ts';
import { useDocent, type Docent } from './suite.ts';

const QUESTION = 'How is the retry delay computed?';

/** How Docent shows the data's states, in a workbench that has an index, a thread and a copy of them. */
interface StatesView {
  readonly docent: () => Docent;
  /** Where the data lies. */
  readonly dir: () => string;
  readonly file: () => string;
  /** What says this of the data. */
  readonly panel: (sentence: RegExp) => Locator;
  readonly looksRight: (name: string) => Promise<void>;
}

function useStates(themes: readonly string[]): StatesView {
  const docent = useDocent({ folder: SAMPLE });
  const dir = () => path.join(docent().workbench.home, 'data', 'User', 'globalStorage', 'docent.docent');
  const file = () => path.join(dir(), 'docent.db');
  const panel = (sentence: RegExp) => docent().chat.frame.getByRole('alert', { name: 'Docent’s data' }).filter({ hasText: sentence });

  /** In each theme, as narrow as the side bar comes and as wide as it is dragged. */
  async function looksRight(name: string): Promise<void> {
    for (const width of WIDTHS) {
      await widen(docent(), width);
      await lookRight(docent(), { name: `data ${name} ${width}`, settings: {}, views: [docent().chat.frame], themes });
    }
  }

  suiteSetup(async () => {
    const { chat, workbench } = docent();
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
    await chat.ask(QUESTION);
    await chat.sources().first().waitFor();
    await chat.ended();
    mkdirSync(path.join(dir(), 'backup'), { recursive: true });
    const db = new DatabaseSync(file());
    db.prepare('vacuum into ?').run(path.join(dir(), 'backup', `docent-v${STEPS.length}-${Date.now()}.db`));
    db.close();
  });

  return { docent, dir, file, panel, looksRight };
}

/** As a newer version leaves it. */
function moveOn(file: string): void {
  const db = new DatabaseSync(file);
  db.exec('pragma user_version = 999');
  db.close();
}

/** What becomes of the data while Docent uses it: each state has its sentence and its ways out, and looks right in these themes. */
export function changesIn(themes: readonly string[]): void {
  const { docent, dir, file, panel, looksRight } = useStates(themes);

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
    await workbench.runCommand('Docent: Threads');
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
}

/** What Docent can't open when it starts, in the same way. */
export function refusalsIn(themes: readonly string[]): void {
  const { docent, dir, file, panel, looksRight } = useStates(themes);

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
}
