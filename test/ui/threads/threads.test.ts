import assert from 'node:assert/strict';
import { SAMPLE } from '../../../scripts/paths.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { modelAt } from '../support/settings.ts';
import { pressIn, typeInto } from '../support/quickInput.ts';
import { useDocent } from '../support/suite.ts';

suite('threads', () => {
  const docent = useDocent({ folder: SAMPLE });
  let server: ModelServer;
  suiteSetup(async () => {
    server = await startModelServer();
  });
  suiteTeardown(() => server.close());

  /** The picker's row of a thread. */
  const row = (title: string) => docent().workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: title });

  test('Index Workspace is a command, too', async () => {
    const { chat, workbench } = docent();
    await workbench.runCommand('Docent: Index Workspace');
    await chat.frame.getByText('files are indexed').waitFor();
  });

  test('New Thread begins an empty one, and the one before can be opened again', async () => {
    const { chat, newThread, workbench } = docent();
    await chat.ask('How is the retry delay computed?');
    await newThread();
    await chat.ask('What is a depot?');
    await chat.sources().first().waitFor();
    await workbench.runCommand('Docent: Threads');
    await row('What is a depot?').waitFor();
    await row('How is the retry delay computed?').click();
    await chat.questions.filter({ hasText: 'How is the retry delay computed?' }).waitFor();
    await chat.sources().filter({ hasText: 'retry.go' }).first().waitFor();
  });

  test('a thread can be renamed', async () => {
    const { workbench } = docent();
    await workbench.runCommand('Docent: Threads');
    await row('How is the retry delay computed?').hover();
    await row('How is the retry delay computed?').getByRole('button', { name: 'Rename' }).click();
    const title = workbench.page.getByRole('textbox', { name: /Rename Thread/ });
    await typeInto(title, 'Delays of retries');
    await pressIn(title, 'Enter');
    await row('Delays of retries').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  test('a thread can be deleted, and is asked about first', async () => {
    const { chat, workbench } = docent();
    await workbench.runCommand('Docent: Threads');
    await row('Delays of retries').hover();
    await row('Delays of retries').getByRole('button', { name: 'Delete' }).click();
    const dialog = workbench.page.getByRole('dialog').filter({ hasText: 'Delete “Delays of retries” for good?' });
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await row('What is a depot?').waitFor();
    await row('Delays of retries').waitFor({ state: 'detached' });
    await workbench.page.keyboard.press('Escape');
    // It was the one that the chat showed.
    await chat.frame.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
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
