import assert from 'node:assert/strict';
import path from 'node:path';
import { OUT } from '../../scripts/paths.ts';
import type { FrameLocator } from '../vscode-host/scripts/browser.ts';
import { startModelServer, type ModelServer } from '../fixtures/modelServer/modelServer.ts';
import { assistantList } from './support/assistants.ts';
import { lookRight, widen, WIDTHS } from './support/looks.ts';
import { MARKDOWN } from './support/markdown.ts';
import { pythonFile } from './support/python.ts';
import { modelAt } from './support/settings.ts';
import type { Docent } from './support/suite.ts';

const CODE = '```python\nfor depot in ["Harbour", "Mill"]:\n    print(depot, "is open, which is said in a line too long for a side bar")\n```';

/** Called in a suite with a workbench on the sample’s files, without bubblewrap, so that one is asked before code runs. */
export const looks = (docent: () => Docent) => suite('looks', () => {
  let server: ModelServer;
  let settings: Readonly<Record<string, unknown>>;
  suiteSetup(async () => {
    server = await startModelServer();
    settings = { 'docent.python.path': pythonFile() };
    await docent().workbench.runCommand('View: Close All Editors');
    docent().configure(settings);
  });
  suiteTeardown(() => server.close());

  test('of an analysis and of the welcome are right in each theme', async () => {
    const { analysis, chat, workbench } = docent();
    await chat.field.waitFor();
    await workbench.openFile('depots.csv');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.newest.filter({ hasText: '4 rows' }).waitFor();
    await looksRight('welcome', analysis.frame, chat.frame);
  });

  test('the keyboard suffices to ask, to unfold a step and to open a citation', async () => {
    const { chat, configure, workbench } = docent();
    settings = { ...settings, ...modelAt(server.url) };
    configure(settings);
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
    await chat.button('stand-in').waitFor();
    await workbench.runCommand('View: Focus First Editor Group'); // Where the source is to open.
    await workbench.runCommand('Docent: New Thread');
    await chat.frame.locator('textarea:focus').waitFor();
    server.script({ calls: [{ name: 'file_search', arguments: '{"query": "retry delay"}' }] }, { text: MARKDOWN });
    await workbench.page.keyboard.type('How is the retry delay computed?');
    await workbench.page.keyboard.press('Enter');
    await chat.sources().first().waitFor();
    await chat.ended();
    await press('Shift+Tab', 'summary', 'Searched for');
    await chat.step('Searched for').getByRole('list').waitFor();
    await press('Tab', '.sources button', 'retry.go');
    await workbench.activeTab('retry.go').waitFor();
  });

  test('the keyboard suffices to answer a question of Docent’s', async () => {
    const { chat } = docent();
    await chat.ask(`Run this code:\n${CODE}`);
    await chat.consent.waitFor();
    await press('Shift+Tab', '.consent button', 'Don’t Allow');
    await chat.notice.filter({ hasText: 'The code was not run: it was declined.' }).waitFor();
  });

  test('of an answer in which there is nothing are right in each theme and width', async () => {
    const { chat, configure, workbench } = docent();
    settings = { ...settings, ...modelAt(server.url) };
    configure(settings);
    await workbench.runCommand('Docent: New Thread');
    await chat.button('stand-in').waitFor();
    server.script({ reasoning: 'I think about it.', text: '' });
    await chat.ask('What comes next?');
    await chat.notice.filter({ hasText: 'The model answered nothing.' }).waitFor();
    // What it took, opened.
    await chat.frame.locator('details.usage summary').last().click();
    await chat.frame.locator('details.usage[open]').getByText('tokens in').waitFor();
    for (const width of WIDTHS.toReversed()) {
      await widen(docent(), width);
      await looksRight(`nothing-${width}`, chat.frame);
    }
  });

  test('of a thread with an answer, a failure and a question are right in each theme and width', async () => {
    const { chat } = docent();
    await chat.ended();
    await assistantList(docent).choose('SDD Expert');
    server.script({ text: 'Half of an answ', ending: 'cut' });
    await chat.ask('What comes next?');
    await chat.button('Try Again').waitFor();
    await looksRight('failure', chat.frame);
    await chat.ask(`Run this code:\n${CODE}`);
    await chat.consent.waitFor();
    for (const width of WIDTHS) {
      await widen(docent(), width);
      await looksRight(`question-${width}`, chat.frame);
    }
  });

  async function looksRight(name: string, ...views: readonly FrameLocator[]): Promise<void> {
    const { chat, workbench } = docent();
    await lookRight(docent(), { name, settings, views });
    await chat.frame.locator('main').evaluate((main) => main.scrollTo(0, 0));
    await workbench.screenshot(path.join(OUT, 'pictures', `${name} top.png`));
  }

  /** Moves the focus in the view until it is there, which one sees, and presses Enter. */
  async function press(way: 'Tab' | 'Shift+Tab', selector: string, text: string): Promise<void> {
    const { chat, workbench } = docent();
    const focused = chat.frame.locator(':focus').and(chat.frame.locator(selector, { hasText: text }));
    for (let presses = 0; presses < 60 && !(await focused.isVisible()); presses++) await workbench.page.keyboard.press(way);
    assert.notEqual(await focused.evaluate((element) => getComputedStyle(element).outlineStyle), 'none');
    await workbench.page.keyboard.press('Enter');
  }
});
