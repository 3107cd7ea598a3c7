import assert from 'node:assert/strict';
import { SAMPLE } from '../../../scripts/paths.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
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
});
