import assert from 'node:assert/strict';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SAMPLE } from '../../../scripts/paths.ts';
import { createDocent, type Docent } from '../../../src/core/docent.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { languageModel } from '../models/model.ts';
import { eventually } from '../support/eventually.ts';
import { modelAt } from '../support/settings.ts';
import { pressIn } from '../support/quickInput.ts';
import { quickPick } from '../support/quickPick.ts';
import { useDocent } from '../support/suite.ts';
import { threadsView } from '../support/threadsView.ts';

suite('threads', () => {
  const docent = useDocent({ folder: SAMPLE });
  let server: ModelServer;
  suiteSetup(async () => {
    server = await startModelServer();
  });
  suiteTeardown(() => server.close());

  const threads = () => threadsView(docent().workbench);

  test('Index Workspace is a command, too', async () => {
    const { chat, workbench } = docent();
    await workbench.runCommand('Docent: Index Workspace');
    await chat.frame.getByText('files are indexed').waitFor();
  });

  test('New Thread begins an empty one, and the one before is found by its words and opened again', async () => {
    const { chat, newThread, workbench } = docent();
    await chat.ask('How is the retry delay computed?');
    await chat.sources().first().waitFor();
    await newThread();
    await chat.ask('What is a depot?');
    await chat.sources().first().waitFor();
    const pick = quickPick(workbench);
    await workbench.runCommand('Docent: Search Threads');
    await pick.row('What is a depot?').waitFor();
    // What its answer says, not its question.
    await pick.type('attempts baseDelay');
    await pick.row('What is a depot?').waitFor({ state: 'detached' });
    await pressIn(pick.input, 'Enter');
    await chat.questions.filter({ hasText: 'How is the retry delay computed?' }).waitFor();
    await chat.sources().filter({ hasText: 'retry.go' }).first().waitFor();
  });

  test('the view lists the threads by time, and the keyboard suffices to rename, pin and open one', async () => {
    const { chat, workbench } = docent();
    const { keyboard } = workbench.page;
    await threads().focus();
    await threads().group('Today').waitFor();
    await threads().select('How is the retry delay computed?');
    await keyboard.press('F2');
    await quickPick(workbench).answer('Rename Thread', 'Delays of retries');
    await threads().row('Delays of retries').waitFor();
    await workbench.runCommand('Docent: Pin Thread');
    await threads().group('Pinned').waitFor();
    await threads().focus();
    await threads().select('What is a depot?');
    await keyboard.press('Enter');
    await chat.questions.filter({ hasText: 'What is a depot?' }).waitFor();
  });

  test('a deleted thread can be had back, and is gone when it is not', async () => {
    const { chat, workbench } = docent();
    const { keyboard } = workbench.page;
    const note = workbench.notification(/Deleted “What is a depot\?”/);
    await threads().focus();
    await threads().select('What is a depot?');
    await keyboard.press('Delete');
    await note.waitFor();
    await threads().row('What is a depot?').waitFor({ state: 'detached' });
    await chat.frame.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
    await note.getByRole('button', { name: 'Undo' }).click();
    await threads().row('What is a depot?').waitFor();
    // It was the one that the chat showed.
    await chat.questions.filter({ hasText: 'What is a depot?' }).waitFor();
    await threads().focus();
    await threads().select('What is a depot?');
    await keyboard.press('Delete');
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Docent: Search Threads');
    const pick = quickPick(workbench);
    await pick.row('Delays of retries').waitFor();
    await pick.row('What is a depot?').waitFor({ state: 'detached' });
    await pick.close();
  });

  test('the keys of the editor find in the thread, also while a file is open, and a search leads to the place', async () => {
    const { chat, workbench } = docent();
    const { keyboard } = workbench.page;
    const find = chat.frame.getByRole('textbox', { name: 'Find in thread' });
    await workbench.openFile('depots.csv');
    await workbench.runCommand('Docent: Search Threads');
    await quickPick(workbench).type('baseDelay');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Delays of retries' }).filter({ hasText: /baseDelay/i }).waitFor();
    await pressIn(quickPick(workbench).input, 'Enter');
    await find.waitFor();
    assert.equal(await find.inputValue(), 'baseDelay');
    await chat.frame.getByRole('status').filter({ hasText: /^\d+ of \d+$/ }).waitFor();
    await keyboard.press('Escape');
    await find.waitFor({ state: 'detached' });
    await keyboard.press('Control+F');
    await find.waitFor();
    await keyboard.type('nowhere at all');
    await chat.frame.getByText('No results').waitFor();
    await keyboard.press('Escape');
    // The editor's own field for it stays closed.
    assert.equal(await workbench.page.locator('.find-widget.visible').count(), 0);
  });

  test('an archived thread is out of sight until one wants to see it', async () => {
    const { workbench } = docent();
    await threads().focus();
    await threads().select('Delays of retries');
    await workbench.page.keyboard.press('Enter');
    await workbench.runCommand('Docent: Archive Thread');
    await threads().row('Delays of retries').waitFor({ state: 'detached' });
    await workbench.runCommand('Docent: Show Archived Threads');
    await threads().group('Archived').waitFor();
    await threads().row('Delays of retries').waitFor();
    await workbench.runCommand('Docent: Unarchive Thread');
    await threads().group('Archived').waitFor({ state: 'detached' });
    await workbench.runCommand('Docent: Hide Archived Threads');
  });

  suite('of other windows', () => {
    let other: Docent;
    let folder = '';
    suiteSetup(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'docent-other-'));
      const data = globSync(path.join(docent().workbench.home, 'data', 'User', 'globalStorage', 'docent.docent', 'docent.db'))[0] ?? '';
      // As another window has it, with another folder open.
      other = createDocent(docentOptions(path.dirname(data), { folders: () => [{ path: folder, prefix: '' }] }));
      const { id } = await other.threads.create({ origin: 'chat', workspace: await other.workspace.id(), title: 'Tides of the other folder' });
      await other.runs.add(id, [userMessage([textPart('When is high tide?')])]);
    });
    suiteTeardown(async () => {
      await other.close();
      rmSync(folder, { recursive: true });
    });

    test('are listed on request with the names of their folders, brought here and opened', async () => {
      const { chat, workbench } = docent();
      const { keyboard } = workbench.page;
      await workbench.runCommand('Docent: Focus on Threads View');
      await workbench.runCommand('Docent: Show Threads of All Workspaces');
      await threads().row('Tides of the other folder').filter({ hasText: path.basename(folder) }).waitFor();
      await threads().focus();
      await threads().select('Tides of the other folder');
      await threads().choose('Bring Thread to This Workspace');
      await threads().row('Tides of the other folder').filter({ hasNotText: path.basename(folder) }).waitFor();
      await workbench.runCommand('Docent: Show Threads of This Workspace Alone');
      await threads().focus();
      await threads().select('Tides of the other folder');
      await keyboard.press('Enter');
      await chat.questions.filter({ hasText: 'When is high tide?' }).waitFor();
    });

    test('that another window begins come into the view by themselves', async () => {
      await threads().focus();
      const [shown] = await other.threads.list({ workspace: null, origins: ['chat'] });
      const { id } = await other.threads.create({ origin: 'api', workspace: shown?.workspace ?? '', title: 'Asked by a script' });
      await threads().group('Made by Scripts').waitFor();
      await threads().select('Made by Scripts');
      await docent().workbench.page.keyboard.press('ArrowRight');
      // What is below the view's edge is not in the page.
      await eventually(async () => {
        await docent().workbench.page.keyboard.press('ArrowDown');
        assert.ok(await threads().row('Asked by a script').isVisible());
      });
      await other.threads.update(id, { title: 'Renamed there' });
      await threads().row('Renamed there').waitFor();
    });

    test('that are shown here get what happens there', async () => {
      const { chat } = docent();
      const [thread] = await other.threads.list({ workspace: null, origins: ['chat'] });
      await other.runs.add(thread?.id ?? '', [userMessage([textPart('And when is low tide?')])]);
      await chat.questions.filter({ hasText: 'And when is low tide?' }).waitFor();
    });
  });

  test('a view that was closed and opened again shows the same thread and the draft', async () => {
    const { chat, workbench } = docent();
    await chat.ask('Where is the tax rounded?');
    await chat.sources().first().waitFor();
    await chat.field.fill('A question that is not');
    const container = (name: string) => workbench.page.locator('.activitybar').getByRole('tab', { name });
    await container('Explorer').click();
    await chat.field.waitFor({ state: 'detached' });
    await container('Docent').click();
    await chat.questions.filter({ hasText: 'Where is the tax rounded?' }).waitFor();
    await chat.sources().first().waitFor();
    assert.equal(await chat.field.inputValue(), 'A question that is not');
  });

  test('a window that is reloaded shows its analysis again, and all that had arrived of an answer, as interrupted', async () => {
    const { analysis, chat, configure, newThread, workbench } = docent();
    await workbench.openFile('depots.csv');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.newest.filter({ hasText: '4 rows' }).waitFor();
    configure(modelAt(server.url));
    await newThread();
    await chat.button('stand-in').waitFor();
    server.hold(4);
    await chat.ask('Say exactly: It rains on Tuesdays.');
    await chat.newest.filter({ hasText: 'It rains on Tuesdays' }).waitFor();
    await workbench.reload();
    await analysis.newest.filter({ hasText: '4 rows' }).waitFor();
    await chat.questions.filter({ hasText: 'Say exactly' }).waitFor();
    await chat.newest.filter({ hasText: 'It rains on Tue' }).filter({ hasText: 'This answer is not complete.' }).waitFor();
    await chat.notice.filter({ hasText: 'The answer was interrupted: its window was closed or reloaded.' }).waitFor();
    await chat.button('Try Again').click();
    await chat.newest.filter({ hasText: 'It rains on Tuesdays.' }).waitFor();
  });

  languageModel(docent);
});
